/** The items of an agenda, and who counts for each. */
import { factOf, type InstanceContext } from "../../step.ts";
import type { Json } from "../../workflow.ts";

export interface Item {
  readonly item: number;
  readonly decision: boolean;
  readonly papers: readonly string[];
  /** Engagements that sit in the group and count for the item; null until the meeting has begun. */
  readonly counted: readonly string[] | null;
  /** Engagements and accounts that stay out of it. */
  readonly recused: readonly string[];
}

/** More than half of those who count. */
export const quorumOf = (counted: readonly string[]): number => Math.floor(counted.length / 2) + 1;

export const idsIn = (value: Json | undefined): readonly string[] =>
  Array.isArray(value) ? value.filter((one): one is string => typeof one === "string") : [];

/** Who has to stay out of the item, as the interests charts said when the step began. */
export function recusedFrom(context: InstanceContext, item: number): readonly string[] {
  const fact = factOf(context, "recusals");
  const items = fact?.["items"];
  const own =
    typeof items === "object" && items !== null && !Array.isArray(items)
      ? (items as Readonly<Record<string, Json>>)[String(item)]
      : undefined;
  return [...new Set([...idsIn(fact?.["who"]), ...idsIn(own)])];
}

/** Leave somebody out of an item: they count for nothing in it. */
export const without = (item: Item, who: readonly string[]): Item => ({
  ...item,
  counted: item.counted === null ? null : item.counted.filter((id) => !who.includes(id)),
  recused: [...new Set([...item.recused, ...who])],
});
