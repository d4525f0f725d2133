import { z } from "zod";
import { accountId, freeText, instanceId, isoDate, reasonCode, reference } from "../../fields.ts";
import { eventRule, type EventsOf } from "../../rules.ts";

/** Whose interests they are: somebody who takes part, or somebody with an account. */
const person = () =>
  z
    .union([z.strictObject({ partyId: reference("person") }), z.strictObject({ accountId: accountId() })])
    .describe("Whose interests: a party of the programme, or an account.");

/** What somebody stays out of. An item is one of a meeting's agenda. */
export const scopeSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("group"), id: instanceId("group") }),
  z.strictObject({ kind: z.literal("recommendation"), id: instanceId("recommendation") }),
  z.strictObject({ kind: z.literal("organisation"), id: reference("organisation") }),
  z.strictObject({
    kind: z.literal("item"),
    meetingId: instanceId("meeting"),
    item: z.number().int().min(1),
  }),
]);

const DECLARERS = ["independent_expert", "lead", "co_chair", "vetter", "approver", "reviewer"] as const;

export const events = {
  "capacity.set": eventRule(["system"], "The affiliation is the interest: nothing is to be declared.", {
    person: person(),
    capacity: z.enum(["representative", "official", "observer", "expert"]),
  }),
  "interests.requested": eventRule(["system", "officer"], "The person is asked to declare interests.", {
    person: person(),
    as: z.enum(DECLARERS).describe("Why: experts, and everyone who decides about others, declare."),
  }),
  "interests.none": eventRule(["stakeholder"], "The person has nothing to declare, signed and dated.", {
    signed: z.literal(true).describe("The person signs for it."),
    signedOn: isoDate().meta({ convoke: { begins: "today" } }),
  }),
  "interests.declared": eventRule(["stakeholder"], "The person declared interests.", {
    statement: freeText().describe("What the interests are, one after the other."),
    organisations: z
      .array(reference("organisation"))
      .max(100)
      .optional()
      .describe("Organisations they are tied to."),
  }),
  "interests.insignificant": eventRule(["secretariat", "approver"], "What was declared stands in no way.", {
    reason: freeText(),
  }),
  "interests.managed": eventRule(["secretariat", "approver"], "The person stays out of what is listed.", {
    scope: z.array(scopeSchema).min(1).max(200),
    note: freeText().optional(),
  }),
  "interests.blocking": eventRule(["approver"], "The interest stands in the way of the role.", {
    reason: freeText(),
  }),
  "interest.changed": eventRule(
    ["stakeholder", "officer", "system"],
    "Something changed: declared at any time, at roll-call, or by a new affiliation.",
    {
      how: reasonCode("declared", "roll_call", "new_affiliation", "other"),
      statement: freeText().optional(),
    },
  ),
  "interests.expired": eventRule(["system"], "The declaration is twelve months old.", {}),
  "interests.resolved": eventRule(["approver"], "The interest that stood in the way has ended.", {
    evidenceId: reference(),
  }),
  "erasure.executed": eventRule(["dpo"], "The person's data was erased.", {
    requestId: reference("erasure"),
    planApproved: z.literal(true),
    legalHold: z.literal(false),
  }),
  "declaration.overdue": eventRule(["system"], "The form has waited for ten working days.", {}),
  "assessment.overdue": eventRule(["system"], "The assessment has waited for five working days.", {}),
};

export type InterestsEvent = EventsOf<typeof events>;
export type EventOf<Type extends InterestsEvent["type"]> = Extract<InterestsEvent, { type: Type }>;
