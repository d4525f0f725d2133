/** Mails that are asked for in nearly every state. */
import type { TemplateId } from "../../../workflows/engagement/v1/templates.ts";
import { bullets, letter, notice, type MailTemplate } from "../letter.ts";

export const everywhereMails = {
  "contact-lost": notice((facts) => ({
    subject: "A party cannot be reached",
    paragraphs: [
      `What we send${by(facts.code("route"))} comes back. This counts neither as silence nor as refusal.`,
      "Please find another way to reach them.",
    ],
  })),

  "person-to-tell": notice(() => ({
    subject: "Somebody must be told that we keep their data",
    paragraphs: [
      "We have had data about this person for a month, and they have not been told.",
      "Please tell them now, and record that you did.",
    ],
  })),

  "withdrawal-confirmed": letter((facts) => ({
    subject: `You have left ${facts.programme}`,
    paragraphs: [
      `We confirm that you have left ${facts.programme}. Your seats and places are given back, and you get no more invitations.`,
      "Please tell us, in reply to this mail:",
      bullets([
        "how we may name you for what you gave so far: by name, by role only, or not at all;",
        "whether we may keep your data, or are to erase it.",
      ]),
      "Until you answer we name nobody. You are welcome to come back at any time. Thank you for the part you took.",
    ],
  })),

  "duplicate-absorbed": notice(() => ({
    subject: "A duplicate was merged",
    paragraphs: [
      "A duplicate was merged into this engagement. What it held is in the timeline.",
      "The merge can be undone for 30 days.",
    ],
  })),

  "duplicate-returned": notice(() => ({
    subject: "A merge was undone",
    paragraphs: [
      "A merge into this engagement was undone, and both stand by themselves again.",
      "Please sort what came in since: to which of the two does it belong?",
    ],
  })),
} satisfies Partial<Record<TemplateId, MailTemplate>>;

const by = (route: string | undefined): string => (route === undefined ? "" : ` by ${route}`);
