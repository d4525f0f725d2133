import { z } from "zod";
import { accountId, instanceId } from "../../fields.ts";
import { eventRule, type EventsOf } from "../../rules.ts";
import { events as before } from "../v1/events.ts";

const item = () => z.number().int().min(1).max(500).describe("Number of the item on the agenda.");

export const events = {
  ...before,
  "agenda.set": eventRule(["officer", "lead", "secretariat"], "The agenda and its papers are set.", {
    items: z
      .array(
        z.strictObject({
          item: item(),
          decision: z.boolean().describe("Something is to be decided, which takes a quorum."),
          papers: z
            .array(instanceId("recommendation"))
            .max(50)
            .describe("Recommendations that are on the table."),
        }),
      )
      .max(200),
  }),
  "meeting.opened": eventRule(
    ["lead", "secretariat", "officer"],
    "The meeting began: the roll-call of interests is held and the marking read out.",
    {},
    ["body", "recusals"],
  ),
  "item.recusal": eventRule(
    ["stakeholder", "lead", "secretariat", "system"],
    "Somebody stays out of an item: a managed interest says so, or they declare it.",
    {
      item: item(),
      who: z.union([
        z.strictObject({ engagementId: instanceId("engagement") }),
        z.strictObject({ accountId: accountId() }),
      ]),
      declared: z.boolean().describe("They say so themselves, here and now."),
    },
    ["recusals"],
  ),
  "meeting.no_quorum": eventRule(
    ["lead", "secretariat"],
    "Too few of those who may decide are there: the item is for discussion only.",
    {
      item: item(),
      present: z.array(instanceId("engagement")).max(1_000).describe("Engagements that are there."),
    },
  ),
};

export type MeetingEvent = EventsOf<typeof events>;
export type EventOf<Type extends MeetingEvent["type"]> = Extract<MeetingEvent, { type: Type }>;
