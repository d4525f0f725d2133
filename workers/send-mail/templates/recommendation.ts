/** Mails about a recommendation to the members of its group; who is recused gets none. */
import type { RecommendationTemplateId } from "../../../workflows/recommendation/v2/templates.ts";
import { notice, type MailTemplate } from "../letter.ts";

export const recommendationMails = {
  "consensus-call": notice((facts) => ({
    subject: "Your position is asked for",
    paragraphs: [
      `A recommendation of your group in ${facts.programme} is up for consensus: support, can live with, object, abstain or recuse.`,
      `Please answer ${facts.by("consensus", "within ten working days")}.`,
    ],
  })),
} satisfies Record<RecommendationTemplateId, MailTemplate>;
