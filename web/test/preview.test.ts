import { expect, it } from "vitest";
import { eventsFor, previewOf } from "../src/pages/engagements/preview.ts";

const offer = (id: string, types: readonly string[], required: readonly string[] = []) => ({
  id,
  accepts: types.map((type) => ({ type, schema: { type: "object", required } })),
  refuses: [
    { type: "triage.claimed", why: "role" as const, detail: "", guards: [], needs: ["officer"] },
  ].filter(({ type }) => !types.includes(type)),
});

it("offers for several only the events that ask nothing further, each once", () => {
  const offers = [offer("a", ["triage.claimed"]), offer("b", ["triage.claimed", "spam.cleared"])];
  expect(eventsFor([...offers, offer("c", ["vetting.declined"], ["reason"])])).toEqual([
    "triage.claimed",
    "spam.cleared",
  ]);
});

it("parts those that accept an event from those that refuse it, with the reason of each", () => {
  const { accepted, refused } = previewOf([offer("a", ["triage.claimed"]), offer("b", [])], "triage.claimed");
  expect(accepted.map(({ id }) => id)).toEqual(["a"]);
  expect(refused.map(({ one, why }) => [one.id, why?.why])).toEqual([["b", "role"]]);
});
