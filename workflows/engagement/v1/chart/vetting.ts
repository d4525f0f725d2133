import { CHECKS, HASH, UNANSWERED } from "./examples.ts";
import type { Row } from "./row.ts";

/** How a party is vetted: `screening` and `due_diligence`, and who must keep out of it. */
export const vettingRows: readonly Row[] = [
  {
    id: "E-021",
    from: ["vetting.screening"],
    event: "tier2.required",
    guard: null,
    guardText:
      "any trigger: list near-match, high-risk sector, public official, money or in-kind offer, adverse media",
    who: ["vetter", "system"],
    to: "due_diligence",
    lands: "vetting.due_diligence",
    effectsText: "named vetter; due +20 working days",
    accepts: { data: { trigger: "public_official", vetterId: "vetter-1" } },
    refuses: [{ data: {}, because: "schema" }],
  },
  {
    id: "E-022",
    from: ["vetting.screening"],
    event: "screening.completed",
    guard: ["everyCheckDone", "noOpenHit", "interestsAnswered"],
    guardText: "every mandatory check has an outcome, evidence and date; no open hit",
    who: ["vetter"],
    to: "decision_pending",
    lands: "vetting.decision_pending",
    effectsText: "dossier frozen (hash) for the decision",
    accepts: { data: { checks: CHECKS, dossierHash: HASH } },
    refuses: [
      { facts: UNANSWERED, data: { checks: CHECKS, dossierHash: HASH }, because: "interestsAnswered" },
      {
        data: {
          checks: [
            { check: "identity", outcome: "clear", evidenceId: "evidence-1", checkedOn: "2013-01-10" },
            {
              check: "exclusion_criteria",
              outcome: "clear",
              evidenceId: "evidence-1",
              checkedOn: "2013-01-10",
            },
            { check: "sanctions_list", outcome: "clear", evidenceId: "evidence-1", checkedOn: "2013-01-10" },
          ],
          dossierHash: HASH,
        },
        because: "everyCheckDone",
      },
      {
        data: {
          checks: [
            { check: "identity", outcome: "clear", evidenceId: "evidence-1", checkedOn: "2013-01-10" },
            {
              check: "exclusion_criteria",
              outcome: "clear",
              evidenceId: "evidence-1",
              checkedOn: "2013-01-10",
            },
            { check: "sanctions_list", outcome: "clear", evidenceId: "evidence-1", checkedOn: "2013-01-10" },
            {
              check: "public_controversies",
              outcome: "open_hit",
              evidenceId: "evidence-1",
              checkedOn: "2013-01-10",
            },
          ],
          dossierHash: HASH,
        },
        because: "noOpenHit",
      },
      {
        data: {
          checks: [{ check: "identity", outcome: "clear", checkedOn: "2013-01-10" }],
          dossierHash: HASH,
        },
        because: "schema",
      },
    ],
  },
  {
    id: "E-023",
    from: ["vetting.due_diligence"],
    event: "due_diligence.completed",
    guard: ["interestsAnswered"],
    guardText: "risk rating + rationale + evidence attached",
    who: ["vetter"],
    to: "decision_pending",
    lands: "vetting.decision_pending",
    effectsText: "dossier frozen",
    accepts: {
      data: {
        rating: "medium",
        rationale: "Two sources agree.",
        evidenceIds: ["evidence-1"],
        dossierHash: HASH,
      },
    },
    refuses: [
      {
        facts: UNANSWERED,
        data: {
          rating: "low",
          rationale: "Two sources agree.",
          evidenceIds: ["evidence-1"],
          dossierHash: HASH,
        },
        because: "interestsAnswered",
      },
      {
        data: { rating: "medium", rationale: "Two sources agree.", evidenceIds: [], dossierHash: HASH },
        because: "schema",
      },
    ],
  },
  {
    id: "E-024",
    from: ["vetting.due_diligence"],
    event: "due_diligence.overdue",
    guard: null,
    guardText: "20 working days",
    who: ["system"],
    to: "due_diligence",
    lands: "@same",
    effectsText: "escalate to approver; digest line",
    accepts: { data: {} },
    refuses: [],
  },
  {
    id: "E-065",
    from: ["vetting.screening"],
    event: "screening.overdue",
    guard: null,
    guardText: "-",
    who: ["system"],
    to: "@same",
    lands: "@same",
    effectsText: "escalate to approver",
    extra: "tier 1 has five working days, and a deadline needs an event to become",
    accepts: { data: {} },
    refuses: [],
  },
  {
    id: "E-067",
    from: [
      "vetting.screening",
      "vetting.due_diligence",
      "vetting.needs_information",
      "vetting.decision_pending",
      "vetting.appealed",
    ],
    event: "recusal.recorded",
    guard: null,
    guardText: "-",
    who: ["approver", "officer", "secretariat"],
    to: "@same",
    lands: "@same",
    effectsText: "the person may not decide",
    extra: "the guard 'decider not recused' needs to know who is",
    accepts: { data: { accountId: "approver-2", reason: "former_employer" } },
    refuses: [],
  },
];
