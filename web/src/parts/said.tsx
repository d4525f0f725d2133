/** What was entered with an event, field by field: words as they were written, codes and ids in words. */
import { useFormatter, useTranslations } from "use-intl";
import { useChoiceWords, useFieldWords } from "../form/field-words.ts";
import { isolated } from "../i18n/isolate.ts";
import { useCountryWords } from "./countries.ts";
import { useLanguageWords } from "./languages.ts";
import styles from "./said.module.css";

/** What ids are called; what is nobody's here is left out. */
export type Names = ReadonlyMap<string, string>;

/** Keys that only machines read. */
const UNSAID = new Set(["dossierHash", "previewMatches", "deliveryId", "importId", "ruleId", "partyId"]);
const ID = /^(?:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|sealed:.*)$/;
const INSTANT = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/;
const DAY = /^\d{4}-\d\d-\d\d$/;

/** One value of a field in words; undefined where there is nothing to say. */
export function useSaid(names: Names): (value: unknown, field?: string) => string | undefined {
  const t = useTranslations("engagement");
  const countryWords = useCountryWords();
  const languageWords = useLanguageWords();
  const choiceWords = useChoiceWords();
  const format = useFormatter();
  const words = (value: unknown, field?: string): string | undefined => {
    if (typeof value === "boolean") return t(value ? "yes" : "no");
    if (typeof value === "number") return format.number(value);
    if (Array.isArray(value)) {
      const said = value.flatMap((one) => words(one, field) ?? []);
      return said.length === 0 ? undefined : format.list(said.map(isolated), { type: "conjunction" });
    }
    if (typeof value !== "string" || value === "") return undefined;
    if (field === "country" || field === "countries") return countryWords(value);
    if (field === "language" || field === "languages") return languageWords(value);
    if (names.has(value)) return names.get(value);
    if (ID.test(value)) return undefined;
    if (INSTANT.test(value))
      return format.dateTime(new Date(value), { dateStyle: "long", timeStyle: "short" });
    if (DAY.test(value)) return format.dateTime(new Date(`${value}T12:00:00Z`), { dateStyle: "long" });
    return /^[a-z][a-z0-9_]*$/.test(value) ? choiceWords(value, field) : value;
  };
  return words;
}

const isWord = (value: unknown): boolean =>
  typeof value === "string" ? value !== "" && !ID.test(value) : value !== null && value !== undefined;

interface Shown {
  readonly name: string;
  readonly below: Readonly<Record<string, unknown>> | undefined;
  readonly words: string | undefined;
}

interface Props {
  readonly data: Readonly<Record<string, unknown>>;
  readonly names: Names;
}

export function Said({ data, names }: Props) {
  const fieldWords = useFieldWords();
  const said = useSaid(names);
  const shown = partsOf(data).flatMap(({ name, value }): Shown[] => {
    if (isRecord(value)) return [{ name, below: value, words: undefined }];
    const words = said(value, name);
    return words === undefined ? [] : [{ name, below: undefined, words }];
  });
  if (shown.length === 0) return null;
  return (
    <dl className={styles["said"]}>
      {shown.map(({ name, below, words }, at) => (
        <div key={`${name} ${at}`}>
          <dt>{fieldWords(name)}</dt>
          <dd>{below === undefined ? words : <Said data={below} names={names} />}</dd>
        </div>
      ))}
    </dl>
  );
}

/** Is there anything to show of it to a reader who knows these names? */
export const isSaid = (data: Readonly<Record<string, unknown>>, names: Names): boolean =>
  partsOf(data).some(({ value }) =>
    isRecord(value)
      ? isSaid(value, names)
      : [value].flat().some((one) => isWord(one) || (typeof one === "string" && names.has(one))),
  );

/** A list of records is as many parts of that name. */
const partsOf = (data: Readonly<Record<string, unknown>>) =>
  Object.entries(data)
    .filter(([name]) => !UNSAID.has(name))
    .flatMap(([name, value]) =>
      Array.isArray(value) && value.some(isRecord)
        ? value.map((one: unknown) => ({ name, value: one }))
        : [{ name, value }],
    );

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
