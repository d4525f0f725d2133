/** Why a delivery waits or was not taken, and what made a message look like spam, in the reader's language. */
import { useTranslations } from "use-intl";
import { readReason } from "../../../../src/contract/reasons.ts";
import { useGuardWords } from "../../parts/state-words.ts";

/** Codes of what was noticed, in a row. */
export function useSignalWords(): (signals: readonly string[]) => string {
  const t = useTranslations("intake.signal");
  type Known = Parameters<typeof t>[0];
  return (signals) => signals.map((code) => (t.has(code as Known) ? t(code as Known) : code)).join(", ");
}

/** Undefined for words that are not ours, such as a vendor's. */
function useKnownReason(): (said: string) => string | undefined {
  const t = useTranslations("intake.reason");
  const guardWords = useGuardWords();
  const signalWords = useSignalWords();
  const inWords: Readonly<Record<string, (value: string) => string>> = {
    signals: (value) => signalWords(value.split(", ")),
    guards: (value) =>
      value
        .split(", ")
        .map((guard) => guardWords(guard)?.why ?? guard)
        .join(" "),
    reason: (value) => known(value) ?? value,
  };
  const known = (said: string): string | undefined => {
    const read = readReason(said);
    if (read === undefined) return undefined;
    const values = Object.entries(read.values).map(([name, value]) => [
      name,
      inWords[name]?.(value) ?? value,
    ]);
    return t(read.key, Object.fromEntries(values));
  };
  return known;
}

/** What is nobody's but the server's is told in its English, and named as that. */
export function Reason({ said }: { readonly said: string }) {
  const words = useKnownReason()(said);
  return words ?? <span lang="en">{said}</span>;
}
