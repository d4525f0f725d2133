/** A form for an event's fields, from the event's own schema, for people who know nothing of schemas. */
import type { z } from "zod";
import type { Json, JsonObject } from "../../../workflows/workflow.ts";
import { definitionOf } from "../../lib/zod-definition.ts";
import { escapeHtml } from "../html.ts";

/** What somebody can be asked for. Ids, codes and lists are not: they are given beforehand or left out. */
type Field = { readonly name: string; readonly isRequired: boolean } & (
  | { readonly kind: "words" }
  /** A reference to words that are kept apart: they are written here and sealed. */
  | { readonly kind: "record" }
  | { readonly kind: "yes-no" }
  | { readonly kind: "date" }
  | { readonly kind: "choice"; readonly options: readonly string[] }
);

/** The field's reference in an event; the words go into a sealed record. */
export const RECORD = "recordId";

/** Fields that whoever acts fills in. */
export function fieldsOf(schema: z.ZodObject, preset: JsonObject): readonly Field[] {
  const fields = Object.entries(schema.shape)
    .filter(([name]) => !Object.hasOwn(preset, name))
    .flatMap(([name, shape]) => fieldOf(name, shape as z.ZodType));
  const hasWords = fields.some(({ kind }) => kind === "words");
  // Nobody is asked for the same thing twice.
  return fields.filter(({ kind, isRequired }) => kind !== "record" || isRequired || !hasWords);
}

/** Can it be filled in at all? Names of fields that must be there and that nobody can be asked for. */
export function unaskable(schema: z.ZodObject, preset: JsonObject): string[] {
  const asked = new Set(fieldsOf(schema, preset).map(({ name }) => name));
  return Object.entries(schema.shape)
    .filter(
      ([name, shape]) => !asked.has(name) && !Object.hasOwn(preset, name) && isRequired(shape as z.ZodType),
    )
    .map(([name]) => name);
}

const isRequired = (schema: z.ZodType): boolean => !schema.safeParse(undefined).success;

function fieldOf(name: string, schema: z.ZodType): Field[] {
  const core = inner(schema);
  const base = { name, isRequired: isRequired(schema) };
  const { type, entries, format } = definitionOf(core);
  if (name === RECORD) return [{ ...base, kind: "record" }];
  if (core.meta()?.["sealed"] === true) return [{ ...base, kind: "words" }];
  if (type === "boolean") return [{ ...base, kind: "yes-no" }];
  if (type === "enum" && entries !== undefined)
    return [{ ...base, kind: "choice", options: Object.values(entries) }];
  if (type === "string" && format === "date") return [{ ...base, kind: "date" }];
  return [];
}

function inner(schema: z.ZodType): z.ZodType {
  const { innerType } = definitionOf(schema);
  return innerType === undefined ? schema : inner(innerType);
}

/** In words for the fields that charts have today; a new one is shown by its name. */
const LABELS: Readonly<Record<string, string>> = {
  recordId: "Your message",
  note: "Anything you want to tell us",
  grounds: "Why you think the decision is wrong",
  attribution: "How may we name you for what you gave so far?",
  keepData: "May we keep your data?",
  doNotContact: "Shall we stop writing to you?",
  positive: "Do you want to go on?",
};
const OPTIONS: Readonly<Record<string, string>> = {
  name: "By name",
  role: "By role only",
  none: "Not at all",
};

const labelOf = (name: string): string =>
  LABELS[name] ??
  `${name.charAt(0).toUpperCase()}${name
    .slice(1)
    .replaceAll(/([A-Z])/g, " $1")
    .toLowerCase()}`;

const WORDS_MAX = 20_000;

/** The fields as HTML, with what was typed before. */
export function showFields(fields: readonly Field[], typed: (name: string) => string): string {
  return fields
    .map((field) => {
      const label =
        escapeHtml(labelOf(field.name)) +
        (field.isRequired ? "" : ` <span class="hint">(if you like)</span>`);
      return `<label>${label} ${control(field, typed(field.name))}</label>`;
    })
    .join("");
}

function control(field: Field, value: string): string {
  const attributes = `name="${escapeHtml(field.name)}"${field.isRequired ? " required" : ""}`;
  switch (field.kind) {
    case "words":
    case "record":
      return `<textarea ${attributes} maxlength="${WORDS_MAX}">${escapeHtml(value)}</textarea>`;
    case "date":
      return `<input type="date" ${attributes} value="${escapeHtml(value)}">`;
    case "yes-no":
      return select(attributes, value, [
        ["yes", "Yes"],
        ["no", "No"],
      ]);
    case "choice":
      return select(
        attributes,
        value,
        field.options.map((option) => [option, OPTIONS[option] ?? option.replaceAll("_", " ")] as const),
      );
  }
}

const select = (attributes: string, value: string, options: readonly (readonly [string, string])[]): string =>
  `<select ${attributes}><option value=""></option>${options
    .map(
      ([key, words]) =>
        `<option value="${escapeHtml(key)}"${key === value ? " selected" : ""}>${escapeHtml(words)}</option>`,
    )
    .join("")}</select>`;

/** What was typed, as the event's fields. What was left empty is left out, so that the schema says what is missing. */
export function readFields(fields: readonly Field[], typed: (name: string) => string): JsonObject {
  const entries = fields.flatMap((field): (readonly [string, Json])[] => {
    const value = typed(field.name).replaceAll("\r\n", "\n").trim();
    if (value === "") return [];
    if (field.kind === "yes-no")
      return value === "yes" || value === "no" ? [[field.name, value === "yes"]] : [];
    return [[field.name, value]];
  });
  return Object.fromEntries(entries);
}

export const labelsOf = (names: readonly string[]): string => names.map(labelOf).join("; ");
