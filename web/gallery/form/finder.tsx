import type { Named } from "../../src/form/picks.ts";
import { idOf, NAMES, ORGANISATIONS } from "../invented.ts";
import { field } from "../one-field.tsx";
import type { States } from "../states.ts";

const found: readonly Named[] = NAMES.map((label, at) => ({
  value: idOf(at),
  label,
  hint: ORGANISATIONS[at],
}));
const finding = (under: string, find: () => Promise<readonly Named[]>) =>
  field({
    under,
    name: "personId",
    shape: { kind: "id", of: "person", roles: [] },
    picks: { person: { kind: "search", find } },
  });

/** Type three letters. */
export const states: States = {
  "that finds several": finding("found", () => Promise.resolve(found)),
  "that finds nobody": finding("nobody", () => Promise.resolve([])),
  "that fails": finding("fails", () => Promise.reject(new TypeError("Failed to fetch"))),
};
