import { actsAs, factOf } from "../../../step.ts";
import type { EngagementContext } from "../context.ts";
import type { EventOf } from "../events.ts";
import { patched, type Profile } from "../profile.ts";
import { about, given } from "./kit.ts";

/** From here on a score counts as spam. */
export const SPAM_SCORE = 0.8;

/** No case survives in these: nothing may be merged into it. */
const CLOSED_TO_MERGING = ["appealed", "erased", "spam", "undone", "merged"];

export const inquiryGuards = {
  deliveryGenuine: about<"inquiry.submitted">(
    (event) => event.signatureValid || event.sourceTrusted === true,
  ),
  nominatorEntitled: given((context) => actsAs(context, "chair", "lead", "member", "officer", "system")),
  cameWithImport: about<"import.undone">((event, context) => context.importId === event.importId),
  scoreHigh: about<"spam.suspected">((event) => event.score >= SPAM_SCORE),
  untouched: given((context) => !context.humanTouched),
  officerOrUntouched: given((context) => actsAs(context, "officer") || !context.humanTouched),
  actorIsOfficer: given((context) => actsAs(context, "officer")),
  ownerNotOnLeave: about<"triage.assigned">((event) => !event.ownerOnLeave),
  /** Asked without fields, as for what may be sent, it says no until they are there: `dependsOn` names them. */
  formalReplyGiven: about<"inquiry.answered" | "inquiry.out_of_scope">(
    (event, { profile }) =>
      profile.kind !== "formal_request" ||
      (event.type === "inquiry.answered" ? event.formalReply : event.wording) !== undefined,
  ),
  notAskingToTakePart: about<"inquiry.answered">((event) => !event.wantsToTakePart),
  sharingAllowed: about<"inquiry.referred">((event) => event.sharing !== "not_agreed"),
  mayBeContacted: given((context) => !context.doNotContact),
  contactRouteKnown: about<"info.requested">(
    (event, context) => context.profile.email !== "none" || event.route === "phone" || event.route === "post",
  ),
  answersComplete: about<"info.supplied">(
    (event, context) => event.complete || (event.acceptPartial === true && actsAs(context, "officer")),
  ),
  firstReminder: given((context) => context.infoReminders === 0),
  remindersLeft: given((context) => context.infoReminders < 2),
  twoRemindersSent: given((context) => context.infoReminders >= 2),

  nameKnown: completed((profile) => profile.named),
  emailVerified: completed((profile) => profile.email === "verified" || profile.email === "attested"),
  affiliationKnown: completed((profile) => profile.affiliation !== "unknown"),
  countryKnown: completed((profile) => profile.country !== null),
  interestsKnown: completed((profile) => profile.interests.length > 0),
  capacityKnown: completed((profile) => profile.capacity !== null),

  survivorIsAnother: about<"duplicate.confirmed">((event, context) => event.survivorId !== context.id),
  survivorKnown: given((context) => factOf(context, "survivor") !== null),
  /** Neither side may be under erasure or appeal; this side cannot, where the event is taken at all. */
  survivorFree: given((context) => !CLOSED_TO_MERGING.includes(survivorState(context))),
  previewMatches: about<"duplicate.confirmed">((event) => event.previewMatches),
  mergeUndoOpen: given((context) => context.mergeUndoOpen),
  survivorStands: given((context) => !["", "erased", "spam", "undone"].includes(survivorState(context))),
};

function completed(claim: (profile: Profile) => boolean) {
  return about<"vetting.started">((event: EventOf<"vetting.started">, context: EngagementContext) =>
    claim(patched(context.profile, event.profile)),
  );
}

function survivorState(context: EngagementContext): string {
  const state = factOf(context, "survivor")?.["state"];
  return typeof state === "string" ? state : "";
}
