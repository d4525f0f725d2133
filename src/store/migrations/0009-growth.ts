/** Where the journals of those who have ended go, and how each table is kept from growing more than it holds. */
export const growth = {
  name: "0009-growth",
  sql: `
-- Runs of journal rows, packed. Written once; what is in it is compressed already.
create table journal_archive (
  instance_id uuid not null,
  first_seq bigint not null,
  last_seq bigint not null,
  row_count int not null,
  codec text not null,
  packed_bytes bytea not null,
  packed_sha256 text not null,
  last_hash text not null,
  archived_at timestamptz not null,
  primary key (instance_id, first_seq)
);
alter table journal_archive alter column packed_bytes set storage external;

-- What is indexed here changes when an instance ends and when its journal has been packed, never with an event: an index
-- on updated_at would make every event's write of its row touch every index of the table.
alter table instance add column journal_archived_at timestamptz;
alter table instance add column archivable_at timestamptz generated always as (
  case when status = 'done' and (journal_archived_at is null or journal_archived_at <= updated_at) then updated_at end) stored;
create index instance_archivable on instance (archivable_at) where archivable_at is not null;

-- Measured by the soak, docs/performance.md. An engagement's row is some 1,200 bytes and changes with every event: with a
-- fifth of each page left free 62 % of the updates found room on their page, with two fifths 87 %, which is all but those
-- that end it, and the table took 607 bytes an event in place of 1,095. Effect rows come and go and hardly ever change,
-- and when they do, due_at is indexed: room left for that is never used.
alter table instance set (fillfactor = 60);
alter table effect set (fillfactor = 100);

-- Vacuum is due when a share of the table is dead, by default a fifth. Each event leaves 1.6 dead rows of effect and one
-- lease, while armed timers, keys of a month and the journal may be millions: a fiftieth there. The archiver's deletes
-- leave room in the journal that only vacuum gives back to new rows.
alter table instance set (autovacuum_vacuum_scale_factor = 0.05);
alter table effect set (autovacuum_vacuum_scale_factor = 0.02, autovacuum_analyze_scale_factor = 0.02);
alter table effect_lease set (autovacuum_vacuum_scale_factor = 0.02);
alter table idempotency set (autovacuum_vacuum_scale_factor = 0.02);
alter table journal set (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_insert_scale_factor = 0.05);

-- TOAST stays as it is: no row of the soak is large enough for it, and the embedded build has no lz4.
`,
};
