/** Our fields in the reader's language, and what an answer may be as text. */
import { useTranslations } from "use-intl";
import type { messages } from "../../catalogues/en/index.ts";

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

export function wordsOfValue(
  value: string | number | boolean | readonly string[] | null | undefined,
): string | null {
  if (value === null || value === undefined || value === "") return null;
  if (typeof value === "object") return value.length === 0 ? null : value.join(", ");
  if (typeof value === "boolean") return value ? "✓" : "–";
  return String(value);
}
