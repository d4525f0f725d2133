import { UNANSWERED } from "./examples.ts";
import type { Row } from "./row.ts";

/** What follows a refusal: `declined` and `appealed`. */
export const appealRows: readonly Row[] = [
  {
    id: "E-028",
    from: ["declined"],
    event: "appeal.lodged",
    guard: ["appealWindowOpen", "noEarlierAppeal"],
    guardText: "inside window; no earlier appeal on this decision",
    who: ["stakeholder"],
    to: "appealed",
    lands: "vetting.appealed",
    effectsText: "acknowledge; reviewer assigned who is neither vetter nor decider; due +20 working days",
    accepts: { context: { appealWindowOpen: true }, data: { grounds: "You took me for somebody else." } },
    refuses: [
      { data: { grounds: "Late." }, because: "appealWindowOpen" },
      {
        context: { appealWindowOpen: true, appealed: true },
        data: { grounds: "Again." },
        because: "noEarlierAppeal",
      },
    ],
  },
  {
    id: "E-029",
    from: ["declined"],
    event: "appeal.window_closed",
    guard: null,
    guardText: "30 days passed",
    who: ["system"],
    to: "declined_final",
    lands: "declined_final",
    effectsText: "retention clock for declined records starts",
    accepts: { data: {} },
    refuses: [],
  },
  {
    id: "E-030",
    from: ["vetting.appealed"],
    event: "appeal.overdue",
    guard: null,
    guardText: "20 working days",
    who: ["system"],
    to: "appealed",
    lands: "@same",
    effectsText: "escalate to programme head",
    accepts: { data: {} },
    refuses: [],
  },
  {
    id: "E-031",
    from: ["vetting.appealed"],
    event: "appeal.upheld",
    guard: ["reviewerIndependent", "interestsAnswered"],
    guardText: "reviewer's reasons recorded",
    who: ["reviewer"],
    to: "decision_pending",
    lands: "vetting.decision_pending",
    effectsText: "decision reopened, original decider excluded",
    accepts: {
      context: {
        decision: {
          outcome: "declined",
          by: "approver-1",
          at: "2012-12-20T09:00:00.000Z",
          reason: "conflict_of_interest",
        },
        vetters: ["vetter-1"],
      },
      data: { reasons: "The list named another person." },
    },
    refuses: [
      {
        facts: UNANSWERED,
        data: { reasons: "The list named another person." },
        because: "interestsAnswered",
      },
      {
        context: {
          decision: {
            outcome: "declined",
            by: "approver-1",
            at: "2012-12-20T09:00:00.000Z",
            reason: "conflict_of_interest",
          },
        },
        actor: { id: "approver-1", roles: ["approver", "reviewer"] },
        data: { reasons: "I was right." },
        because: "reviewerIndependent",
      },
      { data: {}, because: "schema" },
    ],
  },
  {
    id: "E-032",
    from: ["vetting.appealed"],
    event: "appeal.dismissed",
    guard: ["reviewerIndependent", "interestsAnswered"],
    guardText: "reviewer's reasons recorded",
    who: ["reviewer"],
    to: "declined_final",
    lands: "declined_final",
    effectsText: "final letter; regulator / ombuds text if configured",
    accepts: {
      context: {
        decision: {
          outcome: "declined",
          by: "approver-1",
          at: "2012-12-20T09:00:00.000Z",
          reason: "conflict_of_interest",
        },
        vetters: ["vetter-1"],
      },
      data: { reasons: "The grounds hold." },
    },
    refuses: [
      {
        facts: UNANSWERED,
        data: { reasons: "The list named another person." },
        because: "interestsAnswered",
      },
      {
        context: {
          decision: {
            outcome: "declined",
            by: "approver-1",
            at: "2012-12-20T09:00:00.000Z",
            reason: "conflict_of_interest",
          },
          vetters: ["vetter-1"],
        },
        actor: { id: "vetter-1", roles: ["vetter", "reviewer"] },
        data: { reasons: "I was right." },
        because: "reviewerIndependent",
      },
      { data: {}, because: "schema" },
    ],
  },
];
