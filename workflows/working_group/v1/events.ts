import { z } from "zod";
import {
  accountId,
  freeText,
  instanceId,
  isoDate,
  isoMonth,
  reasonCode,
  termCode,
  waiver,
} from "../../fields.ts";
import { eventRule, type EventsOf } from "../../rules.ts";

const name = () => z.string().min(1).max(200);
const intake = () => z.enum(["open", "invited", "shut"]);
const capacity = () => z.number().int().min(0).max(10_000);
/** Numbers the offers of one engagement; the answer carries it back. */
const offer = () => z.number().int().positive();

export const events = {
  "group.planned": eventRule(["officer", "chair"], "A working group is on the roadmap.", {
    name: name(),
    sector: termCode("sector").optional(),
    launchMonth: isoMonth(),
    capacity: capacity(),
    intake: intake().optional(),
  }),
  "launch.moved": eventRule(["officer", "chair"], "The launch moved to another month.", {
    launchMonth: isoMonth(),
    reason: reasonCode("no_lead", "too_few_members", "waits_for_others", "resources", "other"),
  }),
  "intake.changed": eventRule(["officer", "chair", "lead"], "The group takes people in another way.", {
    intake: intake(),
  }),
  "capacity.changed": eventRule(["officer", "chair"], "The group has another number of seats.", {
    capacity: capacity(),
  }),
  "forming.started": eventRule(
    ["chair", "officer"],
    "The group is being formed and takes its first people.",
    {},
  ),
  "group.launched": eventRule(
    ["chair"],
    "The group began its work.",
    {
      leads: z
        .array(accountId())
        .max(20)
        .describe("Accounts of its leads, drawn from the Task Force (S-005)."),
      launchedOn: isoDate().optional().describe("The real day, when it is not today."),
      waivers: z.array(waiver("leadsWithinBounds", "leadsInterestsInDate")).max(5).optional(),
    },
    ["interests"],
  ),
  "group.paused": eventRule(["chair"], "The group pauses and takes nobody.", {
    reason: reasonCode("no_lead", "waits_for_others", "resources", "other"),
    reviewOn: isoDate().optional(),
  }),
  "group.resumed": eventRule(["chair"], "The group works again.", {}),
  "reporting.started": eventRule(["lead", "chair"], "The group writes its report and takes nobody.", {}),
  "reporting.reopened": eventRule(["chair"], "The group takes up its work again.", {
    reason: reasonCode("new_input", "error", "mandate_changed", "other"),
  }),
  "group.closed": eventRule(["chair"], "The group's work is done.", { note: freeText().optional() }),
  "group.abandoned": eventRule(["chair"], "The group will not be launched.", {
    reason: reasonCode("too_few_members", "merged_with_another", "mandate_changed", "other"),
  }),
  "seat.requested": eventRule(["system"], "An engagement asks for a seat to offer.", {
    engagementId: instanceId("engagement"),
    offer: offer(),
  }),
  "seat.taken": eventRule(["system"], "The seat that was reserved is taken.", {
    engagementId: instanceId("engagement"),
    offer: offer(),
  }),
  "seat.released": eventRule(
    ["system", "officer", "lead"],
    "A seat, an offer or a place on the list is given up.",
    {
      engagementId: instanceId("engagement"),
      offer: offer()
        .optional()
        .describe("Only the seat reserved for this offer; left out, everything of theirs."),
    },
  ),
  "seat.waited": eventRule(["system"], "An engagement joins the list.", {
    engagementId: instanceId("engagement"),
  }),
  "seat.unwaited": eventRule(["system"], "An engagement leaves the list.", {
    engagementId: instanceId("engagement"),
  }),
  "contributor.joined": eventRule(["system"], "An engagement contributes in writing, without a seat.", {
    engagementId: instanceId("engagement"),
  }),
};

export type GroupEvent = EventsOf<typeof events>;
export type EventOf<Type extends GroupEvent["type"]> = Extract<GroupEvent, { type: Type }>;
