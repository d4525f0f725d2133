/** What somebody has typed so far, and the data it stands for. Pure, but for the day on which a form is begun. */
import type { Field, Shape } from "./shape.ts";

/** Undefined is left out. A choice is `{ variant, value }`. */
export type Draft = string | boolean | undefined | readonly Draft[] | { readonly [name: string]: Draft };
export type Drafts = { readonly [name: string]: Draft };

/** Of a form that nobody has touched: what must be there is open, what may be is folded. */
export function emptyOf(fields: readonly Field[]): Drafts {
  return Object.fromEntries(
    fields.map(({ name, shape, isRequired, isNullable }) => [
      name,
      isRequired && !isNullable ? beginningOf(shape) : undefined,
    ]),
  );
}

export function beginningOf(shape: Shape): Draft {
  switch (shape.kind) {
    case "group":
      return emptyOf(shape.fields);
    case "list":
      return listBegun(shape);
    case "date":
      return shape.beginsToday ? today() : undefined;
    case "choice":
      return { variant: "0", value: beginningOf(shape.variants[0] ?? { kind: "words", max: undefined }) };
    case "check":
      return false;
    default:
      return undefined;
  }
}

function listBegun({ item, min, begins }: Extract<Shape, { kind: "list" }>): Draft {
  if (item.kind === "one") return [];
  const begun = begins.map((one): Draft => ({ ...(beginningOf(item) as Drafts), ...one }));
  return [...begun, ...Array.from({ length: Math.max(0, min - begun.length) }, () => beginningOf(item))];
}

/** The reader's day, YYYY-MM-DD. */
function today(): string {
  const now = new Date();
  const two = (number: number) => String(number).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

/** The data of the event, as its schema has it. */
export function dataOf(fields: readonly Field[], drafts: Drafts): Record<string, unknown> {
  return Object.fromEntries(
    fields.flatMap(({ name, shape, isRequired, isNullable }) => {
      const value = valueOf(shape, drafts[name]);
      if (value !== undefined) return [[name, value]];
      return isRequired && isNullable ? [[name, null]] : [];
    }),
  );
}

function valueOf(shape: Shape, draft: Draft): unknown {
  if (shape.kind === "constant") return shape.value;
  if (draft === undefined || draft === "") return undefined;
  switch (shape.kind) {
    case "number":
      return Number(draft);
    case "instant":
      return typeof draft === "string" ? instantOf(draft) : undefined;
    case "list":
      // An empty item is sent as one, so that a complaint about the third is about the third.
      return (draft as readonly Draft[]).map((item) => valueOf(shape.item, item) ?? "");
    case "group":
      return dataOf(shape.fields, draft as Drafts);
    case "choice": {
      const { variant, value } = draft as Drafts;
      const chosen = shape.variants[Number(variant)];
      return chosen === undefined ? undefined : valueOf(chosen, value);
    }
    default:
      return draft;
  }
}

/** What a control of day and hour holds, in the reader's zone, as an instant. */
function instantOf(local: string): string {
  const at = new Date(local);
  return Number.isNaN(at.getTime()) ? local : at.toISOString();
}

/** Paths of what must be there and is not, such as `checks.0.outcome`. What is there, the server judges. */
export function missingIn(fields: readonly Field[], drafts: Drafts, before = ""): readonly string[] {
  return fields.flatMap(({ name, shape, isRequired, isNullable }) => {
    const draft = drafts[name];
    const isNeeded = isRequired && !isNullable;
    if (shape.kind === "check") {
      const isWrong = shape.mustBe !== undefined && (draft === true) !== shape.mustBe;
      return isNeeded && isWrong ? [before + name] : [];
    }
    if (valueOf(shape, draft) === undefined) return isNeeded ? [before + name] : [];
    return missingWithin(shape, draft, before + name);
  });
}

function missingWithin(shape: Shape, draft: Draft, path: string): readonly string[] {
  switch (shape.kind) {
    case "group":
      return missingIn(shape.fields, draft as Drafts, `${path}.`);
    case "list":
      if ((draft as readonly Draft[]).length < shape.min) return [path];
      return (draft as readonly Draft[]).flatMap((item, at) =>
        valueOf(shape.item, item) === undefined
          ? [`${path}.${at}`]
          : missingWithin(shape.item, item, `${path}.${at}`),
      );
    case "choice": {
      const { variant, value } = draft as Drafts;
      const chosen = shape.variants[Number(variant)];
      if (chosen === undefined || valueOf(chosen, value) === undefined) return [path];
      return missingWithin(chosen, value, path);
    }
    default:
      return [];
  }
}
