/** A working group: from the roadmap to its end, and who sits in it. */
import { and } from "xstate";
import { dateOf } from "../../civil-time.ts";
import { nowOf } from "../../step.ts";
import { always, announceOpening, sayGoodbye, takesNobody, takesPeople } from "./seat-rows.ts";
import { emptyGroup } from "./seats.ts";
import { group, note } from "./setup.ts";

const moveLaunch = {
  actions: [
    note<"launch.moved">((event, { launchMonth, slips }) => ({
      launchMonth: event.launchMonth,
      slips: [...slips, { launchMonth, reason: event.reason }],
    })),
  ],
};
const abandon = { target: "abandoned" as const, actions: [sayGoodbye("abandoned")] };
const close = { target: "closed" as const, actions: [sayGoodbye("closed")] };

export const machine = group.createMachine({
  id: "working_group",
  context: ({ input }) => emptyGroup(input),
  initial: "new",
  states: {
    new: {
      on: {
        "group.planned": {
          target: "planned",
          actions: [
            note<"group.planned">((event) => ({
              name: event.name,
              sector: event.sector ?? null,
              launchMonth: event.launchMonth,
              capacity: event.capacity,
              intake: event.intake ?? "open",
            })),
          ],
        },
      },
    },
    planned: {
      on: {
        ...always,
        ...takesNobody,
        "launch.moved": moveLaunch,
        "forming.started": { target: "forming", actions: [announceOpening] },
        "group.abandoned": abandon,
      },
    },
    forming: {
      on: {
        ...always,
        ...takesPeople,
        "launch.moved": moveLaunch,
        "group.launched": {
          guard: and(["leadsWithinBounds", "leadsInterestsInDate"]),
          target: "active",
          actions: [
            note<"group.launched">((event, context) => ({
              leads: [...new Set(event.leads)],
              launchedOn: event.launchedOn ?? dateOf(nowOf(context)),
            })),
            announceOpening,
          ],
        },
        "group.abandoned": abandon,
      },
    },
    active: {
      on: {
        ...always,
        ...takesPeople,
        "group.paused": "paused",
        "reporting.started": "reporting",
        "group.closed": close,
      },
    },
    paused: {
      on: {
        ...always,
        ...takesNobody,
        "group.resumed": { target: "active", actions: [announceOpening] },
        "reporting.started": "reporting",
        "group.closed": close,
      },
    },
    reporting: {
      on: {
        ...always,
        ...takesNobody,
        "reporting.reopened": { target: "active", actions: [announceOpening] },
        "group.closed": close,
      },
    },
    closed: { type: "final" },
    abandoned: { type: "final" },
  },
});
