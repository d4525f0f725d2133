/** Every mail there is. A template that a chart names and that is missing here does not compile. */
import type { TemplateId } from "../../../workflows/engagement/v1/templates.ts";
import type { InterestsTemplateId } from "../../../workflows/interests/v1/templates.ts";
import type { RecommendationTemplateId } from "../../../workflows/recommendation/v2/templates.ts";
import type { MailTemplate } from "../letter.ts";
import { assignmentMails } from "./assignment.ts";
import { everywhereMails } from "./everywhere.ts";
import { interestsMails } from "./interests.ts";
import { inquiryMails } from "./inquiry.ts";
import { meetingMails } from "./meeting.ts";
import { parkedMails } from "./parked.ts";
import { recommendationMails } from "./recommendation.ts";
import { vettingMails } from "./vetting.ts";

const mailTemplates = {
  ...inquiryMails,
  ...vettingMails,
  ...assignmentMails,
  ...meetingMails,
  ...parkedMails,
  ...everywhereMails,
  ...interestsMails,
  ...recommendationMails,
} satisfies Record<TemplateId | InterestsTemplateId | RecommendationTemplateId, MailTemplate>;

const byId: ReadonlyMap<string, MailTemplate> = new Map(Object.entries(mailTemplates));

export const mailTemplate = (id: string): MailTemplate | undefined => byId.get(id);
