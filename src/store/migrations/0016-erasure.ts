/** Erasures with their proof, which master key wraps a key, and how long each kind of record is kept. */
export const erasure = {
  name: "0016-erasure",
  sql: `
-- The first 16 hex digits of the check value of the master key that wraps it; null below another key, and for those wrapped
-- before it was noted. A rotation finds by it what it has still to wrap again.
alter table seal_key add column wrapped_by text;
create index seal_key_parent on seal_key (parent_id) where parent_id is not null;

-- What was asked for, approved and done, and the proof of it. Ids, codes and counts: nothing in it says who the person was.
create table erasure (
  id uuid primary key,
  -- In the order of execution: each proof covers the one before.
  position bigint unique,
  party_id uuid not null,
  programme_id uuid not null references programme,
  status text not null check (status in ('requested', 'approved', 'executed', 'verified', 'residue')),
  requested_by text not null,
  requested_at timestamptz not null,
  approved_by text,
  approved_at timestamptz,
  executed_at timestamptz,
  -- Items of the plan that was approved, with counts by class.
  plan jsonb not null,
  -- What was done, and the ends of the journals' chains that it left as they were.
  result jsonb,
  -- Where was searched, and how often something was found; null while nobody has searched.
  verification jsonb,
  key_ids uuid[] not null default '{}',
  previous_hash text,
  hash text
);
create unique index erasure_open on erasure (party_id) where status in ('requested', 'approved');
create index erasure_list on erasure (programme_id, requested_at desc, id desc);

create index delivery_party on delivery (party_id) where party_id is not null;
create index mail_key on mail (key_id);
create index sealed_record_key on sealed_record (key_id);

-- How long what is of a class is kept; a null programme means every programme that says nothing else. Null for ever.
-- Data from now on, applied later: nothing is deleted by it yet.
create table retention_period (
  programme_id uuid references programme,
  class text not null,
  months int check (months > 0),
  unique nulls not distinct (programme_id, class)
);
insert into retention_period (programme_id, class, months) values
  (null, 'enquiry', 12),
  (null, 'case', 60),
  (null, 'membership', 60),
  (null, 'meeting', 120),
  (null, 'publication', null),
  (null, 'audit', 120),
  (null, 'raw_delivery', 12),
  (null, 'mail', 24);

-- Constants: no row is rewritten. An instance's class follows from its workflow, src/contract/retention.ts.
alter table delivery add column retention_class text not null default 'raw_delivery';
alter table mail add column retention_class text not null default 'mail';
alter table sealed_record add column retention_class text not null default 'case';
alter table person_card add column retention_class text not null default 'enquiry';
alter table erasure add column retention_class text not null default 'audit';

-- What analyze remembers of a column is a copy of it: most common values and bounds of its histogram. These three are only shown.
alter table person_card alter column name set statistics 0;
alter table person_card alter column organisation set statistics 0;
alter table person_card alter column email set statistics 0;
`,
};
