import { describe, expect, it } from "vitest";
import { z } from "zod";
import { fieldProblems } from "../../src/lib/field-problems.ts";

function told(schema: z.ZodType, value: unknown): string[] {
  const parsed = schema.safeParse(value);
  return parsed.success
    ? []
    : fieldProblems(parsed.error).map(({ pointer, detail }) => `${pointer} ${detail}`);
}

describe("a field problem", () => {
  it("says that a field is missing, and what it holds", () => {
    const schema = z.strictObject({ name: z.string(), seats: z.number(), tags: z.array(z.string()) });
    expect(told(schema, {})).toEqual([
      "/name is missing; expected text",
      "/seats is missing; expected a number",
      "/tags is missing; expected a list",
    ]);
  });

  it("names every choice there is", () => {
    expect(told(z.object({ outcome: z.enum(["clear", "hit"]) }), { outcome: "maybe" })).toEqual([
      "/outcome expected one of clear, hit",
    ]);
    expect(told(z.object({ sure: z.literal(true) }), { sure: false })).toEqual(["/sure expected true"]);
  });

  it("tells lengths and amounts", () => {
    const schema = z.object({
      code: z.string().min(1),
      list: z.array(z.string()).max(2),
      limit: z.int().min(1),
    });
    expect(told(schema, { code: "", list: ["a", "b", "c"], limit: 0 })).toEqual([
      "/code expected at least 1 character",
      "/list expected at most 2 entries",
      "/limit expected 1 or more",
    ]);
  });

  it("shows what a format looks like", () => {
    expect(told(z.object({ id: z.uuid(), day: z.iso.date() }), { id: "7", day: "soon" })).toEqual([
      "/id expected a UUID such as 01a20335-7b09-75f0-87fb-107aea84417c",
      "/day expected a date such as 2026-03-02",
    ]);
  });

  it("puts the alternatives side by side", () => {
    const schema = z.object({ happenedOn: z.union([z.iso.date(), z.iso.datetime({ offset: true })]) });
    expect(told(schema, { happenedOn: "yesterday" })).toEqual([
      "/happenedOn expected a date such as 2026-03-02, or an instant such as 2026-03-02T09:00:00Z",
    ]);
  });

  it("names the fields there are beside one that is not", () => {
    const body = z.strictObject({ type: z.string(), data: z.strictObject({}).optional() });
    const mapping = z.partialRecord(z.enum(["name", "email"]), z.string());
    expect(told(body, { type: "a", date: 1 })).toEqual([
      "/date is not a known field here; expected type, data",
    ]);
    expect(told(body, { type: "a", data: { x: 1 } })).toEqual([
      "/data/x is not known here; expected no fields",
    ]);
    expect(told(mapping, { mail: "q1" })).toEqual(["/mail is not a known field here; expected name, email"]);
  });

  it("leaves a schema its own message", () => {
    expect(told(z.object({ slug: z.string().regex(/^a/, "expected an a") }), { slug: "b" })).toEqual([
      "/slug expected an a",
    ]);
  });
});
