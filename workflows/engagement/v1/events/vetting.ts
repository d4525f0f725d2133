/** Events of the stage `vetting` and of the appeals that follow from it. */
import { z } from "zod";
import { accountId, dossierHash, freeText, isoDate, reasonCode, reference, waiver } from "../../../fields.ts";
import { eventRule } from "../../../rules.ts";
import { CHECKS_BESIDE, CONDITIONS, DECLINED, RECUSED } from "../codes.ts";
import { profilePatch } from "../profile.ts";

/** Tier 1 is not complete without these. */
export const MANDATORY_CHECKS = [
  "identity",
  "exclusion_criteria",
  "sanctions_list",
  "public_controversies",
] as const;

const check = z.strictObject({
  check: reasonCode(...MANDATORY_CHECKS, ...CHECKS_BESIDE),
  outcome: z.enum(["clear", "hit_resolved", "open_hit"]),
  evidenceId: reference(),
  checkedOn: isoDate().meta({ convoke: { begins: "today" } }),
});

export const vettingEvents = {
  "vetting.started": eventRule(["officer"], "The party wants to take part and is being vetted.", {
    profile: profilePatch.optional(),
  }),
  "tier2.required": eventRule(["vetter", "system"], "Something calls for due diligence.", {
    trigger: z.enum([
      "list_near_match",
      "high_risk_sector",
      "public_official",
      "offer_in_kind",
      "adverse_media",
    ]),
    vetterId: accountId("vetter").optional(),
  }),
  "screening.completed": eventRule(
    ["vetter"],
    "Every mandatory check has an outcome.",
    {
      checks: z
        .array(check)
        .min(1)
        .max(50)
        .meta({
          description: `One of each mandatory check, and any others. Mandatory: ${MANDATORY_CHECKS.join(", ")}.`,
          convoke: { begins: MANDATORY_CHECKS.map((name) => ({ check: name })) },
        }),
      dossierHash: dossierHash(),
      waiver: waiver("interestsAnswered").optional(),
    },
    ["interests"],
  ),
  "screening.overdue": eventRule(["system"], "Screening has taken longer than five working days.", {}),
  "due_diligence.completed": eventRule(
    ["vetter"],
    "Due diligence ended with a rating and its grounds.",
    {
      rating: z.enum(["low", "medium", "high"]),
      rationale: freeText(),
      evidenceIds: z.array(reference()).min(1).max(100),
      dossierHash: dossierHash(),
      waiver: waiver("interestsAnswered").optional(),
    },
    ["interests"],
  ),
  "due_diligence.overdue": eventRule(["system"], "Due diligence has taken longer than 20 working days.", {}),
  "work.requested": eventRule(["approver"], "The approver needs more before deciding.", {
    missing: freeText(),
  }),
  "decision.overdue": eventRule(["system"], "The decision has waited for five working days.", {}),
  "recusal.recorded": eventRule(
    ["approver", "officer", "secretariat"],
    "Somebody may not decide on this party.",
    {
      accountId: accountId(),
      reason: reasonCode(...RECUSED),
    },
  ),
  "vetting.approved": eventRule(
    ["approver"],
    "The party may take part.",
    {
      conditions: z.array(reasonCode(...CONDITIONS)).max(20),
      note: freeText().optional(),
      waiver: waiver("fourEyes", "interestsAnswered").optional(),
    },
    ["interests", "recusals"],
  ),
  "vetting.declined": eventRule(
    ["approver"],
    "The party may not take part.",
    {
      reason: reasonCode(...DECLINED),
      wording: freeText().describe("What the letter says."),
      note: freeText().optional().describe("What we say among ourselves."),
      waiver: waiver("interestsAnswered").optional(),
    },
    ["interests", "recusals"],
  ),
  "appeal.lodged": eventRule(["stakeholder"], "The party appeals against the decision.", {
    grounds: freeText(),
    recordId: reference().optional(),
  }),
  "appeal.window_closed": eventRule(["system"], "The 30 days for an appeal are over.", {}),
  "appeal.overdue": eventRule(["system"], "The appeal has waited for 20 working days.", {}),
  "appeal.upheld": eventRule(
    ["reviewer"],
    "The appeal was right; the decision is open again.",
    {
      reasons: freeText(),
      waiver: waiver("interestsAnswered").optional(),
    },
    ["interests"],
  ),
  "appeal.dismissed": eventRule(
    ["reviewer"],
    "The appeal was not right; the decision stands.",
    {
      reasons: freeText(),
      waiver: waiver("interestsAnswered").optional(),
    },
    ["interests"],
  ),
  "vetting.alert": eventRule(["system", "vetter"], "A list update or a report produced an open hit.", {
    source: z.enum(["list_update", "officer_report"]),
    openHit: z.boolean(),
    recordId: reference().optional(),
  }),
  "suspension.overdue": eventRule(["system"], "The suspension has waited for five working days.", {}),
  "suspension.lifted": eventRule(
    ["approver"],
    "The alert was looked into and is closed.",
    {
      reasons: freeText(),
      evidenceId: reference().optional(),
      waiver: waiver("interestsAnswered").optional(),
    },
    ["interests"],
  ),
  "vetting.expiring": eventRule(["system"], "The vetting runs out in 60 days.", {}),
  "vetting.expired": eventRule(["system"], "The vetting ran out.", {}),
  "vetting.renewed": eventRule(
    ["approver"],
    "The vetting was renewed without interrupting anything.",
    {
      dossierHash: dossierHash(),
      note: freeText().optional(),
      waiver: waiver("interestsAnswered").optional(),
    },
    ["interests"],
  ),
};
