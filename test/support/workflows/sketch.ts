import type { z } from "zod";
import { z as zod } from "zod";
import type { EventRule, Projection, Role, WorkflowView } from "../../../workflows/workflow.ts";

/** An event rule in one line. Officers and Convoke itself may send it unless said otherwise. */
export function event(
  shape: z.core.$ZodLooseShape = {},
  over: { who?: readonly Role[]; facts?: readonly string[] } = {},
): EventRule {
  return {
    schema: zod.strictObject(shape),
    who: over.who ?? ["officer", "system"],
    meaning: "Something happened in a test.",
    ...(over.facts === undefined ? {} : { facts: over.facts }),
  };
}

/** The top-level state as stage, the deepest as state, the whole context as card. */
export function projectPlainly({ paths, context }: WorkflowView): Projection {
  const businessKey = context["businessKey"];
  return {
    stage: paths[0] ?? null,
    state: paths.at(-1) ?? "",
    businessKey: typeof businessKey === "string" ? businessKey : null,
    owner: null,
    card: context,
  };
}

/** What every test workflow takes: its id and programme, and whatever else the test says. */
export const anyInput = zod.looseObject({ id: zod.string(), programmeId: zod.string() });
