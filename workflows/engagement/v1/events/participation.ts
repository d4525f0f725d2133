/** Events of the stages `assignment`, `meeting` and `recommendation`. */
import { z } from "zod";
import {
  freeText,
  instanceId,
  isoDate,
  isoInstant,
  reasonCode,
  reference,
  undertakingsVersion,
  waiver,
} from "../../../fields.ts";
import { eventRule } from "../../../rules.ts";
import { ENDED_BY_US, OFFER_WITHDRAWN, SEAT_REFUSED } from "../codes.ts";

/** Numbers the offers of one engagement, so that a late answer to an earlier one is recognised. */
const offer = () => z.number().int().positive();

export const participationEvents = {
  "interests.recorded": eventRule(
    ["stakeholder", "officer", "secretariat", "system"],
    "The party's interests form is in date until a day.",
    { validUntil: isoDate() },
  ),
  "seat.waitlisted": eventRule(
    ["officer", "lead"],
    "The group takes nobody now; the party waits.",
    { groupId: instanceId("group") },
    ["group"],
  ),
  "seat.offered": eventRule(
    ["officer", "lead"],
    "The party is to be offered a seat in a group.",
    {
      groupId: instanceId("group"),
      undertakings: undertakingsVersion().describe(
        "Version of the undertakings the party is asked to accept.",
      ),
      interestsUntil: isoDate()
        .optional()
        .describe("The sender vouches that the interests form is in date until then."),
      waivers: z.array(waiver("compositionHolds", "interestsInDate")).max(5).optional(),
    },
    ["group", "interests"],
  ),
  "seat.reserved": eventRule(["system"], "The group holds a seat for this offer.", {
    groupId: instanceId("group"),
    offer: offer(),
  }),
  "seat.offer_refused": eventRule(["system"], "The group has no seat for this offer.", {
    groupId: instanceId("group"),
    offer: offer(),
    reason: reasonCode(),
  }),
  "offer.stalled": eventRule(["system"], "The group did not answer for two days.", {}),
  "offer.withdrawn": eventRule(["officer", "lead"], "We took the offer back.", {
    reason: reasonCode(...OFFER_WITHDRAWN),
  }),
  "offer.reminder": eventRule(["system"], "The offer is open for 10 working days.", {}),
  "offer.expired": eventRule(["system"], "Nobody answered the offer for 15 working days.", {}),
  "seat.accepted": eventRule(["stakeholder", "officer"], "The party took the seat and its undertakings.", {
    undertakings: undertakingsVersion(),
    recordId: reference().optional(),
  }),
  "seat.refused": eventRule(["stakeholder", "officer"], "The party does not want the seat.", {
    reason: reasonCode(...SEAT_REFUSED).optional(),
    note: freeText().optional(),
  }),
  "contributor.admitted": eventRule(["officer"], "The party contributes in writing, without a seat.", {
    groupId: instanceId("group").optional(),
    because: z.enum(["prefers_writing", "no_seat"]),
  }),
  "interest.check_due": eventRule(["system"], "It is time to ask whether they still want to wait.", {}),
  "interest.confirmed": eventRule(["stakeholder", "officer"], "The party still wants a seat.", {}),
  "interest.unanswered": eventRule(["system"], "Two questions in a row were not answered.", {}),
  "group.opened": eventRule(["system"], "The group they wait for takes people now.", {
    groupId: instanceId("group"),
  }),
  "group.ended": eventRule(["system"], "The group they wait for will take nobody.", {
    groupId: instanceId("group"),
    how: z.enum(["closed", "abandoned"]),
  }),
  "attendance.recorded": eventRule(["system"], "The party's attendance at a meeting is known.", {
    meetingId: instanceId("meeting"),
    present: z.enum(["room", "remote", "absent"]),
  }),
  "contribution.linked": eventRule(["system"], "Something of theirs is linked to a recommendation.", {
    recommendationId: instanceId("recommendation"),
    contributionId: reference(),
    recommendationState: reasonCode().optional(),
  }),
  "leave.started": eventRule(
    ["stakeholder", "officer", "system"],
    "The party takes leave; silence does not count.",
    {
      until: isoInstant().optional(),
    },
  ),
  "leave.ended": eventRule(["stakeholder", "officer", "system"], "The party is back from leave.", {}),
  "inactivity.flagged": eventRule(["system"], "Nothing was heard or seen of them for 180 days.", {}),
  "inactivity.confirmed": eventRule(["officer", "system"], "They count as dormant.", {}),
  "participation.completed": eventRule(["system"], "A group closed, and with it their part in it.", {
    groupId: instanceId("group"),
  }),
  "participation.ended_by_us": eventRule(
    ["approver"],
    "We ended their part.",
    {
      reason: reasonCode(...ENDED_BY_US),
      wording: freeText(),
      seconder: reference("account").describe("Account of the second person who agreed."),
      waiver: waiver("twoPeople", "interestsAnswered").optional(),
    },
    ["interests"],
  ),
};
