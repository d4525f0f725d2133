/** Who saw, exported, decided, waived; the sealed ledger of who said what; and tables that only ever grow. */
export const audit = {
  name: "0017-audit",
  sql: `
-- One chain a programme; all zeros is the house itself, for what concerns no one programme. The row is locked to append.
create table audit_chain (
  programme_id uuid primary key,
  seq bigint not null,
  hash text not null
);

-- Ids, and names of fields and filters: never what somebody is called or wrote. proof seals the hash of an anchoring row
-- under a key that the database does not hold.
create table audit (
  programme_id uuid not null,
  seq bigint not null,
  at timestamptz not null,
  actor_id text not null,
  on_behalf_of text,
  act text not null,
  subject_kind text not null,
  subject_id text,
  detail jsonb not null,
  hash text not null,
  proof bytea,
  primary key (programme_id, seq)
);
create index audit_list on audit (at desc, programme_id, seq desc);
create index audit_actor on audit (actor_id, at desc);
create index audit_subject on audit (subject_id, at desc) where subject_id is not null;

-- How far the journal has been followed. No row can still appear at or below marked once every transaction that was
-- running at marked_xid is over.
create table audit_follow (
  is_only boolean primary key default true check (is_only),
  followed bigint not null,
  marked bigint not null,
  marked_xid xid8 not null,
  marked_at timestamptz not null
);
insert into audit_follow (followed, marked, marked_xid, marked_at) values (0, 0, '0', '-infinity');

-- Who said what at one meeting. Its key seals the statements; whoever opens it, and why, is an opening.
create table ledger (
  meeting_id uuid primary key,
  programme_id uuid not null,
  key_id uuid not null references seal_key,
  seq bigint not null,
  hash text not null,
  created_at timestamptz not null,
  sealed_at timestamptz,
  sealed_by text
);
create table ledger_statement (
  meeting_id uuid not null references ledger,
  seq bigint not null,
  item text,
  sealed bytea not null,
  recorded_by text not null,
  recorded_at timestamptz not null,
  key text,
  fingerprint text,
  hash text not null,
  primary key (meeting_id, seq),
  unique (meeting_id, key)
);
create table ledger_opening (
  id uuid primary key,
  meeting_id uuid not null references ledger,
  reason bytea not null,
  asked_by text not null,
  asked_as text not null check (asked_as in ('chair', 'dpo')),
  asked_at timestamptz not null,
  approved_by text check (approved_by <> asked_by),
  approved_at timestamptz,
  closes_at timestamptz
);
create index ledger_opening_meeting on ledger_opening (meeting_id, asked_at desc);

create function refuse_rewriting() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only', tg_table_name using errcode = 'restrict_violation';
end $$;

create trigger append_only before update or delete or truncate on audit
  for each statement execute function refuse_rewriting();
create trigger append_only before update or delete or truncate on ledger_statement
  for each statement execute function refuse_rewriting();
create trigger append_only before update or delete or truncate on journal_archive
  for each statement execute function refuse_rewriting();
create trigger append_only before update or truncate on journal
  for each statement execute function refuse_rewriting();

-- A row leaves the journal only for the archive, which holds it by then.
create function refuse_losing() returns trigger language plpgsql as $$
begin
  if exists (
    select 1 from gone g
    where not exists (
      select 1 from journal_archive a
      where a.instance_id = g.instance_id and g.seq between a.first_seq and a.last_seq)
  ) then
    raise exception 'journal is append-only: a row leaves it only once it is archived'
      using errcode = 'restrict_violation';
  end if;
  return null;
end $$;
create trigger archived_first after delete on journal
  referencing old table as gone
  for each statement execute function refuse_losing();
`,
};
