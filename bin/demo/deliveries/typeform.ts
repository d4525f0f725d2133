/** What Typeform posts to a webhook: the shape of its own documentation, with invented people. */

interface Filled {
  readonly eventId: string;
  readonly token: string;
  readonly submittedAt: string;
  readonly given: string;
  readonly family: string;
  readonly email: string;
  readonly company: string;
  readonly country: string;
  readonly groups: readonly string[];
  readonly message: string;
}

/** A form that was sent. */
export function typeformResponse(filled: Filled): string {
  return JSON.stringify({
    event_id: filled.eventId,
    event_type: "form_response",
    form_response: {
      form_id: "PiP2012x",
      token: filled.token,
      submitted_at: filled.submittedAt,
      definition: { id: "PiP2012x", title: "Join Partners in Prevention", fields: QUESTIONS },
      answers: [
        text("given", "short_text", filled.given),
        text("family", "short_text", filled.family),
        { type: "email", email: filled.email, field: field("email", "email") },
        text("company", "short_text", filled.company),
        { type: "choice", choice: { label: filled.country }, field: field("country", "dropdown") },
        { type: "choices", choices: { labels: filled.groups }, field: field("groups", "multiple_choice") },
        {
          type: "choice",
          choice: { label: "Join a working group" },
          field: field("wish", "multiple_choice"),
        },
        text("message", "long_text", filled.message),
      ],
    },
  });
}

/** The same form, left half-way some minutes before: Typeform posts that too, and may post it late. */
export function typeformDraft({ token, given }: Pick<Filled, "token" | "given">): string {
  return JSON.stringify({
    event_id: "01EARLIERDRAFT0000000000000",
    event_type: "form_response_partial",
    form_response: {
      form_id: "PiP2012x",
      token,
      submitted_at: null,
      definition: { id: "PiP2012x", fields: QUESTIONS },
      answers: [text("given", "short_text", given)],
    },
  });
}

const QUESTIONS = [
  question("given", "short_text", "First name"),
  question("family", "short_text", "Last name"),
  question("email", "email", "E-mail"),
  question("company", "short_text", "Company"),
  question("country", "dropdown", "In which country are you based?"),
  question("groups", "multiple_choice", "Which working groups interest you?"),
  question("wish", "multiple_choice", "What would you like to do?"),
  question("message", "long_text", "Tell us what you would bring"),
];

function question(ref: string, type: string, title: string) {
  return { id: `q-${ref}`, ref, type, title, properties: {} };
}

const field = (ref: string, type: string) => ({ id: `q-${ref}`, ref, type });
const text = (ref: string, type: string, words: string) => ({
  type: "text",
  text: words,
  field: field(ref, type),
});
