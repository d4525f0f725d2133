/** The first half of every JSON vendor's `parse`: media type, safe JSON, the vendor's own shape. */
import { z } from "zod";
import type { Parsed, Written } from "../adapter.ts";
import { fieldProblems } from "../../lib/field-problems.ts";
import { readMediaType } from "../media-type.ts";
import { parseJson, type JsonValue } from "../safe-json.ts";

export const JSON_TYPES = ["application/json", "application/*+json"] as const;

/** Vendors send the form's definition with every answer, so the count is large; the door bounds the bytes. */
const LIMITS = { depthMax: 20, membersMax: 100_000 };

export function parseVendorJson<Payload>(delivery: Written, schema: z.ZodType<Payload>): Parsed<Payload> {
  const type = readMediaType(delivery.contentType, JSON_TYPES);
  if (typeof type !== "string") return { kind: "problem", problem: type };

  const json = parseJson(delivery.body, LIMITS);
  if ("problem" in json) return { kind: "problem", problem: json.problem };

  const parsed = schema.safeParse(json.value);
  if (parsed.success) return { kind: "payload", payload: parsed.data };

  // The first is enough to tell whose shape this is not; the rest mostly follows from it.
  const [first = { pointer: "", detail: "is not as the vendor sends it" }] = fieldProblems(parsed.error);
  const reason = first.pointer === "" ? `The body ${first.detail}` : `${first.pointer} ${first.detail}`;
  return { kind: "problem", problem: { kind: "shape", reason, pointer: first.pointer } };
}

/** An id of the vendor's, which becomes part of a unique key. A number is as good as its digits. */
export const vendorId = z.union([z.string().max(200), z.int().transform(String)]).nullish();

/** Text of minor use: anything else is as good as absent, and the rest of the answer is still read. */
export const looseText = z.string().optional().catch(undefined);

/** JSON is JSON already: `parseJson` made it. */
export const json = z.custom<JsonValue>(() => true);

/** A list whose unreadable entries are left to whoever reads the delivery itself. */
export function readEach<Item>(values: readonly JsonValue[], schema: z.ZodType<Item>): Item[] {
  return values.flatMap((value) => {
    const parsed = schema.safeParse(value);
    return parsed.success ? [parsed.data] : [];
  });
}
