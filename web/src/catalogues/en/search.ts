export const search = {
  people: "People",
  organisations: "Organisations",
  engagements: "Engagements",
  nameless: "No name yet",
  noCase: "No engagement yet: log an inquiry",
  theirEngagements: "Show their engagements",
  reference: "{reference}: {who}",
  by: {
    name: "Name: {text}",
    otherName: "Also: {text}",
    organisation: "Organisation: {text}",
    email: "E-mail: {text}",
    reference: "Reference: {text}",
  },
  first: "{group}: the first ones. Type more to find the others.",
  asking: "Searching…",
};
