import { z } from "zod";
import { instanceId, isoInstant, reasonCode, timeZone } from "../../fields.ts";
import { eventRule, type EventsOf } from "../../rules.ts";

const CONVENERS = ["officer", "lead", "secretariat"] as const;

const plan = {
  groupId: instanceId("group").nullable(),
  title: z.string().min(1).max(200),
  mode: z.enum(["room", "remote", "both"]),
};
const time = {
  startsAt: isoInstant(),
  zone: timeZone(),
};
const attendance = z
  .array(
    z.strictObject({ engagementId: instanceId("engagement"), present: z.enum(["room", "remote", "absent"]) }),
  )
  .max(1_000);

export const events = {
  "meeting.proposed": eventRule(
    [...CONVENERS, "stakeholder"],
    "A meeting is proposed, without a time yet.",
    plan,
  ),
  "meeting.scheduled": eventRule(CONVENERS, "The meeting has a time.", { ...plan, ...time }),
  "meeting.moved": eventRule(CONVENERS, "The meeting has another time.", time),
  "meeting.cancelled": eventRule([...CONVENERS, "chair"], "The meeting does not take place.", {
    reason: reasonCode("no_quorum", "no_room", "illness", "nothing_to_decide", "other"),
  }),
  "meeting.held": eventRule(CONVENERS, "The meeting took place, and who was there.", { attendance }),
  "attendance.added": eventRule(CONVENERS, "Somebody's attendance was entered later.", { attendance }),
};

export type MeetingEvent = EventsOf<typeof events>;
export type EventOf<Type extends MeetingEvent["type"]> = Extract<MeetingEvent, { type: Type }>;
