/** Lists that are taken over: the sealed file until it is done with, and of each row what became of it, without a word of it. */
export const imports = {
  name: "0027-imports",
  sql: `
create table import (
  id uuid primary key,
  programme_id uuid not null references programme,
  status text not null check (status in ('checked', 'running', 'done', 'cancelled', 'undoing', 'undone', 'expired')),
  key_id uuid not null references seal_key,
  -- The whole file as UTF-8. Its headings are in it, and nowhere else.
  sealed bytea,
  size_bytes int not null,
  encoding text not null,
  delimiter text not null,
  -- For each of our fields the columns that fill it, counted from 0.
  mapping jsonb not null,
  rows_count int not null,
  options jsonb not null default '{}',
  created_by text not null,
  created_at timestamptz not null,
  run_by text,
  run_at timestamptz,
  ended_at timestamptz,
  undone_by text,
  undone_at timestamptz,
  retention_class text not null default 'raw_delivery'
);
create index import_list on import (programme_id, created_at desc, id desc);
create index import_open on import (created_at) where sealed is not null;

create table import_row (
  import_id uuid not null references import,
  -- As a spreadsheet counts: the headings are row 1.
  row int not null,
  forecast text not null check (forecast in ('new', 'known', 'attach', 'duplicate', 'error')),
  -- An earlier row with the same address.
  same_as int,
  -- What is wrong: a column, counted from 0, or null, and a code.
  errors jsonb not null default '[]',
  -- Null while it waits.
  outcome text check (outcome in ('opened', 'attached', 'failed')),
  reason text,
  record_id uuid not null default gen_random_uuid(),
  party_id uuid,
  -- The party was made for this row.
  is_new boolean not null default false,
  engagement_id uuid,
  -- Where the case stood when it had heard of the row.
  revision int,
  -- Null while it stands; else 'taken-back', or why it was kept.
  undone text,
  primary key (import_id, row)
);
create index import_row_party on import_row (party_id) where party_id is not null;
`,
};
