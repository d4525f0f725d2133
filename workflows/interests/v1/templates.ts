/** Every mail an interests form asks for. A person with an account gets it as a notice, anybody else as a letter. */
import type { Template } from "../../effects.ts";

const party = (purpose: string): Template => ({ to: "party", purpose });
const account = (purpose: string): Template => ({ to: "owner", purpose });

export const templates = {
  "interests-declaration": party("Asks to declare interests, with a private link and the day it is due."),
  "interests-declaration-yours": account("Asks somebody with an account to declare interests."),
  "interests-reminder": party("Says that the declaration is late, and what rests until it is there."),
  "interests-reminder-yours": account("Says so to somebody with an account."),
  "interests-to-assess": { to: "role:secretariat", purpose: "Says that a declaration is to be assessed." },
  "interests-assessment-overdue": { to: "role:approver", purpose: "Says that an assessment is late." },
  "interests-managed": party("Says what the person stays out of."),
  "interests-managed-yours": account("Says so to somebody with an account."),
  "interests-blocking": party("Says that the interest stands in the way, why, and how to appeal."),
  "interests-blocking-yours": account("Says so to somebody with an account."),
  "interests-changed": {
    to: "role:secretariat",
    purpose: "Says that interests changed; decisions of this person that are open are to be looked at.",
  },
} satisfies Record<string, Template>;

export type InterestsTemplateId = keyof typeof templates;
