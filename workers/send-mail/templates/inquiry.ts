/** Mails of the stage `inquiry`. */
import type { TemplateId } from "../../../workflows/engagement/v1/templates.ts";
import { appealRight, letter, notice, numbered, type MailTemplate } from "../letter.ts";

import { inquiryReceived } from "./inquiry-received.ts";

export const inquiryMails = {
  "inquiry-received": inquiryReceived,

  "inquiry-assigned": notice(() => ({
    subject: "An inquiry is yours",
    paragraphs: ["A routing rule gave you an inquiry.", "Please read it and give a first answer."],
  })),

  "first-response-overdue": notice(() => ({
    subject: "An inquiry waits for its first answer",
    paragraphs: [
      "Nobody has answered this inquiry within two working days.",
      "Please answer it now, or hand it to somebody who can.",
    ],
  })),

  "inquiry-referred": letter((facts) => ({
    subject: `Your message to ${facts.programme} has a new address`,
    paragraphs: [
      facts.target === undefined
        ? "Your message belongs to another body than ours, so we pass it on to them."
        : `Your message belongs to ${facts.target}, so we pass it on to them.`,
      "They take it from here. You need not send it again.",
      "If this is not what you meant, reply to this mail and we take it up again.",
    ],
  })),

  "referral-arrived": notice((facts) => ({
    subject: "An inquiry was referred",
    paragraphs: [
      `An inquiry belongs to ${facts.target ?? "another programme or body"} and was referred there.`,
      "Please see to it that they have what they need.",
    ],
  })),

  "inquiry-out-of-scope": letter(
    (facts) => ({
      subject: `Your message to ${facts.programme}`,
      paragraphs: [
        `Thank you for writing to ${facts.programme}. We have read your message with care. It concerns something ` +
          "that this programme does not work on, so we cannot take it further.",
        facts.text("wording") ?? because(facts.code("reason")),
        appealRight(facts),
      ],
    }),
    "appeal",
  ),

  "info-requested": letter(
    (facts) => ({
      subject: `${facts.programme} has a question for you`,
      paragraphs: [
        "To go on, we need to know a little more from you:",
        numbered(facts.texts("questions")),
        facts.howTo("answer"),
        `Please answer ${facts.by("info.lapse", "within 30 days")}. We wait for you until then: nothing is decided meanwhile.`,
      ],
    }),
    "answer-questions",
  ),

  "info-reminder": letter(
    (facts) => ({
      subject: `A reminder: ${facts.programme} has a question for you`,
      paragraphs: [
        "Some days ago we asked you something and have not heard from you yet. It may have been lost on the way.",
        `Please look for our earlier mail and answer it ${facts.by("info.lapse", "soon")}. ${facts.howTo("answer")}`,
        "If you need more time or did not get our questions, tell us in a line.",
      ],
    }),
    "answer-questions",
  ),

  "info-second-reminder": notice((facts) => ({
    subject: "A party was reminded twice",
    paragraphs: [
      "The party was reminded twice of our questions and has not answered.",
      `Perhaps a call helps. Without an answer this closes ${facts.on("info.lapse", "30 days after the questions")}; a later reply opens it again.`,
    ],
  })),

  "info-lapsed": letter(
    (facts) => ({
      subject: `We close your case at ${facts.programme} for now`,
      paragraphs: [
        "We asked you something some weeks ago and have not heard from you, so we close this for now.",
        `Nothing is lost. A reply, at any time, opens it again where it stood. ${facts.howTo("come back")}`,
      ],
    }),
    "come-back",
  ),

  "reply-received": notice(() => ({
    subject: "A party came back",
    paragraphs: ["The party answered. Please read it and take it from there."],
  })),

  "message-attached": notice(() => ({
    subject: "The same party wrote again",
    paragraphs: [
      "The same party wrote again. The message is kept with this engagement and no second one was opened.",
      "Please read it.",
    ],
  })),
} satisfies Partial<Record<TemplateId, MailTemplate>>;

const because = (reason: string | undefined): string | undefined =>
  reason === undefined ? undefined : `The reason is: ${reason}.`;
