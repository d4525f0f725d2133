import { z } from "zod";
import type { EventRule } from "../../workflows/workflow.ts";

const schemas = new WeakMap<EventRule, Record<string, unknown>>();

/** The JSON Schema of an event's data, made once. */
export function dataSchemaOf(rule: EventRule): Record<string, unknown> {
  const known = schemas.get(rule);
  if (known !== undefined) return known;
  const schema = z.toJSONSchema(rule.schema, { io: "input", unrepresentable: "any" }) as Record<
    string,
    unknown
  >;
  schemas.set(rule, schema);
  return schema;
}
