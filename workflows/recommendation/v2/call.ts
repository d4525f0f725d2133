/** A call for consensus: who was asked, and where they stand. */
import { factOf, type InstanceContext } from "../../step.ts";
import type { Json } from "../../workflow.ts";

export interface Call {
  readonly method: "silence" | "poll" | "vote";
  /** Engagements of the members who were asked. */
  readonly asked: readonly string[];
  readonly positions: readonly { readonly engagementId: string; readonly position: string }[];
  readonly isClosed: boolean;
}

export const idsIn = (value: Json | undefined): readonly string[] =>
  Array.isArray(value) ? value.filter((one): one is string => typeof one === "string") : [];

export const recusedNow = (context: InstanceContext): readonly string[] =>
  idsIn(factOf(context, "recusals")?.["who"]);

/** Those who may still decide: asked, and recused neither since by a managed interest nor by their own word. */
export function deciders({ asked, positions }: Call, recused: readonly string[]): readonly string[] {
  const stepped = positions.filter(({ position }) => position === "recuse").map((one) => one.engagementId);
  return asked.filter((id) => !recused.includes(id) && !stepped.includes(id));
}

/** More than half of those who may decide; with silence, who says nothing agrees. */
export function hasQuorum(call: Call, recused: readonly string[]): boolean {
  const may = deciders(call, recused);
  if (may.length === 0) return false;
  const spoke = call.positions.filter(({ engagementId }) => may.includes(engagementId)).length;
  return call.method === "silence" || spoke >= Math.floor(may.length / 2) + 1;
}

export function isObjectedTo(call: Call, recused: readonly string[]): boolean {
  const may = deciders(call, recused);
  return call.positions.some(
    ({ engagementId, position }) => position === "object" && may.includes(engagementId),
  );
}
