/** Mails of the stages `meeting` and `recommendation`: to those who take part, and about them. */
import type { TemplateId } from "../../../workflows/engagement/v1/templates.ts";
import { appealRight, capital, groupCalled, letter, notice, type MailTemplate } from "../letter.ts";

export const meetingMails = {
  "welcome-pack": letter((facts) => ({
    subject: `Welcome to ${groupCalled(facts.groups)}`,
    paragraphs: [
      `Welcome to ${groupCalled(facts.groups)} of ${facts.programme}. Your seat is taken, and the group's leads know.`,
      "The invitations to the group's next meetings and its papers follow in mails of their own.",
      "If you cannot come to a meeting, or will be away for longer, a line in reply is enough.",
    ],
  })),

  "member-joined": notice((facts) => ({
    subject: "A member joined",
    paragraphs: [`A member joined ${groupCalled(facts.groups)}. Please say hello.`],
  })),

  "contributor-welcome": letter((facts) => ({
    subject: `Welcome as a contributor to ${facts.programme}`,
    paragraphs: [
      facts.groups.length === 0
        ? `Welcome as a contributor to ${facts.programme}.`
        : `Welcome as a contributor to ${groupCalled(facts.groups)} of ${facts.programme}.`,
      "You contribute in writing: send us text, comments or data whenever you want, in reply to this mail.",
      "You get the drafts that are meant for contributors, and we tell you what became of what you sent. You have no seat and no duty to attend.",
    ],
  })),

  "inactivity-flagged": notice((facts) => ({
    subject: "Nothing heard for 180 days",
    paragraphs: [
      "Nothing was heard or seen of this party for 180 days.",
      `Are they dormant, or on leave? Without an answer they count as dormant ${facts.on("inactivity.confirm", "in 30 days")}.`,
    ],
  })),

  "member-dormant": notice((facts) => ({
    subject: "A member is dormant",
    paragraphs: [
      `A member of ${groupCalled(facts.groups)} is dormant and does not count for the quorum.`,
      "Please say whether the seat is to be kept.",
    ],
  })),

  "participation-completed": letter((facts) => ({
    subject: `Thank you for your part in ${facts.programme}`,
    paragraphs: [
      `${capital(groupCalled(facts.groups))} has finished its work, and with it your part in it ends. Thank you for the time and thought you gave.`,
      "What the group brought about, and what your input led to, we send you when it is public.",
      "May we keep in touch about what comes next? Reply with yes or no. Without an answer we write only about what your input led to.",
    ],
  })),

  "member-unavailable": notice((facts) => ({
    subject: "A member is temporarily unavailable",
    paragraphs: [`A member of ${groupCalled(facts.groups)} is temporarily unavailable.`],
  })),

  "participation-ended": letter((facts) => {
    const reason = facts.code("reason");
    return {
      subject: `The end of your part in ${facts.programme}`,
      paragraphs: [
        `We have decided to end your part in ${facts.programme}.`,
        reason === undefined ? undefined : `The ground of the decision is: ${reason}.`,
        facts.text("wording"),
        appealRight(facts),
      ],
    };
  }, "appeal"),

  "member-left": notice((facts) => ({
    subject: "A member left",
    paragraphs: [
      `A member left ${groupCalled(facts.groups)}.`,
      "Their actions and roles need somebody else.",
    ],
  })),
} satisfies Partial<Record<TemplateId, MailTemplate>>;
