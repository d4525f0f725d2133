import { useTranslations } from "use-intl";
import type { JournalEntry } from "../api/shapes.ts";
import { useMe } from "./programme.ts";
import { useRoles } from "./roles.ts";
import { useEventWords } from "./state-words.ts";

/** What happened, in one sentence: a person's act by their name, else by their role; what happened by itself without one. */
export function useSentence(): (workflow: string, entry: JournalEntry) => string {
  const t = useTranslations("engagement.by");
  const words = useEventWords();
  const rolesOf = useRoles();
  const me = useMe();
  return (workflow, { type, origin, actor }) => {
    const did = words(workflow, type, "did");
    if (origin !== "caller") return capital(did);
    const isWhole = isSentence(did);
    if (actor.id === me.id) return t(isWhole ? "enteredByYou" : "you", { did });
    if (actor.name !== null) return t(isWhole ? "enteredByName" : "name", { name: actor.name, did });
    const role = rolesOf(actor.roles);
    return isWhole ? t("enteredByRole", { role, did }) : t("role", { role: capital(role), did });
  };
}

/** "A reply arrived" has a subject of its own, and takes nobody before it. */
export const isSentence = (did: string): boolean => did === capital(did);

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
