/** The engagement chart: five stages as compound states, and beside them what is parked, at rest or over. */
import { emptyContext } from "./context.ts";
import { engagement } from "./setup.ts";
import { assignment } from "./stages/assignment.ts";
import { beginning, inquiry } from "./stages/inquiry.ts";
import { meeting } from "./stages/meeting.ts";
import { dormant, reengaging, suspended } from "./stages/parked.ts";
import { recommendation } from "./stages/recommendation.ts";
import {
  alumni,
  answered,
  closedInactive,
  declinedFinal,
  lapsed,
  merged,
  referred,
  withdrawn,
} from "./stages/resting.ts";
import { declined, vetting } from "./stages/vetting.ts";

export const machine = engagement.createMachine({
  id: "engagement",
  context: ({ input }) => emptyContext(input),
  initial: "new",
  // In the order of life: drawings follow it.
  states: {
    new: beginning,
    inquiry,
    vetting,
    assignment,
    meeting,
    recommendation,
    dormant,
    reengaging,
    suspended,
    declined,
    answered,
    referred,
    merged,
    lapsed,
    declined_final: declinedFinal,
    withdrawn,
    alumni,
    closed_inactive: closedInactive,
    spam: { type: "final" },
    undone: { type: "final" },
    erased: { type: "final" },
  },
});
