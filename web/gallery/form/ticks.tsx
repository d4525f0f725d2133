import { field } from "../one-field.tsx";
import type { States } from "../states.ts";

const few = { kind: "one", values: ["clear", "concern", "hit"] } as const;

export const states: States = {
  "yes or no": field({ under: "check", name: "consent", shape: { kind: "check", mustBe: undefined } }),
  "yes, which it has to be": field({
    under: "must",
    name: "consent",
    shape: { kind: "check", mustBe: true },
    wrong: "This is missing.",
  }),
  "one of a few": field({ under: "few", name: "outcome", shape: few }),
  "one of a few, chosen": field({ under: "chosen", name: "outcome", shape: few, begun: "concern" }),
  "none of a few": field({ under: "none", name: "outcome", shape: few, wrong: "This is missing." }),
  "several of many": field({
    under: "several",
    name: "languages",
    shape: { kind: "list", item: few, min: 0, begins: [] },
    begun: ["clear", "hit"],
  }),
};
