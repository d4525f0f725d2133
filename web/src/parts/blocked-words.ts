import { useTranslations } from "use-intl";
import type { Blocked } from "./moves.ts";
import { useGuardWords } from "./state-words.ts";

/** Why an event is refused, and what would unlock it; the server's words where the catalogue has none. */
export function useBlockedWords(): (blocked: Blocked) => string {
  const t = useTranslations("parts.blocked");
  const guardWords = useGuardWords();
  return ({ why, guards, needs, detail }) => {
    if (why === "role") return needs.length === 0 ? t("nobody") : t("role", { roles: needs.join(", ") });
    const known = guards.flatMap((guard) => guardWords(guard) ?? []);
    return known.length === 0 ? detail : known.map((one) => `${one.why} ${one.remedy}`).join(" ");
  };
}
