/** Programmes, accounts and their roles, parties and the keys their data is sealed under. */
export const people = {
  name: "0002-people",
  sql: `
create extension if not exists pg_trgm;

create table programme (
  id uuid primary key,
  slug text not null unique,
  name text not null,
  zone text not null,
  week int[] not null,
  holidays date[] not null,
  created_at timestamptz not null
);

create table account (
  id uuid primary key,
  name text not null,
  email text,
  kind text not null check (kind in ('staff', 'service')),
  created_at timestamptz not null,
  disabled_at timestamptz
);

-- A null programme means every programme.
create table role_grant (
  account_id uuid not null references account on delete cascade,
  role text not null,
  programme_id uuid references programme,
  unique nulls not distinct (account_id, role, programme_id)
);

create table api_token (
  id uuid primary key,
  account_id uuid not null references account on delete cascade,
  hash text not null unique,
  kind text not null check (kind in ('token', 'session')),
  label text not null,
  created_at timestamptz not null,
  expires_at timestamptz,
  revoked_at timestamptz
);

-- A data key, wrapped by its parent or, without one, by the master key. Destroying the row's key erases what it sealed.
create table seal_key (
  id uuid primary key,
  parent_id uuid references seal_key,
  wrapped bytea,
  created_at timestamptz not null,
  destroyed_at timestamptz
);

create table party (
  id uuid primary key,
  programme_id uuid not null references programme,
  key_id uuid not null references seal_key,
  email_index text,
  created_at timestamptz not null,
  unique (programme_id, email_index)
);

-- The one plaintext about a person. It serves lists and search, is copied nowhere, and goes with the key.
create table person_card (
  party_id uuid primary key references party,
  programme_id uuid not null,
  name text,
  organisation text,
  email text
);
create index person_card_search on person_card
  using gin ((coalesce(name, '') || ' ' || coalesce(organisation, '') || ' ' || coalesce(email, '')) gin_trgm_ops);

-- Immutable. Events carry the id; what nobody refers to after a day is swept.
create table sealed_record (
  id uuid primary key,
  key_id uuid not null references seal_key,
  purpose text not null,
  sealed bytea not null,
  created_at timestamptz not null,
  is_referred boolean not null default false
);
-- What the housekeeper has not looked at yet.
create index sealed_record_unchecked on sealed_record (created_at) where not is_referred;
`,
};
