/** Forms made from schemas: every event of every workflow can be drawn, filled in and sent, in words of both languages. */
import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { IntlProvider } from "use-intl";
import { describe, expect, it } from "vitest";
import { dataSchemaOf } from "../../src/http/data-schema.ts";
import { workflows } from "../../workflows/index.ts";
import type { EventRule } from "../../workflows/workflow.ts";
import { messages as english } from "../src/catalogues/en/index.ts";
import { messages as french } from "../src/catalogues/fr/index.ts";
import type { Draft, Drafts } from "../src/form/draft.ts";
import { dataOf, emptyOf, missingIn } from "../src/form/draft.ts";
import { Fields } from "../src/form/fields.tsx";
import type { Field, Shape } from "../src/form/shape.ts";
import { fieldsOf } from "../src/form/shape.ts";

const events = workflows.flatMap(({ name, version, events: rules }) =>
  Object.entries(rules).map(([type, rule]) => ({ event: `${name} v${version} ${type}`, rule })),
);

/** What a patient person would put into every control, optional ones too. */
function filled(fields: readonly Field[]): Drafts {
  return Object.fromEntries(fields.map(({ name, shape }) => [name, sample(name, shape)]));
}

const isPicked = (name: string): boolean => /^(?:record|evidence)Ids?$/.test(name);
/** Nobody fills in a form for these. */
const BY_ITSELF: readonly string[] = ["system", "public"];
/** Results have no page to pick them from yet, and a list is taken over by an import, not by a form. */
const BY_NO_FORM = [
  " contribution.linked contributionId",
  " recommendation.published outputId",
  " inquiry.imported importId",
];

/** Where a line has a form of its own that the schema's pattern tells. */
const LINES: Readonly<Record<string, string>> = {
  country: "GB",
  language: "en",
  zone: "Europe/Rome",
  launchMonth: "2012-12",
  happenedOn: "2012-12-03",
};

function sample(name: string, shape: Shape): Draft {
  switch (shape.kind) {
    case "check":
      return shape.mustBe ?? true;
    case "one":
      return shape.values[0];
    case "constant":
      return shape.value;
    case "number":
      return String(shape.min ?? 1);
    case "date":
      return "2012-12-03";
    case "instant":
      return "2012-12-03T10:00";
    case "list":
      return Array.from({ length: Math.max(1, shape.min) }, () => sample(name, shape.item));
    case "group":
      return filled(shape.fields);
    case "choice":
      return { variant: "0", value: sample(name, shape.variants[0] as Shape) };
    default:
      return LINES[name] ?? "abc";
  }
}

const render = (fields: readonly Field[], drafts: Drafts, errors = {}, messages: object = english): string =>
  renderToStaticMarkup(
    createElement(IntlProvider, {
      locale: "en-GB",
      timeZone: "UTC",
      messages: messages as typeof english,
      // oxlint-disable-next-line react/no-children-prop -- no JSX in tests
      children: createElement(Fields, { fields, drafts, errors, picks: {}, onChange: () => {} }),
    }),
  );

