/** Our fields in the reader's language, and what an answer may be as text. */
import { useTranslations } from "use-intl";
import type { messages } from "../../catalogues/en/index.ts";
import { useChoiceWords } from "../../form/field-words.ts";
import { inLine } from "../../i18n/isolate.ts";
import { useCountryWords } from "../../parts/countries.ts";
import { useLanguageWords } from "../../parts/languages.ts";

export type Field = keyof typeof messages.intake.field;

/** In the order of a form. */
export const FIELDS: readonly Field[] = [
  "name",
  "givenName",
  "familyName",
  "email",
  "phone",
  "organisation",
  "organisationKind",
  "capacity",
  "affiliation",
  "country",
  "language",
  "interests",
  "kind",
  "message",
  "idea",
  "concerns",
  "commitment",
  "mode",
  "nominator",
  "nominee",
  "nomineeEmail",
  "noteVerbale",
  "requestLevel",
  "consent",
];

export function useFieldWords(): (field: string) => string {
  const t = useTranslations("intake.field");
  return (field) => (t.has(field as Field) ? t(field as Field) : field);
}

/** What stands in them is a code, which has words of its own. */
const CODED: ReadonlySet<string> = new Set([
  "affiliation",
  "kind",
  "capacity",
  "organisationKind",
  "commitment",
  "mode",
  "requestLevel",
  "level",
]);

export type Value = string | number | boolean | readonly string[] | null | undefined;

/** What is recorded in one of our fields, or, without a field, what somebody answered as they wrote it; null for nothing. */
export function useValueWords(): (value: Value, field?: string) => string | null {
  const choiceWords = useChoiceWords();
  const countryWords = useCountryWords();
  const languageWords = useLanguageWords();
  const words = (one: string, field = ""): string => {
    if (field === "country") return countryWords(one);
    if (field === "language" || field === "languages") return languageWords(one);
    return CODED.has(field) && /^[a-z][a-z_]*$/.test(one) ? choiceWords(one, field) : one;
  };
  return (value, field) => {
    if (value === null || value === undefined || value === "") return null;
    if (typeof value === "object")
      return value.length === 0
        ? null
        : inLine(
            value.map((one) => words(one, field)),
            ", ",
          );
    if (typeof value === "boolean") return value ? "✓" : "–";
    return words(String(value), field);
  };
}
