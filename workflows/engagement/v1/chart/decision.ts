import { HASH, UNANSWERED } from "./examples.ts";
import type { Row } from "./row.ts";

/** How the vetting is decided: `decision_pending`. */
export const decisionRows: readonly Row[] = [
  {
    id: "E-025",
    from: ["vetting.decision_pending"],
    event: "work.requested",
    guard: null,
    guardText: "approver says what is missing",
    who: ["approver"],
    to: "due_diligence",
    lands: "vetting.due_diligence",
    effectsText: "back to vetter with note",
    accepts: { data: { missing: "Ask the ministry." } },
    refuses: [{ data: {}, because: "schema" }],
  },
  {
    id: "E-026",
    from: ["vetting.decision_pending"],
    event: "vetting.approved",
    guard: ["dossierFrozen", "deciderNotRecused", "deciderNotExcluded", "fourEyes", "interestsAnswered"],
    guardText:
      "decider is not the only vetter when tier 2 (four eyes; a team of one may override with a reason); decider not recused; conditions recorded",
    who: ["approver"],
    to: "approved",
    lands: "assignment.approved",
    effectsText: "valid until +24 months; placement task; applicant told",
    accepts: { context: { tier: 2, vetters: ["vetter-1"], dossierHash: HASH }, data: { conditions: [] } },
    refuses: [
      {
        context: { dossierHash: HASH },
        facts: UNANSWERED,
        data: { conditions: [] },
        because: "interestsAnswered",
      },
      { data: { conditions: [] }, because: "dossierFrozen" },
      {
        context: { dossierHash: HASH, recused: ["approver-1"] },
        data: { conditions: [] },
        because: "deciderNotRecused",
      },
      {
        context: { dossierHash: HASH },
        facts: { recusals: { who: ["approver-1"], items: {} } },
        data: { conditions: [] },
        because: "deciderNotRecused",
      },
      {
        context: { dossierHash: HASH, excludedDeciders: ["approver-1"] },
        data: { conditions: [] },
        because: "deciderNotExcluded",
      },
      {
        context: { dossierHash: HASH, tier: 2, vetters: ["approver-1"] },
        data: { conditions: [] },
        because: "fourEyes",
      },
      { data: {}, because: "schema" },
    ],
  },
  {
    id: "E-027",
    from: ["vetting.decision_pending"],
    event: "vetting.declined",
    guard: ["deciderNotRecused", "deciderNotExcluded", "interestsAnswered"],
    guardText: "reason code; external wording separate from internal note",
    who: ["approver"],
    to: "declined",
    lands: "declined",
    effectsText: "letter with reason, appeal right, deadline (30 days)",
    accepts: { data: { reason: "conflict_of_interest", wording: "We cannot accept you." } },
    refuses: [
      {
        facts: UNANSWERED,
        data: { reason: "risk", wording: "We cannot accept you." },
        because: "interestsAnswered",
      },
      {
        context: { recused: ["approver-1"] },
        data: { reason: "conflict_of_interest", wording: "We cannot accept you." },
        because: "deciderNotRecused",
      },
      {
        context: { excludedDeciders: ["approver-1"] },
        data: { reason: "conflict_of_interest", wording: "We cannot accept you." },
        because: "deciderNotExcluded",
      },
      { data: { reason: "conflict_of_interest" }, because: "schema" },
    ],
  },
  {
    id: "E-066",
    from: ["vetting.decision_pending"],
    event: "decision.overdue",
    guard: null,
    guardText: "-",
    who: ["system"],
    to: "@same",
    lands: "@same",
    effectsText: "escalate to approver",
    extra: "the clock runs in decision_pending too",
    accepts: { data: {} },
    refuses: [],
  },
];
