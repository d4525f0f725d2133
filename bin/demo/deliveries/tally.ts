/** What Tally posts to a webhook, with invented people. */

interface Filled {
  readonly id: string;
  readonly createdAt: string;
  readonly name: string;
  readonly email: string;
  readonly behalf: "As an independent expert" | "On behalf of an organisation";
  readonly organisation: string;
  readonly country: string;
  readonly groups: readonly string[];
  readonly message: string;
}

export function tallyResponse(filled: Filled): string {
  const groups = filled.groups.map((text, index) => ({ id: `group-${index}`, text }));
  return JSON.stringify({
    eventId: `event-${filled.id}`,
    eventType: "FORM_RESPONSE",
    createdAt: filled.createdAt,
    data: {
      responseId: filled.id,
      submissionId: filled.id,
      respondentId: `respondent-${filled.id}`,
      formId: "pip01",
      formName: "Partners in Prevention",
      createdAt: filled.createdAt,
      fields: [
        { key: "question_name", label: "Full name", type: "INPUT_TEXT", value: filled.name },
        { key: "question_mail", label: "E-mail address", type: "INPUT_EMAIL", value: filled.email },
        {
          key: "question_behalf",
          label: "You write",
          type: "MULTIPLE_CHOICE",
          value: ["behalf"],
          options: [{ id: "behalf", text: filled.behalf }],
        },
        { key: "question_org", label: "Organisation", type: "INPUT_TEXT", value: filled.organisation },
        { key: "question_country", label: "Country", type: "INPUT_TEXT", value: filled.country },
        {
          key: "question_groups",
          label: "Working groups",
          type: "CHECKBOXES",
          value: groups.map(({ id }) => id),
          options: groups,
        },
        ...groups.map(({ id, text }) => ({
          key: `question_groups_${id}`,
          label: `Working groups (${text})`,
          type: "CHECKBOXES",
          value: true,
        })),
        { key: "question_message", label: "Message", type: "TEXTAREA", value: filled.message },
      ],
    },
  });
}
