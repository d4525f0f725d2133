/** Mails of the stage `assignment`: waiting for a seat, and being offered one. */
import type { TemplateId } from "../../../workflows/engagement/v1/templates.ts";
import { bullets, capital, groupCalled, letter, notice, type MailTemplate } from "../letter.ts";

export const assignmentMails = {
  "placement-to-do": notice(() => ({
    subject: "An approved party has no place yet",
    paragraphs: [
      "A party may take part and has no place yet.",
      "Please offer a seat, put them on a group's list, or admit them as a contributor.",
    ],
  })),

  waitlisted: letter((facts) => ({
    subject: `You are on the list of ${groupCalled(facts.groups)}`,
    paragraphs: [
      `At present ${groupCalled(facts.groups)} takes nobody. You have a place on its list.`,
      facts.launchMonth === undefined
        ? undefined
        : `It is expected to begin its work in ${facts.launchMonth}.`,
      "As soon as a seat is free for you we write to you. About every 90 days we ask whether you still want to wait.",
      "If you would rather contribute in writing, or leave the list, reply to this mail.",
    ],
  })),

  "still-interested": letter(
    (facts) => ({
      subject: `Do you still want to wait for a seat in ${groupCalled(facts.currentGroups)}?`,
      paragraphs: [
        `You are on the list of ${groupCalled(facts.currentGroups)}. There was no free seat for you so far; your place is unchanged.`,
        `Do you still want to wait? A short yes or no is enough. ${facts.howTo("answer")}`,
        "If two of these mails in a row stay without an answer, we give your place to the next.",
      ],
    }),
    "still-interested",
  ),

  "waitlist-released": letter((facts) => ({
    subject: `Your place on the list at ${facts.programme}`,
    paragraphs: [
      "We asked twice whether you still want to wait for a seat and have not heard from you, so we gave up your place on the list.",
      "Nothing else changes. If you want to come back, reply to this mail, at any time.",
    ],
  })),

  "offer-possible": notice((facts) => ({
    subject: "An offer can be made",
    paragraphs: [
      `${capital(groupCalled(facts.groups))} takes people now, and this party waits for it.`,
      "Please check whether a seat can be offered.",
    ],
  })),

  "group-ended": notice((facts) => ({
    subject: "A group takes nobody any more",
    paragraphs: [
      `${capital(groupCalled(facts.groups))} takes nobody any more${how(facts.code("how"))}, and this party waited for it.`,
      "Please find another place, and tell the party.",
    ],
  })),

  "seat-offer": letter((facts) => {
    const undertakings = facts.text("undertakings");
    return {
      subject: `A seat for you in ${groupCalled(facts.groups)}`,
      paragraphs: [
        `We are glad to offer you a seat in ${groupCalled(facts.groups)} of ${facts.programme}.`,
        "What a seat asks of you:",
        bullets([
          "time for the group's meetings and for reading between them; the group's lead tells you how much;",
          "respect for the rules under which things are said there, non-attribution and markings such as TLP:AMBER among them" +
            (undertakings === undefined ? "." : ` (undertakings, version ${undertakings}).`),
        ]),
        `Please accept or refuse ${facts.before("offer.expiry", "within 15 working days")}. After that the seat goes to the next on the list. ${facts.howTo("answer")}`,
        "A no is no trouble, and does not count against you.",
      ],
    };
  }, "answer-offer"),

  "seat-offer-refused": notice((facts) => ({
    subject: "No seat could be held",
    paragraphs: [
      `${capital(groupCalled(facts.groups))} had no seat for the offer${because(facts.code("reason"))}. The party was told nothing.`,
      "Everything is as before. Please try again later, or choose another way.",
    ],
  })),

  "offer-reminder": letter(
    (facts) => ({
      subject: `A reminder: a seat for you in ${groupCalled(facts.currentGroups)}`,
      paragraphs: [
        `We hold a seat for you in ${groupCalled(facts.currentGroups)} and have not heard from you yet.`,
        `Please accept or refuse ${facts.before("offer.expiry", "within five working days")}. After that the seat goes to the next on the list. ${facts.howTo("answer")}`,
      ],
    }),
    "answer-offer",
  ),

  "offer-expired": notice(() => ({
    subject: "An offer expired",
    paragraphs: [
      "The party did not answer the offer within 15 working days, and the seat is free again.",
      "Please decide: chase, put on the list, or admit as a contributor.",
    ],
  })),

  "offer-withdrawn": letter((facts) => {
    const reason = facts.code("reason");
    return {
      subject: `Our offer of a seat at ${facts.programme}`,
      paragraphs: [
        "We have to take back the seat that we offered you. We are sorry for that.",
        reason === undefined ? undefined : `The reason is: ${reason}.`,
        "You remain approved, and we look for another place for you. If you have questions, reply to this mail.",
      ],
    };
  }),

  "seat-freed": notice((facts) => ({
    subject: "A seat is free",
    paragraphs: [
      `A seat in ${groupCalled(facts.groups)} is free again.`,
      "The group's page shows who is next on its list.",
    ],
  })),
} satisfies Partial<Record<TemplateId, MailTemplate>>;

const how = (code: string | undefined): string => (code === undefined ? "" : ` (${code})`);
const because = (reason: string | undefined): string => (reason === undefined ? "" : `: ${reason}`);
