/** Stage `inquiry`: somebody wrote, and an officer finds out what it is. */
import { askForInterests, decide, fillIn, referred, touched } from "../asks.ts";
import type { EventOf } from "../events.ts";
import { everywhere, forget, live, own } from "../everywhere.ts";
import { SPAM_SCORE } from "../guards/inquiry.ts";
import { at } from "../places.ts";
import { askFrom, answered, waiting, whileWaiting } from "../needs-information.ts";
import { all, arm, disarm, engagement, mail, note } from "../setup.ts";
import { actorOf } from "../../../step.ts";

/** `[*]`: the opening events are taken here, so that a guard can refuse them. */
export const beginning = engagement.createStateConfig({
  on: {
    "inquiry.submitted": {
      guard: all("deliveryGenuine"),
      target: at("inquiry.received"),
      actions: [
        note<"inquiry.submitted">((event) => ({
          ...opened(event),
          channel: "web",
          nominatedBy: event.nominatorId ?? null,
          consent: event.consent ?? null,
        })),
        // Spam gets no answer and starts no clock, so the filter is asked before both.
        engagement.enqueueActions(({ event, enqueue }) => {
          const score = event.type === "inquiry.submitted" ? (event.spamScore ?? 0) : 0;
          if (score >= SPAM_SCORE) return enqueue.raise({ type: "spam.suspected", score });
          enqueue(mail("inquiry-received"));
          enqueue(arm("first_response"));
        }),
      ],
    },
    "inquiry.logged": {
      target: at("inquiry.received"),
      actions: [
        note<"inquiry.logged">((event) => ({ ...opened(event), channel: event.channel, humanTouched: true })),
        engagement.enqueueActions(({ event, enqueue }) => {
          if (event.type !== "inquiry.logged") return;
          if (event.acknowledge === true) enqueue(mail("inquiry-received"));
          if (event.thirdParty === true) enqueue(arm("notice"));
        }),
        arm("first_response"),
      ],
    },
    // Nobody waits for an answer: a list starts no clock for the first one.
    "inquiry.imported": {
      target: at("inquiry.received"),
      actions: [
        note<"inquiry.imported">((event) => ({
          ...opened(event),
          channel: "import",
          importId: event.importId,
        })),
        engagement.enqueueActions(({ event, enqueue }) => {
          if (event.type !== "inquiry.imported") return;
          if (event.acknowledge === true) enqueue(mail("inquiry-received"));
          if (event.thirdParty === true) enqueue(arm("notice"));
        }),
      ],
    },
    "nomination.made": {
      guard: all("nominatorEntitled"),
      target: at("inquiry.received"),
      actions: [
        note<"nomination.made">((event, context) => ({
          ...opened(event),
          profile: { ...event.profile, origin: "nominated" },
          channel: "nomination",
          nominatedBy: event.nominatorId ?? actorOf(context),
          humanTouched: true,
        })),
        engagement.enqueueActions(({ event, enqueue }) => {
          if (event.type === "nomination.made" && event.nomineeTold !== true) enqueue(arm("notice"));
        }),
        arm("first_response"),
      ],
    },
  },
});

export const inquiry = engagement.createStateConfig({
  initial: "received",
  // The first answer has been given, or is not owed any more.
  exit: [disarm("first_response")],
  states: {
    received: {
      meta: { turn: "officer" },
      on: {
        ...live("inquiry.received"),
        "spam.suspected": {
          guard: all("scoreHigh", "untouched"),
          target: "quarantined",
          actions: [disarm("first_response")],
        },
        "import.undone": { guard: all("cameWithImport", "untouched"), target: at("undone") },
        "triage.claimed": { guard: all("actorIsOfficer"), target: "triage", actions: [own] },
        "triage.assigned": {
          guard: all("ownerNotOnLeave"),
          target: "triage",
          actions: [
            note<"triage.assigned">((event) => ({ owner: event.ownerId })),
            mail<"triage.assigned">("inquiry-assigned", (event) => ({ ruleId: event.ruleId })),
          ],
        },
        "first_response.overdue": { actions: [mail("first-response-overdue")] },
      },
    },
    quarantined: {
      meta: { turn: "officer" },
      entry: [arm("quarantine")],
      exit: [disarm("quarantine")],
      on: {
        ...everywhere,
        "spam.cleared": {
          target: "received",
          actions: [touched, mail("inquiry-received"), arm("first_response")],
        },
        "spam.confirmed": {
          guard: all("officerOrUntouched"),
          target: at("spam"),
          actions: [forget("forgetPartyLater")],
        },
      },
    },
    triage: {
      meta: { turn: "officer" },
      on: {
        ...live("inquiry.triage"),
        "first_response.overdue": { actions: [mail("first-response-overdue")] },
        "profile.completed": { actions: [fillIn, touched] },
        "inquiry.answered": {
          guard: all("notAskingToTakePart", "formalReplyGiven"),
          target: at("answered"),
          actions: [touched],
        },
        "inquiry.referred": referred,
        "inquiry.out_of_scope": {
          guard: all("formalReplyGiven"),
          target: at("declined"),
          actions: [
            decide("out_of_scope"),
            mail<"inquiry.out_of_scope">("inquiry-out-of-scope", (event) => ({
              reason: event.reason,
              wording: event.wording,
            })),
          ],
        },
        "info.requested": askFrom("triage"),
        "vetting.started": {
          guard: all(
            "nameKnown",
            "emailVerified",
            "affiliationKnown",
            "countryKnown",
            "interestsKnown",
            "capacityKnown",
          ),
          target: at("vetting.screening"),
          actions: [
            fillIn,
            note(() => ({ humanTouched: true, tier: 1, vetters: [], dossierHash: null })),
            askForInterests,
            mail("screening-to-do"),
            arm("screening"),
          ],
        },
      },
    },
    needs_information: {
      ...waiting,
      on: {
        ...live("inquiry.needs_information"),
        ...whileWaiting,
        "info.supplied": { guard: all("answersComplete"), target: "triage", actions: answered("triage") },
      },
    },
  },
});

function opened(
  event: EventOf<"inquiry.submitted" | "inquiry.logged" | "inquiry.imported" | "nomination.made">,
) {
  return { partyId: event.partyId, lastRecordId: event.recordId, profile: event.profile };
}
