/** Those who share a name or a way to be reached, in the order in which they came. */
export const neighbours = {
  name: "0044-neighbours",
  sql: `
-- Of thousands who share one, the comparison takes those who came just before and just after, and must not sort all others.
drop index person_card_same;
create index person_card_same on person_card (programme_id, name_key, party_id);
drop index party_trace_same;
create index party_trace_same on party_trace (programme_id, kind, trace, party_id);
`,
};
