/** What lists, counts and Today read of engagements: one narrow row each, kept beside the instance. */
export const engagementLines = {
  name: "0028-engagement-lines",
  sql: `
-- By timer id who promised something and until when. A deadline of ours that has passed stays until its chart takes the
-- timer away; of those that had fired before this migration nothing is known any more.
alter table instance add column deadlines jsonb not null default '{}';
update instance i set deadlines = found.deadlines
from (
  select e.instance_id, jsonb_object_agg(e.action, jsonb_build_object('of', d.of, 'at',
    to_char(e.due_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))) as deadlines
  from effect e
  join (values ('first_response', 'us'), ('notice', 'us'), ('screening', 'us'), ('due_diligence', 'us'),
      ('decision', 'us'), ('appeal', 'us'), ('suspension', 'us'), ('info.lapse', 'them'), ('info.lapse.late', 'them'),
      ('offer.expiry', 'them'), ('reengagement', 'them')) d(id, of) on d.id = e.action
  where e.kind = 'timer'
  group by e.instance_id) found
where i.id = found.instance_id and i.workflow = 'engagement';

-- Whose turn it is, as the chart's states say it from now on.
update instance set card = card || jsonb_build_object('turn', case
    when state in ('received', 'quarantined', 'triage', 'approved') then 'officer'
    when state in ('screening', 'due_diligence') then 'vetter'
    when state in ('decision_pending', 'suspended') then 'approver'
    when state = 'appealed' then 'reviewer'
    when state in ('needs_information', 'offered', 'reengaging') then 'stakeholder' end)
  where workflow = 'engagement';

-- Ids, codes and instants only. Narrow, so that 100,000 of them are counted in a glance; a row of instance is written with
-- every event and is twenty times as wide, and an index over it would be written with every event too.
create table engagement_line (
  id uuid primary key,
  programme_id uuid not null,
  stage text,
  state text not null,
  status text not null,
  turn text,
  -- When it came to this state.
  since timestamptz not null,
  created_at timestamptz not null,
  owner_id text,
  party_id uuid,
  country text,
  origin text,
  group_id text,
  bodies text[] not null,
  vetters jsonb not null,
  -- The deadline that ends first, and whose; infinity when there is none, so that pages follow one order.
  due_at timestamptz not null default 'infinity',
  due_timer text,
  due_of text
) with (fillfactor = 80);
create index engagement_line_newest on engagement_line (programme_id, created_at, id);
create index engagement_line_since on engagement_line (programme_id, since, id);
create index engagement_line_due on engagement_line (programme_id, due_at, id);
create index engagement_line_owner on engagement_line (owner_id) where owner_id is not null;
create index engagement_line_party on engagement_line (party_id) where party_id is not null;
create index engagement_line_bodies on engagement_line using gin (bodies) where bodies <> '{}';

-- In the statement that writes the instance, whoever writes it; and only when something in the line has changed.
create function note_engagement_line() returns trigger language plpgsql as $$
declare
  due record;
begin
  select d.key, d.value ->> 'of' as of, (d.value ->> 'at')::timestamptz as at into due
  from jsonb_each(new.deadlines) d
  where d.value ->> 'at' is not null
  order by 3 limit 1;
  insert into engagement_line (id, programme_id, stage, state, status, turn, since, created_at, owner_id, party_id, country,
    origin, group_id, bodies, vetters, due_at, due_timer, due_of)
  values (new.id, new.programme_id, new.stage, new.state, new.status, new.card ->> 'turn', new.updated_at, new.created_at,
    new.owner_id, case when new.business_key like 'party:%' then substr(new.business_key, 7)::uuid end,
    new.card ->> 'country', new.card ->> 'origin', new.card ->> 'groupId', texts_in(new.card -> 'groups'),
    coalesce(new.card -> 'vetters', '[]'), coalesce(due.at, 'infinity'), due.key, due.of)
  on conflict (id) do update set stage = excluded.stage, state = excluded.state, status = excluded.status,
    turn = excluded.turn, owner_id = excluded.owner_id, party_id = excluded.party_id, country = excluded.country,
    origin = excluded.origin, group_id = excluded.group_id, bodies = excluded.bodies, vetters = excluded.vetters,
    due_at = excluded.due_at, due_timer = excluded.due_timer, due_of = excluded.due_of,
    since = case when engagement_line.stage is not distinct from excluded.stage
        and engagement_line.state = excluded.state then engagement_line.since else excluded.since end;
  return null;
end $$;
create trigger engagement_line_new after insert on instance for each row
  when (new.workflow = 'engagement') execute function note_engagement_line();
create trigger engagement_line_changed after update on instance for each row
  when (new.workflow = 'engagement' and (
    new.card is distinct from old.card or new.deadlines is distinct from old.deadlines
    or new.state is distinct from old.state or new.stage is distinct from old.stage
    or new.status is distinct from old.status or new.owner_id is distinct from old.owner_id
    or new.business_key is distinct from old.business_key))
  execute function note_engagement_line();
create function drop_engagement_line() returns trigger language plpgsql as $$
begin
  delete from engagement_line where id = old.id;
  return null;
end $$;
create trigger engagement_line_gone after delete on instance for each row
  when (old.workflow = 'engagement') execute function drop_engagement_line();

-- Since when each has been where it is, the journal knows.
insert into engagement_line (id, programme_id, stage, state, status, turn, since, created_at, owner_id, party_id, country,
  origin, group_id, bodies, vetters, due_at, due_timer, due_of)
select i.id, i.programme_id, i.stage, i.state, i.status, i.card ->> 'turn',
  coalesce((
    select min(j.entered_at) from journal j
    where j.instance_id = i.id and j.seq > coalesce((
      select max(b.seq) from journal b
      where b.instance_id = i.id and (b.state <> i.state or b.stage is distinct from i.stage)), 0)), i.updated_at),
  i.created_at, i.owner_id, case when i.business_key like 'party:%' then substr(i.business_key, 7)::uuid end,
  i.card ->> 'country', i.card ->> 'origin', i.card ->> 'groupId', i.bodies, coalesce(i.card -> 'vetters', '[]'),
  coalesce(due.at, 'infinity'), due.key, due.of
from instance i
left join lateral (
  select d.key, d.value ->> 'of' as of, (d.value ->> 'at')::timestamptz as at
  from jsonb_each(i.deadlines) d
  where d.value ->> 'at' is not null
  order by 3 limit 1) due on true
where i.workflow = 'engagement';
`,
};