describe("the form of an event", () => {
  it.each(events)(
    "of $event is drawn, complains of what is missing, and sends what its schema takes",
    ({ rule }) => {
      const fields = fieldsOf(dataSchemaOf(rule));
      const empty = emptyOf(fields);
      const errors = Object.fromEntries(missingIn(fields, empty).map((path) => [path, "This is missing."]));
      const drawn = render(fields, empty, errors);
      expect(drawn.split("This is missing.").length - 1).toBe(Object.keys(errors).length);
      const all = filled(fields);
      const html = render(fields, all);
      for (const { name, shape } of fields)
        if (shape.kind !== "constant") expect(html).toContain(`id="field-${name}"`);
      expect(missingIn(fields, all)).toEqual([]);
      expect(rule.schema.safeParse(dataOf(fields, all)).error?.issues ?? []).toEqual([]);
    },
  );

  it("leaves out what nobody filled in, and sends null where a schema wants one", () => {
    const fields = fieldsOf({
      type: "object",
      properties: {
        note: { type: "string", maxLength: 20_000, sealed: true },
        groupId: { anyOf: [{ type: "string", description: "Id of another chart." }, { type: "null" }] },
      },
      required: ["groupId"],
    });
    expect(dataOf(fields, emptyOf(fields))).toEqual({ groupId: null });
  });

  it("begins a screening with its mandatory checks on today's date, and asks nobody for a fingerprint", () => {
    const rule = events.find(({ event }) => event === "engagement v1 screening.completed")?.rule;
    const fields = fieldsOf(dataSchemaOf(rule as EventRule));
    expect(fields.map(({ name }) => name)).toEqual(["checks", "waiver"]);
    const { checks } = emptyOf(fields) as { readonly checks: readonly Drafts[] };
    const codes = ["identity", "exclusion_criteria", "sanctions_list", "public_controversies"];
    expect(checks.map(({ check }) => check)).toEqual(codes);
    expect(checks[3]?.["checkedOn"]).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    expect(checks[3]?.["outcome"]).toBeUndefined();
  });

  it("offers what a code may be in place of having it typed", () => {
    const fields = fieldsOf({
      type: "object",
      properties: {
        reason: { type: "string", pattern: "^[a-z0-9]", convoke: { choices: ["risk", "other"] } },
        origin: { type: "string", convoke: { choices: ["web", "logged"] } },
      },
      required: ["reason", "origin"],
    });
    const html = render(fields, emptyOf(fields));
    expect(html).toContain("Risk to the programme");
    // The same code is an answer sent elsewhere in another field.
    expect(html).toContain("Logged by an officer");
    expect(html).not.toContain('type="text"');
  });

  it("asks nobody to type a code, an id or a hash", () => {
    const asked = (name: string, shape: Shape): readonly string[] => {
      switch (shape.kind) {
        case "line":
          return shape.isCode ? [name] : [];
        case "id":
          return shape.of === "record" && !isPicked(name) ? [name] : [];
        case "list":
          return asked(name, shape.item);
        case "group":
          return shape.fields.flatMap((field) => asked(field.name, field.shape));
        case "choice":
          return shape.variants.flatMap((variant) => asked(name, variant));
        default:
          return [];
      }
    };
    const typed = events
      .filter(({ rule }) => rule.who.some((role) => !BY_ITSELF.includes(role)))
      .flatMap(({ event, rule }) =>
        fieldsOf(dataSchemaOf(rule)).flatMap(({ name, shape }) =>
          asked(name, shape).map((field) => `${event} ${field}`),
        ),
      );
    expect(typed.filter((one) => !BY_NO_FORM.some((event) => one.includes(event)))).toEqual([]);
  });

  it("numbers what is repeated, and lets nobody take away what has to be there", () => {
    const [field, ...others] = fieldsOf({
      type: "object",
      properties: { questions: { type: "array", minItems: 2, items: { type: "string", maxLength: 20_000 } } },
      required: ["questions"],
    });
    expect(others).toEqual([]);
    const drawn = (count: number, isRequired: boolean): string =>
      render([{ ...(field as Field), isRequired }], { questions: Array.from({ length: count }, () => "") });
    const needed = drawn(2, true);
    expect(needed).toContain("Question 1 of 2</label>");
    expect(needed).toContain("Question 2 of 2</label>");
    expect(needed).not.toContain("Remove no.");
    expect(drawn(3, true).split("Remove no.").length - 1).toBe(3);
    expect(drawn(2, false).split("Remove no.").length - 1).toBe(2);
    expect(drawn(1, false)).toContain(">Question</label>");
  });

  it("refuses to guess at a schema that it has no control for", () => {
    expect(() => fieldsOf({ type: "object", properties: { any: {} } })).toThrow(/No control draws any/);
  });

  it.each([
    ["English", english],
    ["French", french],
  ])("names every field and choice in %s", (_, { field, choice, each }) => {
    const silent = new Set<string>();
    const look = (name: string, shape: Shape): void => {
      // Terms are ticked, not added one by one.
      if (shape.kind === "list" && shape.item.kind !== "one" && name !== "interests" && !(name in each))
        silent.add(`one of ${name}`);
      if (!(name in field)) silent.add(name);
      if (shape.kind === "one") for (const value of shape.values) if (!(value in choice)) silent.add(value);
      if (shape.kind === "constant" && !(shape.value in choice)) silent.add(shape.value);
      if (shape.kind === "list") look(name, shape.item);
      if (shape.kind === "group") for (const one of shape.fields) look(one.name, one.shape);
      if (shape.kind === "choice") for (const one of shape.variants) look(name, one);
    };
    for (const { rule } of events)
      for (const { name, shape } of fieldsOf(dataSchemaOf(rule))) look(name, shape);
    expect([...silent]).toEqual([]);
  });
});
