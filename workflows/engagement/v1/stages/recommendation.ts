/** Stage `recommendation`: something of theirs is in a recommendation. The furthest mark there is. */
import { keepAlive, stopInactivity } from "../asks.ts";
import { active } from "../everywhere.ts";
import { engagement } from "../setup.ts";
import { attended, contributed } from "./meeting.ts";

export const recommendation = engagement.createStateConfig({
  initial: "recommending",
  entry: [keepAlive],
  exit: stopInactivity,
  states: {
    recommending: {
      on: {
        ...active("recommendation.recommending"),
        "attendance.recorded": attended,
        "contribution.linked": contributed,
      },
    },
  },
});
