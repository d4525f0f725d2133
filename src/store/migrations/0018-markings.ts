/** How far each record may travel, what it was derived from, and every change of either. */
export const markings = {
  name: "0018-markings",
  sql: `
-- No row: the record bears the marking of its kind.
create table record_marking (
  kind text not null,
  record_id uuid not null,
  programme_id uuid not null references programme,
  marking text not null check (marking in ('TLP:RED', 'TLP:AMBER+STRICT', 'TLP:AMBER', 'TLP:GREEN', 'TLP:CLEAR')),
  set_by text not null,
  set_at timestamptz not null,
  -- Accounts and parties who take part in it: TLP:RED is for them alone.
  named text[] not null,
  primary key (kind, record_id)
);

-- What a record asks of those derived from it, unless its owner released it for one of them.
create table record_source (
  kind text not null,
  record_id uuid not null,
  source_kind text not null,
  source_id uuid not null,
  released_to text check (released_to in ('TLP:RED', 'TLP:AMBER+STRICT', 'TLP:AMBER', 'TLP:GREEN', 'TLP:CLEAR')),
  primary key (kind, record_id, source_kind, source_id)
);
create index record_source_of on record_source (source_kind, source_id);

-- Only ever added to.
create table record_marking_change (
  id bigint generated always as identity primary key,
  kind text not null,
  record_id uuid not null,
  changed_at timestamptz not null,
  changed_by text not null,
  from_marking text not null,
  to_marking text not null,
  -- The source that was released for it, as kind/id.
  source text,
  -- The sealed record of the reason.
  reason_id uuid
);
create index record_marking_change_record on record_marking_change (kind, record_id, id);
create function refuse_marking_change() returns trigger language plpgsql as
  $$ begin raise exception 'record_marking_change is only ever added to'; end $$;
create trigger record_marking_change_stays before update or delete on record_marking_change
  for each row execute function refuse_marking_change();

-- Who stays out of what is asked at every read.
create index instance_recusals on instance (programme_id) where workflow = 'interests';
`,
};
