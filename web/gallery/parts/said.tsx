import { Said } from "../../src/parts/said.tsx";
import { idOf, inDays, NAMES, ORGANISATIONS } from "../invented.ts";
import type { States } from "../states.ts";

const names = new Map([[idOf(2), NAMES[1]]]);

export const states: States = {
  "every kind of value": () => (
    <Said
      names={names}
      data={{
        country: "PT",
        ownerId: idOf(2),
        outcome: "clear",
        consent: true,
        capacity: 12,
        startsAt: inDays(3),
        validUntil: "2013-12-31",
        languages: ["en", "fr"],
        note: ORGANISATIONS[1].repeat(3),
        organisation: { name: ORGANISATIONS[2], country: "LB" },
      }}
    />
  ),
};
