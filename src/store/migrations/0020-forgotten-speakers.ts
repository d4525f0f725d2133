/** Whose words a ledger holds can be forgotten, and the search of an erasure that was broken off can be made up for. */
export const forgottenSpeakers = {
  name: "0020-forgotten-speakers",
  sql: `
-- What a ledger calls the party. Everybody has one, so that it says nothing of who spoke; without it words are nobody's.
alter table party add column ledger_alias uuid default gen_random_uuid();
create unique index party_ledger_alias on party (ledger_alias);

-- What is still to be searched for, sealed under a key of its own from the moment that the person's is destroyed. Row and
-- key go when the search is done.
create table erasure_search (
  erasure_id uuid primary key references erasure,
  key_id uuid not null references seal_key,
  sealed bytea not null,
  created_at timestamptz not null
);
`,
};
