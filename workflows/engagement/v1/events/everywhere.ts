/** Events that many states take: the ways out and back, and what is only noted. */
import { z } from "zod";
import {
  accountId,
  freeText,
  instanceId,
  madeReference,
  partialDate,
  reasonCode,
  reference,
} from "../../../fields.ts";
import { eventRule } from "../../../rules.ts";
import { CHANNELS, WITHDRAWN } from "../codes.ts";
import { consentSchema } from "../consent.ts";
import { profilePatch } from "../profile.ts";

export const everywhereEvents = {
  "message.attached": eventRule(
    ["public", "stakeholder", "officer", "system"],
    "The same person wrote again; it is kept with this case.",
    {
      recordId: reference(),
      deliveryId: madeReference("delivery").optional(),
      channel: reasonCode(...CHANNELS)
        .optional()
        .describe("How it came: `phone`, `letter`, `email`, `nomination` …"),
      happenedOn: partialDate().optional().describe("When it was said, as far as it is known."),
      sender: z
        .enum(["known", "other"])
        .optional()
        .describe("Whether a mail says it comes from the party's own address. Anybody can write that."),
      nominatorId: reference("person")
        .optional()
        .describe("Account or party who proposed them once more; the nominee is not shown it."),
      consent: consentSchema.optional().meta({
        description: "What they agreed to, where it was our own text.",
        convoke: { made: "delivery" },
      }),
    },
  ),
  "reading.corrected": eventRule(
    ["system"],
    "What they sent was read once more, after somebody had put right which answer fills which field.",
    {
      recordId: reference(),
      deliveryId: reference(),
      profile: profilePatch,
      nominatorId: reference("person").optional().describe("Who proposed them, where it says so now."),
    },
  ),
  "owner.assigned": eventRule(["officer"], "Another officer owns this.", { ownerId: accountId("officer") }),
  "contact_preference.changed": eventRule(
    ["stakeholder", "officer"],
    "The party said whether we may write.",
    {
      doNotContact: z.boolean(),
    },
  ),
  "contact.lost": eventRule(["system"], "Letters or mails come back.", {
    route: z.enum(["email", "post"]),
    bounces: z.number().int().nonnegative(),
  }),
  "notice.due": eventRule(["system"], "The person does not know yet that we keep their data.", {}),
  "person.told": eventRule(["officer"], "The person was told that we keep their data.", {}),
  "duplicate.confirmed": eventRule(
    ["officer"],
    "This is the same party as another case, which survives.",
    {
      survivorId: instanceId("engagement"),
      previewMatches: z
        .boolean()
        .describe("The officer saw what merging does, and that is what will be done."),
    },
    ["survivor"],
  ),
  "duplicate.absorbed": eventRule(["system"], "A duplicate was merged into this case.", {
    engagementId: instanceId("engagement"),
  }),
  "duplicate.returned": eventRule(["system"], "A merge into this case was undone.", {
    engagementId: instanceId("engagement"),
  }),
  "merge.undone": eventRule(["officer"], "The merge was wrong.", { survivorId: instanceId("engagement") }, [
    "survivor",
  ]),
  "merge.settled": eventRule(["system"], "The 30 days to undo the merge are over.", {}),
  "reply.received": eventRule(["stakeholder", "officer"], "The party came back.", {
    recordId: reference(),
    positive: z.boolean().optional().describe("They want to go on; asked only of dormant parties."),
  }),
  "inquiry.renewed": eventRule(["stakeholder", "officer"], "The party asks again after an end.", {
    recordId: reference().optional(),
    materialChange: z
      .boolean()
      .optional()
      .describe("Something has changed that matters; an approver vouches for it."),
  }),
  "reengage.started": eventRule(["officer"], "We try to bring a dormant party back.", {
    lawfulBasis: z.boolean(),
  }),
  "reengage.due": eventRule(["system"], "The last round is 90 days ago.", {}),
  "reengage.unanswered": eventRule(["system"], "The round went unanswered for 60 days.", {}),
  "dormancy.expired": eventRule(["system"], "The party has been dormant for 24 months.", {}),
  "withdraw.requested": eventRule(["stakeholder", "officer"], "The party withdraws.", {
    evidenceId: reference().optional().describe("Needed when an officer records it for them."),
    reason: reasonCode(...WITHDRAWN).optional(),
    note: freeText().optional(),
    attribution: z.enum(["name", "role", "none"]).optional(),
    keepData: z.boolean().optional(),
  }),
  "erasure.executed": eventRule(["dpo"], "The party's data was erased.", {
    requestId: reference("erasure"),
    planApproved: z.boolean(),
    legalHold: z.boolean(),
  }),
};
