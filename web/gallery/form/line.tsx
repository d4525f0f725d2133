import { field } from "../one-field.tsx";
import type { States } from "../states.ts";

const line = { kind: "line", isCode: false, max: 200 } as const;
const LONG = "Freight, hull, cargo and everything that is carried on deck at the shipper’s own risk. ".repeat(
  4,
);

export const states: States = {
  "a line": field({ under: "line", name: "reason", shape: line }),
  "a line that may be left out": field({ under: "optional", name: "reason", shape: line, isRequired: false }),
  "a line that is wrong": field({
    under: "wrong",
    name: "reason",
    shape: line,
    begun: "x",
    wrong: "Has at least 3 characters. Say in a few words why, so that somebody else can follow it later.",
  }),
  "a code": field({ under: "code", name: "reasonCode", shape: { kind: "line", isCode: true, max: 40 } }),
  "a few words": field({ under: "words", name: "note", shape: { kind: "words", max: 2_000 }, begun: LONG }),
  "a number": field({
    under: "number",
    name: "capacity",
    shape: { kind: "number", isWhole: true, min: 1, max: 40 },
    begun: "12",
  }),
  "a day": field({ under: "day", name: "validUntil", shape: { kind: "date", beginsToday: false } }),
  "a day and an hour": field({ under: "hour", name: "startsAt", shape: { kind: "instant" } }),
  "one of more than five": field({
    under: "many",
    name: "outcome",
    shape: { kind: "one", values: ["clear", "concern", "hit", "partial", "unknown", "waived"] },
  }),
  "an id that is typed": field({
    under: "typed",
    name: "recordId",
    shape: { kind: "id", of: "record", roles: [] },
  }),
};
