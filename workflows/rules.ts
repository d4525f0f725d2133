/** How a workflow declares its events, and how their types follow from the declarations. */
import { z } from "zod";
import type { EventRule, Role } from "./workflow.ts";

/** One event: who may send it, what it means in a sentence, and its fields. A field nobody declared is an error. */
export function eventRule<const Shape extends z.ZodRawShape>(
  who: readonly Role[],
  meaning: string,
  shape: Shape,
  facts: readonly string[] = [],
) {
  const rule = { schema: z.strictObject(shape), who, meaning };
  return facts.length === 0 ? rule : { ...rule, facts };
}

/** The union of a workflow's events: the type and the parsed fields of each. */
export type EventsOf<Rules extends Readonly<Record<string, EventRule>>> = {
  [Type in keyof Rules & string]: { type: Type } & z.output<Rules[Type]["schema"]>;
}[keyof Rules & string];
