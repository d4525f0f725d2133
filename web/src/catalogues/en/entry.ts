export const entry = {
  new: "New",
  inquiry: "Log an inquiry",
  nomination: "Nominate",
  inquiryWhy:
    "Opens a case for this person, or is kept with the one they have. A name, an address, a telephone number or an organisation is enough.",
  nominationWhy:
    "Opens a case for who is proposed, or is kept with the one they have. They are never shown who proposed them.",
  name: "Name",
  organisation: "Organisation",
  email: "E-mail",
  phone: "Telephone",
  country: "Country",
  noCountry: "Not known",
  channel: "How it reached you",
  channels: {
    phone: "By telephone",
    letter: "By letter",
    visit: "In person",
    email: "By e-mail",
    event: "At an event",
    note_verbale: "By note verbale",
  },
  happenedOn: "When it was",
  happenedOnHint: "A day, month or year, such as 2026-11-23 or 2026; empty for today",
  said: "What was said",
  why: "Why they are proposed",
  acknowledge: "Write to them that you have it",
  nomineeTold: "They know of it already",
  opened: "Entered. A case was opened.",
  attached: "Entered. It is kept with the case they have.",
  received:
    "Received. Thank you: whoever looks after new people decides what follows, and they are not told who proposed them.",
};
