import { idOf, NAMES } from "../invented.ts";
import { field } from "../one-field.tsx";
import type { States } from "../states.ts";

const options = NAMES.map((label, at) => ({
  value: idOf(at),
  label,
  ...(at === 0 ? { hint: "officer" } : {}),
}));
const shape = { kind: "id", of: "account", roles: [] } as const;

export const states: States = {
  "picked from a list": field({
    under: "list",
    name: "ownerId",
    shape,
    picks: { account: { kind: "list", options } },
  }),
  "something that is not in the list": field({
    under: "else",
    name: "ownerId",
    shape,
    begun: "somebody-else",
    picks: { account: { kind: "list", options, isOpen: true } },
  }),
  "not chosen": field({
    under: "missing",
    name: "ownerId",
    shape,
    wrong: "This is missing.",
    picks: { account: { kind: "list", options } },
  }),
};
