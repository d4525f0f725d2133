/** Names of fields and of what can be chosen; a test holds that every schema's are in the catalogues. */
import { useMessages } from "use-intl";

const readable = (code: string): string => {
  const spaced = code.replaceAll(/[_.-]/g, " ").replaceAll(/([a-z])([A-Z])/g, "$1 $2");
  return spaced.charAt(0).toUpperCase() + spaced.slice(1).toLowerCase();
};

function useWords(part: "field" | "choice" | "each"): (name: string, within?: string) => string {
  const messages: { readonly [part: string]: unknown } = useMessages();
  const words = messages[part] as Readonly<Record<string, string>> | undefined;
  return (name, within) => words?.[`${within}_${name}`] ?? words?.[name] ?? readable(name);
}

export const useFieldWords = (): ((name: string) => string) => useWords("field");
/** One of a field that holds several: “Question”, of the questions. */
export const useEachWords = (): ((name: string) => string) => useWords("each");
/** `field`: where one code has another meaning there, it has words of its own. */
export const useChoiceWords = (): ((value: string, field?: string) => string) => useWords("choice");
