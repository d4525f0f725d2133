/** Stage `meeting`: they take part. A mark of how far they came, set by attendance and never by dragging. */
import { keepAlive, stopInactivity } from "../asks.ts";
import { active } from "../everywhere.ts";
import { at } from "../places.ts";
import { all, engagement, note } from "../setup.ts";
import { offerFrom } from "./assignment.ts";

const attend = note<"attendance.recorded">((_, context) => ({ attended: context.attended + 1 }));
const contribute = note<"contribution.linked">((_, context) => ({ contributed: context.contributed + 1 }));

/** What they do once the mark is reached: it counts, and they are heard of. */
export const attended = { guard: all("wasPresent"), actions: [attend, keepAlive] };
export const contributed = { guard: all("recommendationStands"), actions: [contribute, keepAlive] };

const firstContribution = {
  guard: all("recommendationStands"),
  target: at("recommendation.recommending"),
  actions: [contribute],
};

export const meeting = engagement.createStateConfig({
  initial: "onboarding",
  entry: [keepAlive],
  exit: stopInactivity,
  states: {
    onboarding: {
      on: {
        ...active("meeting.onboarding"),
        "attendance.recorded": { ...attended, target: "meeting" },
        "contribution.linked": firstContribution,
      },
    },
    meeting: {
      on: {
        ...active("meeting.meeting"),
        "attendance.recorded": attended,
        "contribution.linked": firstContribution,
      },
    },
    /** Takes part in writing only; not counted for quorum. */
    contributor: {
      on: {
        ...active("meeting.contributor"),
        "contribution.linked": contributed,
        "seat.offered": offerFrom("contributor"),
      },
    },
  },
});
