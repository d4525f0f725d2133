/** What every chart is given when it starts, and what it may look up while it decides. */
import { z } from "zod";
import type { JsonObject, Role, StepInfo } from "./workflow.ts";

/** The engine tells each instance its own id, so that others can answer its signals. */
export const instanceInput = z.object({ id: z.string().min(1).max(200), programmeId: z.string().min(1) });
export type InstanceInput = z.infer<typeof instanceInput>;

/** The part of every chart's context that is not its own. XState calls the factory without input on each step. */
export interface InstanceContext {
  readonly id: string;
  readonly programmeId: string;
  /** Here during a step only: the port puts it in before and takes it out after. */
  readonly step?: StepInfo;
}

export function instanceContext(
  input: (InstanceInput & { readonly step?: StepInfo }) | undefined,
): InstanceContext {
  const own = { id: input?.id ?? "", programmeId: input?.programmeId ?? "" };
  return input?.step === undefined ? own : { ...own, step: input.step };
}

/** The instant of the step. */
export function nowOf(context: InstanceContext): string {
  return context.step?.now ?? "";
}

export function actorOf(context: InstanceContext): string {
  return context.step?.actor.id ?? "";
}

export function actsAs(context: InstanceContext, ...roles: readonly Role[]): boolean {
  return (context.step?.actor.roles ?? []).some((role) => roles.includes(role));
}

/** One gathered fact; null when the gatherer found nothing, which a guard must take as "no". */
export function factOf(context: InstanceContext, name: string): JsonObject | null {
  const fact = context.step?.facts[name];
  return typeof fact === "object" && fact !== null && !Array.isArray(fact) ? (fact as JsonObject) : null;
}
