/** Events that open an engagement and lead it through the stage `inquiry`. */
import { z } from "zod";
import { accountId, freeText, partialDate, reasonCode, reference } from "../../../fields.ts";
import { eventRule } from "../../../rules.ts";
import { CHANNELS, OUT_OF_SCOPE } from "../codes.ts";
import { consentSchema } from "../consent.ts";
import { profilePatch, profileSchema } from "../profile.ts";

const score = () => z.number().min(0).max(1);

export const inquiryEvents = {
  "inquiry.submitted": eventRule(["public"], "Somebody wrote through a web form or a webhook.", {
    partyId: reference("person"),
    recordId: reference(),
    deliveryId: reference(),
    profile: profileSchema,
    signatureValid: z.boolean().describe("The delivery's signature was checked and is right."),
    sourceTrusted: z
      .boolean()
      .optional()
      .describe(
        "The delivery came through a door that needs no signature, such as the programme's own form.",
      ),
    spamScore: score().optional(),
    nominatorId: reference("person")
      .optional()
      .describe("The party who proposed them, whom they are not shown."),
    consent: consentSchema.optional().describe("What they agreed to, where it was our own text."),
  }),
  "inquiry.logged": eventRule(["officer"], "An officer logged a call, a letter or a talk.", {
    partyId: reference("person"),
    recordId: reference(),
    profile: profileSchema,
    channel: z.enum(CHANNELS),
    happenedOn: partialDate().optional().describe("When it was, as far as it is known."),
    thirdParty: z
      .boolean()
      .optional()
      .describe("The data came from somebody else, so the person has to be told within a month."),
    acknowledge: z.boolean().optional(),
  }),
  "inquiry.imported": eventRule(["officer"], "Somebody stands in a list that an officer took over.", {
    partyId: reference("person"),
    recordId: reference(),
    importId: reference(),
    profile: profileSchema,
    thirdParty: z
      .boolean()
      .optional()
      .describe("The list came from somebody else, so the person has to be told within a month."),
    acknowledge: z.boolean().optional(),
  }),
  "import.undone": eventRule(
    ["system"],
    "The list they came with was taken back, and nothing had become of it.",
    { importId: reference() },
  ),
  "nomination.made": eventRule(
    ["chair", "lead", "member", "officer", "system"],
    "Somebody was proposed for the programme.",
    {
      partyId: reference("person"),
      recordId: reference(),
      profile: profileSchema,
      nomineeTold: z.boolean().optional(),
      nominatorId: reference("person")
        .optional()
        .describe("The party who proposed them, where somebody else enters it; the nominee is not shown it."),
    },
  ),
  "spam.suspected": eventRule(["system"], "A filter takes this for spam.", { score: score() }),
  "spam.cleared": eventRule(["officer"], "An officer looked: it is no spam.", {}),
  "spam.confirmed": eventRule(["officer", "system"], "It is spam, or nobody missed it for 30 days.", {}),
  "triage.claimed": eventRule(["officer"], "An officer took the inquiry.", {}),
  "triage.assigned": eventRule(["system"], "A routing rule gave the inquiry to an officer.", {
    ownerId: accountId("officer"),
    ruleId: reference(),
    ownerOnLeave: z.boolean(),
  }),
  "profile.completed": eventRule(["officer"], "An officer filled in what was missing about the party.", {
    profile: profilePatch,
    recordId: reference().optional(),
  }),
  "first_response.overdue": eventRule(["system"], "Nobody answered within two working days.", {}),
  "inquiry.answered": eventRule(["officer"], "The inquiry was answered and needs nothing more.", {
    reply: z.enum(["sent", "logged"]),
    recordId: reference().optional(),
    formalReply: freeText()
      .optional()
      .describe(
        "What a formal request was answered, or where that is filed, such as the number of the note (S-025).",
      ),
    wantsToTakePart: z.boolean(),
  }),
  "inquiry.referred": eventRule(["officer"], "The inquiry belongs to another programme or body.", {
    target: reference("programme"),
    sharing: z.enum(["agreed", "same_controller", "not_agreed"]),
  }),
  "inquiry.out_of_scope": eventRule(["officer"], "The inquiry is outside what the programme does.", {
    reason: reasonCode(...OUT_OF_SCOPE),
    wording: freeText().optional(),
  }),
  "info.requested": eventRule(["officer", "vetter"], "The party was asked for something we need to know.", {
    questions: z.array(freeText()).min(1).max(20),
    route: z
      .enum(["email", "phone", "post"])
      .optional()
      .describe("How else to reach a party without an e-mail address."),
  }),
  "info.supplied": eventRule(["stakeholder", "officer"], "The party answered our questions.", {
    recordId: reference(),
    complete: z.boolean(),
    acceptPartial: z.boolean().optional(),
    profile: profilePatch.optional(),
  }),
  "info.reminder": eventRule(["system"], "The party has not answered yet and is reminded.", {}),
  "info.lapsed": eventRule(["system"], "The party did not answer for 30 days.", {}),
};
