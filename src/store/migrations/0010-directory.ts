/** Institutions, projects, organisations, affiliations and the lists of each programme; and search as one types. */
export const directory = {
  name: "0010-directory",
  sql: String.raw`
-- What two spellings have in common: lower case, no accents, "Gdansk" for "Gdańsk" and "Lodz" for "Łódź". Nulls are skipped.
-- It begins with a space, so that every word does and a prefix of a word is the pattern '% prefix%'.
create function search_line(variadic given text[]) returns text language sql immutable parallel safe
  return ' ' || translate(
    lower(regexp_replace(normalize(array_to_string(given, ' '), NFKD), '[\u0300-\u036f]', '', 'g')), 'øłđðħı', 'olddhi');

create table institution (
  id uuid primary key,
  slug text not null unique,
  name text not null,
  country text,
  created_at timestamptz not null
);
insert into institution (id, slug, name, created_at)
values ('00000000-0000-7000-8000-0000000d0001', 'default', 'Default institution',
  coalesce((select min(created_at) from programme), clock_timestamp()));

-- The default lets processes of the version before go on making programmes.
alter table programme
  add column institution_id uuid not null default '00000000-0000-7000-8000-0000000d0001' references institution,
  add column parent_id uuid references programme;

create table project (
  id uuid primary key,
  programme_id uuid not null references programme,
  slug text not null,
  name text not null,
  aim text,
  state text not null check (state in ('planned', 'active', 'closed')),
  starts_on text,
  ends_on text,
  created_at timestamptz not null,
  unique (programme_id, slug)
);

-- A term is retired, never deleted: what was filed under it stays readable.
create table taxonomy_term (
  id uuid primary key,
  programme_id uuid not null references programme,
  taxonomy text not null,
  code text not null,
  labels jsonb not null,
  ordinal int not null,
  created_at timestamptz not null,
  retired_at timestamptz,
  replaced_by text,
  unique (programme_id, taxonomy, code)
);

-- What a term was called before, and until when.
create table taxonomy_term_label (
  term_id uuid not null references taxonomy_term,
  labels jsonb not null,
  until timestamptz not null,
  changed_by text not null
);
create index taxonomy_term_label_term on taxonomy_term_label (term_id, until);

-- Shared by the programmes of one institution.
create table organisation (
  id uuid primary key,
  institution_id uuid not null references institution,
  name text not null,
  short_name text,
  other_names text[] not null,
  kind text not null,
  level text not null check (level in ('international', 'regional', 'sub_regional', 'national', 'local')),
  country text,
  revision int not null,
  created_at timestamptz not null,
  search text not null generated always as (search_line(variadic array[name, short_name] || other_names)) stored,
  sort text collate "C" not null generated always as (search_line(name)) stored
);
create unique index organisation_once on organisation (institution_id, sort, coalesce(country, ''));
-- A short list of pending entries: who searches has to read all of it.
create index organisation_search on organisation using gin (search gin_trgm_ops) with (gin_pending_list_limit = 256);
create index organisation_sort on organisation (institution_id, sort, id);

create table organisation_parent (
  organisation_id uuid not null references organisation,
  parent_id uuid not null references organisation,
  primary key (organisation_id, parent_id)
);

-- Sectors are a programme's own, so what an organisation does in one is not filed in another.
create table organisation_sector (
  organisation_id uuid not null references organisation,
  programme_id uuid not null references programme,
  code text not null,
  primary key (organisation_id, programme_id, code)
);
create index organisation_sector_code on organisation_sector (programme_id, code);

-- Ids, a code and dates; the person's words about it are sealed under the person's key.
create table affiliation (
  id uuid primary key,
  programme_id uuid not null references programme,
  party_id uuid not null references party,
  organisation_id uuid not null references organisation,
  capacity text not null,
  since date,
  until date,
  title_id uuid,
  created_at timestamptz not null,
  created_by text not null
);
create unique index affiliation_once on affiliation (party_id, organisation_id) where until is null;
create index affiliation_party on affiliation (party_id, created_at);
create index affiliation_organisation on affiliation (organisation_id, programme_id);

create table job_change (
  id uuid primary key,
  programme_id uuid not null references programme,
  party_id uuid not null references party,
  left_id uuid references affiliation on delete set null,
  begun_id uuid references affiliation on delete set null,
  happened_on date not null,
  created_at timestamptz not null,
  created_by text not null
);
create index job_change_list on job_change (programme_id, created_at desc, id desc);
create index job_change_party on job_change (party_id, created_at);

-- Does the seat follow? One row a place the person held when the job changed; the answer is a person's.
create table seat_question (
  id uuid primary key,
  job_change_id uuid not null references job_change,
  place text not null check (place in ('case', 'seat', 'offer', 'waiting', 'contributor')),
  engagement_id uuid not null,
  group_id uuid,
  answer text check (answer in ('follows', 'stays', 'ends')),
  answered_at timestamptz,
  answered_by text
);
create index seat_question_change on seat_question (job_change_id);
create index seat_question_open on seat_question (job_change_id) where answer is null;

-- What is known of a person beyond the card: one sealed record at a time.
alter table party add column details_id uuid;

-- Both are parts of the card's own row and go with it.
alter table person_card
  add column search text not null generated always as (search_line(name, organisation, email)) stored,
  add column sort text collate "C" not null generated always as (search_line(coalesce(name, email))) stored;
create index person_card_words on person_card using gin (search gin_trgm_ops) with (gin_pending_list_limit = 256);
-- One index of words is enough; lists of cases search the same column from now on.
drop index person_card_search;
create index person_card_sort on person_card (programme_id, sort, party_id);
`,
};
