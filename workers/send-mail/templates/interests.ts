/** Mails about interests: to the person, by letter or by notice, and to those who assess. None says what was declared. */
import type { InterestsTemplateId } from "../../../workflows/interests/v1/templates.ts";
import { letter, notice, type LetterFacts, type MailTemplate, type NoticeFacts } from "../letter.ts";

const asked = (facts: NoticeFacts): string =>
  `${facts.programme} asks independent experts, and everyone who decides about others, to declare their interests. ` +
  `Please do so ${facts.by("declaration", "within ten working days")}; having none is an answer too.`;
const late = (facts: NoticeFacts): string =>
  `${facts.programme} has no declaration of interests from you yet. Until it is there, you decide on nothing and lead no group.`;
const managed = (facts: NoticeFacts): string =>
  `You declared interests to ${facts.programme}. For some groups, items or recommendations you now stay out: you get ` +
  "no papers on them, are not asked for a position and do not count for the quorum. Everything else is as it was.";
const blocking = (facts: NoticeFacts): string =>
  `${facts.programme} has decided that an interest of yours stands in the way of your role, which rests from now on.`;
const onAccount = "You find the form in the console, under your interests.";
const appeal =
  "If you think this is wrong, tell us within 30 days in your own words. Somebody who had no part in it looks at it.";
const changes = (facts: LetterFacts): string =>
  `If anything about your interests changes, tell us at once. ${facts.howTo("answer")}`;

export const interestsMails = {
  "interests-declaration": letter(
    (facts) => ({
      subject: "Your interests",
      paragraphs: [asked(facts), facts.howTo("answer"), "What you declare is kept sealed."],
    }),
    "declare-interests",
  ),
  "interests-declaration-yours": notice((facts) => ({
    subject: "Your interests are to be declared",
    paragraphs: [asked(facts), onAccount],
  })),
  "interests-reminder": letter(
    (facts) => ({
      subject: "Your interests: a reminder",
      paragraphs: [late(facts), facts.howTo("answer")],
    }),
    "declare-interests",
  ),
  "interests-reminder-yours": notice((facts) => ({
    subject: "Your interests are overdue",
    paragraphs: [late(facts), onAccount],
  })),
  "interests-to-assess": notice((facts) => ({
    subject: "A declaration of interests is to be assessed",
    paragraphs: [
      `A declaration of interests came in. Please assess it ${facts.by("assessment", "within five working days")}: insignificant, managed or blocking.`,
    ],
  })),
  "interests-assessment-overdue": notice(() => ({
    subject: "An assessment of interests is late",
    paragraphs: ["A declaration of interests has waited for five working days and nobody assessed it."],
  })),
  "interests-managed": letter((facts) => ({
    subject: "What you stay out of",
    paragraphs: [managed(facts), changes(facts)],
  })),
  "interests-managed-yours": notice((facts) => ({
    subject: "What you stay out of",
    paragraphs: [managed(facts), "The list stands in the console, under your interests."],
  })),
  "interests-blocking": letter((facts) => ({
    subject: "An interest stands in the way of your role",
    paragraphs: [blocking(facts), facts.text("reason"), appeal],
  })),
  "interests-blocking-yours": notice((facts) => ({
    subject: "An interest stands in the way of your role",
    paragraphs: [blocking(facts), "The reason stands in the console, under your interests.", appeal],
  })),
  "interests-changed": notice(() => ({
    subject: "Somebody's interests changed",
    paragraphs: [
      "Somebody's interests changed: by a declaration, at a roll-call or with a new affiliation.",
      "Please look at the decisions of this person that are open.",
    ],
  })),
} satisfies Record<InterestsTemplateId, MailTemplate>;
