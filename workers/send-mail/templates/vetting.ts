/** Mails of the stage `vetting`: the checks, the decision and the appeal against it. */
import type { TemplateId } from "../../../workflows/engagement/v1/templates.ts";
import { appealRight, bullets, letter, notice, type MailTemplate } from "../letter.ts";

export const vettingMails = {
  "interests-form": letter(
    (facts) => ({
      subject: `Your part in ${facts.programme}: affiliation and interests`,
      paragraphs: [
        `You would like to take part in ${facts.programme}. Before we can decide, please tell us:`,
        bullets([
          "for whom you work or speak, or that you take part in your own name;",
          "financial or other interests of yours that touch the programme's subject, or that there are none.",
        ]),
        "An interest is no obstacle in itself. We ask so that everybody at the table knows who speaks for whom.",
        facts.howTo("answer"),
        "Meanwhile we make the usual checks and come back to you with a decision.",
      ],
    }),
    "write-to-us",
  ),

  "screening-to-do": notice((facts) => ({
    subject: "A party is to be screened",
    paragraphs: [
      "A party is to be screened. Every mandatory check needs an outcome, evidence and a date.",
      `Please complete it ${facts.by("screening", "within five working days")}.`,
    ],
  })),

  "screening-overdue": notice(() => ({
    subject: "A screening is late",
    paragraphs: [
      "A screening has taken longer than five working days.",
      "Please find out what is missing, or give it to somebody else.",
    ],
  })),

  "due-diligence-to-do": notice((facts) => ({
    subject: "Due diligence is called for",
    paragraphs: [
      "Due diligence is called for. Why, stands in the engagement's timeline.",
      `Please rate the risk, with reasons and evidence, ${facts.by("due_diligence", "within 20 working days")}.`,
    ],
  })),

  "due-diligence-overdue": notice(() => ({
    subject: "Due diligence is late",
    paragraphs: [
      "Due diligence has taken longer than 20 working days.",
      "Please find out what is missing, or give it to somebody else.",
    ],
  })),

  "decision-to-make": notice((facts) => ({
    subject: "A dossier is ready for your decision",
    paragraphs: [
      "The checks are complete and the dossier is frozen. Please approve, decline, or ask for more work.",
      `A decision is due ${facts.by("decision", "within five working days")}.`,
    ],
  })),

  "decision-overdue": notice(() => ({
    subject: "A decision is late",
    paragraphs: ["A decision has waited for five working days. Please decide, or ask for what you need."],
  })),

  "work-requested": notice((facts) => ({
    subject: "The approver needs more",
    paragraphs: [
      "The approver cannot decide yet. What is missing stands in the engagement's timeline.",
      `Please complete the due diligence ${facts.by("due_diligence", "within 20 working days")}.`,
    ],
  })),

  "vetting-approved": letter((facts) => {
    const conditions = facts.codes("conditions");
    return {
      subject: `You may take part in ${facts.programme}`,
      paragraphs: [
        `Good news: you may take part in ${facts.programme}.`,
        conditions.length === 0 ? undefined : `These conditions apply:\n${bullets(conditions)}`,
        "Next, we look for the working group that fits you. We then either offer you a seat, or tell you when one can be expected.",
        "This approval is good for 24 months. You need not do anything now.",
      ],
    };
  }),

  "vetting-declined": letter((facts) => {
    const reason = facts.code("reason");
    return {
      subject: `Our decision on your part in ${facts.programme}`,
      paragraphs: [
        `Thank you for your interest in ${facts.programme}, and for your patience. We have decided that you cannot take part.`,
        reason === undefined ? undefined : `The ground of the decision is: ${reason}.`,
        facts.text("wording"),
        appealRight(facts),
        "Until then nothing is final. We know that this is not the answer you hoped for.",
      ],
    };
  }, "appeal"),

  "appeal-received": letter((facts) => ({
    subject: `Your appeal to ${facts.programme} has arrived`,
    paragraphs: [
      "Your appeal has arrived. Somebody who had no part in the decision now looks at it anew.",
      `You hear the result ${facts.by("appeal", "within 20 working days")}.`,
      "If you want to add something, reply to this mail.",
    ],
  })),

  "appeal-to-review": notice((facts) => ({
    subject: "An appeal needs a reviewer",
    paragraphs: [
      "An appeal needs a reviewer who neither vetted this party nor decided on it.",
      `Please uphold or dismiss it, with reasons, ${facts.by("appeal", "within 20 working days")}.`,
    ],
  })),

  "appeal-overdue": notice(() => ({
    subject: "An appeal is late",
    paragraphs: [
      "An appeal has waited for 20 working days, and the party was promised an answer by now.",
      "Please see to it that an independent reviewer takes it.",
    ],
  })),

  "appeal-upheld": letter((facts) => ({
    subject: `Your appeal to ${facts.programme} was right`,
    paragraphs: [
      "Your appeal was right. The decision against you is set aside.",
      `Your case is now decided anew, by people who did not make the first decision. You hear from us ${facts.by("decision", "within five working days")}.`,
      "You need not do anything.",
    ],
  })),

  "appeal-dismissed": letter((facts) => ({
    subject: `The result of your appeal to ${facts.programme}`,
    paragraphs: [
      "Somebody who had no part in the decision has looked at your appeal with care. The decision stands.",
      facts.text("reasons"),
      "This ends the appeal. You may ask us again after 12 months, or earlier if something that matters has changed. " +
        "If you think that your personal data was not handled rightly, you may also turn to the data protection authority of your country.",
    ],
  })),

  "vetting-expiring": notice((facts) => ({
    subject: "A vetting runs out soon",
    paragraphs: [
      `A vetting runs out ${facts.on("vetting.expired", "in 60 days")}. Please have it renewed before then.`,
      "Nothing is interrupted until it runs out.",
    ],
  })),

  "vetting-expired": notice(() => ({
    subject: "A vetting ran out",
    paragraphs: [
      "A vetting ran out before it was renewed. Please decide whether this part can go on meanwhile.",
    ],
  })),
} satisfies Partial<Record<TemplateId, MailTemplate>>;
