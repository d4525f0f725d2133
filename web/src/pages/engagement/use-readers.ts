import { useFormatter, useTranslations } from "use-intl";
import { isolated } from "../../i18n/isolate.ts";

/** An audience in words: “officers, approvers”; by name where no role reads it. */
export function useReaders(): (roles: readonly string[], names: readonly string[]) => string {
  const t = useTranslations("notes.readers");
  const format = useFormatter();
  return (roles, names) => {
    const inWords = roles.map((role) => (t.has(role as "officer") ? t(role as "officer") : role));
    return format.list(inWords.length > 0 ? inWords : names.map(isolated), { type: "conjunction" });
  };
}
