/** Two people, or two organisations, who are one: who survives, what moved, and what they were known as before. */
export const merges = {
  name: "0024-merges",
  sql: String.raw`
-- Always the one that survives, however often it was merged on the way.
alter table party add column merged_into uuid references party;
create index party_merged on party (merged_into) where merged_into is not null;
alter table organisation add column merged_into uuid references organisation;
create index organisation_merged on organisation (merged_into) where merged_into is not null;

-- An absorbed organisation keeps its name; the survivor may take it.
drop index organisation_once;
create unique index organisation_once on organisation (institution_id, sort, coalesce(country, ''))
  where merged_into is null;

-- Names and addresses of those who were merged into this person: a part of the card's row, found by the same search.
alter table person_card add column also_known text[] not null default '{}';
alter table person_card alter column also_known set statistics 0;
drop index person_card_words;
alter table person_card drop column search;
alter table person_card add column search text not null
  generated always as (search_line(variadic array[name, organisation, email] || also_known)) stored;
create index person_card_words on person_card using gin (search gin_trgm_ops) with (gin_pending_list_limit = 256);

-- Ids, codes and names of fields. Words from before are sealed under each person's own key, or are an organisation's.
create table merge (
  id uuid primary key,
  kind text not null check (kind in ('person', 'organisation')),
  -- Where people stand; for organisations, where it was decided.
  programme_id uuid not null references programme,
  survivor_id uuid not null,
  absorbed_id uuid not null check (absorbed_id <> survivor_id),
  merged_by text not null,
  merged_at timestamptz not null,
  undo_until timestamptz not null,
  -- Which side each field was taken from.
  fields jsonb not null,
  -- Ids of what moved and what was set aside, and what has to be known to bring it back.
  moved jsonb not null,
  before_survivor_id uuid references sealed_record,
  before_absorbed_id uuid references sealed_record,
  undone_by text,
  undone_at timestamptz,
  -- What came in between, and to which side it went.
  sorted jsonb,
  retention_class text not null default 'case'
);
create unique index merge_standing on merge (absorbed_id) where undone_at is null;
create index merge_survivor on merge (survivor_id) where undone_at is null;
create index merge_list on merge (programme_id, merged_at desc, id desc);
`,
};
