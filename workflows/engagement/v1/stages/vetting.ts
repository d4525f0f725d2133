/** Stage `vetting`: checks, a decision by somebody else, and the appeal against it. */
import { decide, fillIn, referred, vetted, vettedBy } from "../asks.ts";
import { everywhere, live } from "../everywhere.ts";
import { answered, askFrom, waiting, whileWaiting } from "../needs-information.ts";
import { at } from "../places.ts";
import { all, allAndReturns, arm, disarm, engagement, mail, note } from "../setup.ts";

/** The dossier is frozen: its hash is what the decision was made on. */
const freeze = note<"screening.completed" | "due_diligence.completed">((event) => ({
  dossierHash: event.dossierHash ?? null,
}));

export const vetting = engagement.createStateConfig({
  initial: "screening",
  // Both clocks stand still in needs_information, which is inside, so they end with the stage.
  exit: [disarm("screening"), disarm("due_diligence")],
  on: {
    "recusal.recorded": {
      actions: [
        note<"recusal.recorded">((event, context) => ({
          recused: [...new Set([...context.recused, event.accountId])],
        })),
      ],
    },
  },
  states: {
    screening: {
      meta: { turn: "vetter" },
      on: {
        ...live("vetting.screening"),
        "profile.completed": { actions: [fillIn] },
        "screening.overdue": { actions: [mail("screening-overdue")] },
        "info.requested": askFrom("screening"),
        "tier2.required": {
          target: "due_diligence",
          actions: [
            note<"tier2.required">((event, context) => ({
              tier: 2,
              vetters: [
                ...new Set([...context.vetters, ...(event.vetterId === undefined ? [] : [event.vetterId])]),
              ],
            })),
            disarm("screening"),
            arm("due_diligence"),
            mail<"tier2.required">("due-diligence-to-do", (event) => ({ trigger: event.trigger })),
          ],
        },
        "screening.completed": {
          guard: all("everyCheckDone", "noOpenHit", "interestsAnswered"),
          target: "decision_pending",
          actions: [freeze, vettedBy, disarm("screening")],
        },
      },
    },
    due_diligence: {
      meta: { turn: "vetter" },
      on: {
        ...live("vetting.due_diligence"),
        "profile.completed": { actions: [fillIn] },
        "info.requested": askFrom("due_diligence"),
        "due_diligence.overdue": { actions: [mail("due-diligence-overdue")] },
        "due_diligence.completed": {
          guard: all("interestsAnswered"),
          target: "decision_pending",
          actions: [freeze, vettedBy, disarm("due_diligence")],
        },
      },
    },
    needs_information: {
      ...waiting,
      on: {
        ...live("vetting.needs_information"),
        ...whileWaiting,
        "info.supplied": [
          {
            guard: allAndReturns(["answersComplete"], "information", "screening"),
            target: "screening",
            actions: answered("screening"),
          },
          {
            guard: allAndReturns(["answersComplete"], "information", "due_diligence"),
            target: "due_diligence",
            actions: answered("due_diligence"),
          },
        ],
      },
    },
    decision_pending: {
      meta: { turn: "approver" },
      entry: [arm("decision"), mail("decision-to-make")],
      exit: [disarm("decision")],
      on: {
        ...live("vetting.decision_pending"),
        "decision.overdue": { actions: [mail("decision-overdue")] },
        "inquiry.referred": referred,
        "work.requested": {
          target: "due_diligence",
          actions: [
            note(() => ({ tier: 2 })),
            arm("due_diligence"),
            mail<"work.requested">("work-requested", (event) => ({ missing: event.missing })),
          ],
        },
        "vetting.approved": {
          guard: all(
            "dossierFrozen",
            "deciderNotRecused",
            "deciderNotExcluded",
            "fourEyes",
            "interestsAnswered",
          ),
          target: at("assignment.approved"),
          actions: [
            decide("approved"),
            note<"vetting.approved">((event) => ({ conditions: event.conditions })),
            ...vetted,
            mail<"vetting.approved">("vetting-approved", (event) => ({ conditions: event.conditions })),
            mail("placement-to-do"),
          ],
        },
        "vetting.declined": {
          guard: all("deciderNotRecused", "deciderNotExcluded", "interestsAnswered"),
          target: at("declined"),
          actions: [
            decide("declined"),
            mail<"vetting.declined">("vetting-declined", (event) => ({
              reason: event.reason,
              wording: event.wording,
            })),
          ],
        },
      },
    },
    appealed: {
      meta: { turn: "reviewer" },
      entry: [arm("appeal")],
      exit: [disarm("appeal")],
      on: {
        ...everywhere,
        "appeal.overdue": { actions: [mail("appeal-overdue")] },
        "appeal.upheld": {
          guard: all("reviewerIndependent", "interestsAnswered"),
          target: "decision_pending",
          actions: [
            note((_, context) => ({
              excludedDeciders: [
                ...new Set([...context.excludedDeciders, ...(context.decision ? [context.decision.by] : [])]),
              ],
            })),
            mail("appeal-upheld"),
          ],
        },
        "appeal.dismissed": {
          guard: all("reviewerIndependent", "interestsAnswered"),
          target: at("declined_final"),
          actions: [mail<"appeal.dismissed">("appeal-dismissed", (event) => ({ reasons: event.reasons }))],
        },
      },
    },
  },
});

/** Beside the stage: a refusal that may still be appealed, and one that may not. */
export const declined = engagement.createStateConfig({
  entry: [note(() => ({ appealWindowOpen: true })), arm("appeal_window")],
  exit: [note(() => ({ appealWindowOpen: false })), disarm("appeal_window")],
  on: {
    ...everywhere,
    "appeal.lodged": {
      guard: all("appealWindowOpen", "noEarlierAppeal"),
      target: at("vetting.appealed"),
      actions: [note(() => ({ appealed: true })), mail("appeal-received"), mail("appeal-to-review")],
    },
    "appeal.window_closed": { target: at("declined_final") },
  },
});
