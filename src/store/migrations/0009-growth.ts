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
`,
};
