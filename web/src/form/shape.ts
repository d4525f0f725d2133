/** What a form asks for, read from the JSON Schema of an event's data. Pure; a schema that cannot be drawn throws. */
const WIDGETS = [
  "account",
  "group",
  "meeting",
  "recommendation",
  "engagement",
  "person",
  "organisation",
  "programme",
  "record",
  "country",
  "language",
  "zone",
  "sector",
  "interest",
  "undertakings",
  "erasure",
] as const;
/** What is picked by name in place of an id or a code that is kept elsewhere. */
export type IdOf = (typeof WIDGETS)[number];

export type Shape =
  | { readonly kind: "line"; readonly isCode: boolean; readonly max: number | undefined }
  | { readonly kind: "words"; readonly max: number | undefined }
  | {
      readonly kind: "number";
      readonly isWhole: boolean;
      readonly min: number | undefined;
      readonly max: number | undefined;
    }
  | { readonly kind: "check"; readonly mustBe: boolean | undefined }
  | { readonly kind: "date"; readonly beginsToday: boolean }
  | { readonly kind: "instant" }
  | { readonly kind: "one"; readonly values: readonly string[] }
  | { readonly kind: "constant"; readonly value: string }
  /** `roles`: of an account, one of which it holds; empty for any. */
  | { readonly kind: "id"; readonly of: IdOf; readonly roles: readonly string[] }
  | { readonly kind: "list"; readonly item: Shape; readonly min: number; readonly begins: readonly Begun[] }
  | { readonly kind: "group"; readonly fields: readonly Field[] }
  | { readonly kind: "choice"; readonly variants: readonly Shape[] };

/** What an item of a list is begun with: `begins` of its schema. */
type Begun = Readonly<Record<string, string>>;

export interface Field {
  readonly name: string;
  readonly shape: Shape;
  readonly isRequired: boolean;
  /** Left empty it is sent as null. */
  readonly isNullable: boolean;
}

interface Schema {
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly format?: string;
  readonly pattern?: string;
  readonly description?: string;
  readonly sealed?: boolean;
  /** How the workflow wants it filled in. What is `made`, the house says, so nobody is asked. */
  readonly convoke?: {
    readonly widget?: string;
    readonly roles?: readonly string[];
    readonly made?: string;
    readonly begins?: "today" | readonly Begun[];
    /** Codes to choose from, where others may be known too. */
    readonly choices?: readonly string[];
  };
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly exclusiveMinimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
}

/** From this length on somebody writes sentences, not a line. */
const WORDS_FROM = 500;

/** The fields of an event. Throws a TypeError that names what has no control. */
export function fieldsOf(schema: Readonly<Record<string, unknown>>): readonly Field[] {
  const shape = shapeOf("data", schema as Schema);
  if (shape.kind !== "group") throw new TypeError("The data of an event is an object");
  return shape.fields;
}

function shapeOf(name: string, schema: Schema): Shape {
  const variants = (schema.anyOf ?? schema.oneOf)?.filter(({ type }) => type !== "null");
  if (variants !== undefined) {
    const shapes = variants.map((variant) =>
      shapeOf(name, { ...(schema.description ? { description: schema.description } : {}), ...variant }),
    );
    const [only] = shapes;
    return shapes.length === 1 && only !== undefined ? only : choiceOf(shapes);
  }
  if (typeof schema.const === "string") return { kind: "constant", value: schema.const };
  if (schema.enum !== undefined) return { kind: "one", values: schema.enum.map(String) };
  switch (schema.type) {
    case "string":
      return textOf(name, schema);
    case "boolean":
      return { kind: "check", mustBe: typeof schema.const === "boolean" ? schema.const : undefined };
    case "integer":
    case "number": {
      const min =
        schema.minimum ?? (schema.exclusiveMinimum === undefined ? undefined : schema.exclusiveMinimum + 1);
      return { kind: "number", isWhole: schema.type === "integer", min, max: schema.maximum };
    }
    case "array":
      if (schema.items === undefined) break;
      return {
        kind: "list",
        item: shapeOf(name, schema.items),
        min: schema.minItems ?? 0,
        begins: Array.isArray(schema.convoke?.begins) ? schema.convoke.begins : [],
      };
    case "object":
      return { kind: "group", fields: fieldsIn(schema) };
    default:
      break;
  }
  throw new TypeError(`No control draws ${name}: ${JSON.stringify(schema)}`);
}

/** Ways to write one thing, such as a day or only its year, are one line to write it in. */
function choiceOf(shapes: readonly Shape[]): Shape {
  return shapes.every(({ kind }) => kind === "line" || kind === "date" || kind === "instant")
    ? { kind: "line", isCode: false, max: undefined }
    : { kind: "choice", variants: shapes };
}

function fieldsIn({ properties = {}, required = [] }: Schema): readonly Field[] {
  return Object.entries(properties)
    .filter(([, { convoke }]) => convoke?.made === undefined)
    .map(([name, schema]) => ({
      name,
      shape: shapeOf(name, schema),
      isRequired: required.includes(name),
      isNullable: (schema.anyOf ?? []).some(({ type }) => type === "null"),
    }));
}

function textOf(name: string, schema: Schema): Shape {
  const { format, pattern, description = "", sealed, maxLength, convoke } = schema;
  if (format === "date") return { kind: "date", beginsToday: convoke?.begins === "today" };
  if (format === "date-time") return { kind: "instant" };
  if (convoke?.choices !== undefined) return { kind: "one", values: convoke.choices };
  const of = WIDGETS.find((widget) => widget === convoke?.widget);
  if (of !== undefined) return { kind: "id", of, roles: convoke?.roles ?? [] };
  if (description.startsWith("Id of ") || /(?:^i|I)ds?$/.test(name))
    return { kind: "id", of: "record", roles: [] };
  if (sealed === true || (maxLength ?? 0) >= WORDS_FROM) return { kind: "words", max: maxLength };
  return { kind: "line", isCode: pattern?.startsWith("^[a-z0-9]") ?? false, max: maxLength };
}
