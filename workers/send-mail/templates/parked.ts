/** Mails about parties who are dormant, being brought back, or suspended. */
import type { TemplateId } from "../../../workflows/engagement/v1/templates.ts";
import { letter, notice, type MailTemplate } from "../letter.ts";

export const parkedMails = {
  "reengagement-plan": notice((facts) => ({
    subject: "A round of re-engagement begins",
    paragraphs: [
      `A round begins: at most three personal touches ${facts.by("reengagement", "in 60 days")}, by you and not by the system.`,
      "Good occasions: a meeting near them, a draft on their subject, a question only they can answer.",
    ],
  })),

  "reengagement-possible": notice(() => ({
    subject: "Another round of re-engagement is possible",
    paragraphs: ["90 days have passed since the last round. Another one may begin, if you think it helps."],
  })),

  "reengagement-unanswered": notice(() => ({
    subject: "A round of re-engagement went unanswered",
    paragraphs: [
      "The party did not answer within 60 days. You need not do anything: when 90 more days have passed, you hear that another round may begin.",
    ],
  })),

  "welcome-back": letter((facts) => ({
    subject: `Welcome back to ${facts.programme}`,
    paragraphs: [
      "It is good to hear from you again. Your seat is still yours.",
      "We send you what happened since you last attended, with the dates of the next meetings.",
    ],
  })),

  "closed-inactive": notice(() => ({
    subject: "A party was closed as inactive",
    paragraphs: [
      "A party was closed as inactive, and seats and places were given back.",
      "Please review how long we need to keep what we know about them.",
    ],
  })),

  "suspension-review": notice((facts) => ({
    subject: "An alert needs your judgement",
    paragraphs: [
      "An alert suspended this party: access to marked material is closed and invitations are held.",
      `Please look into it ${facts.by("suspension", "within five working days")}: lift the suspension, or end their part.`,
    ],
  })),

  "suspension-overdue": notice(() => ({
    subject: "A suspension is late",
    paragraphs: [
      "A suspension has waited for five working days, and the party cannot take part meanwhile.",
      "Please lift it, or end their part.",
    ],
  })),

  "access-restored": letter((facts) => ({
    subject: `Your access at ${facts.programme} is as it was`,
    paragraphs: [
      "Your access was restricted for a while. We have looked into the matter, and your access is as it was before.",
      "Thank you for your patience. If you have questions, reply to this mail.",
    ],
  })),
} satisfies Partial<Record<TemplateId, MailTemplate>>;
