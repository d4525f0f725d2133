/** How many engagements stand where, without reading them; and what vetters, owners and the board look for. */
export const engagementCounts = {
  name: "0034-engagement-counts",
  sql: `
-- Whoever writes an engagement now has counted by the time it commits, or is counted below.
lock table instance in share row exclusive mode;

-- Accounts that vet it; 'anybody' while it waits for one of them.
alter table engagement_line add column assigned text[] not null generated always as (
  case when vetters <> '[]' then texts_in(vetters)
    when stage = 'vetting' then '{anybody}'::text[] else '{}'::text[] end) stored;
create index engagement_line_assigned on engagement_line using gin (assigned) with (gin_pending_list_limit = 256)
  where assigned <> '{}';
-- Whose turn it is, and which of those nobody owns.
create index engagement_line_turn on engagement_line (turn, programme_id, owner_id) where turn is not null;
-- A column of the board.
create index engagement_line_stage on engagement_line (programme_id, stage, due_at, id);
-- What staff may not know by its marking; few.
create index record_marking_red on record_marking (record_id) where kind = 'engagement' and marking = 'TLP:RED';

-- The sum over the rows of a place is how many stand there. Each change adds rows and nobody updates one, so that writers
-- do not wait for each other; housekeeping puts one row in the place of many.
create table engagement_count (
  programme_id uuid not null,
  stage text,
  state text not null,
  origin text,
  country text,
  n int not null,
  is_sum boolean not null default false
) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000);
insert into engagement_count (programme_id, stage, state, origin, country, n, is_sum)
select programme_id, stage, state, origin, country, count(*), true from engagement_line group by 1, 2, 3, 4, 5;

create or replace function note_engagement_line() returns trigger language plpgsql as $$
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
  if tg_op = 'INSERT' then
    insert into engagement_count (programme_id, stage, state, origin, country, n)
    values (new.programme_id, new.stage, new.state, new.card ->> 'origin', new.card ->> 'country', 1);
  elsif new.state <> old.state or new.stage is distinct from old.stage
    or new.card ->> 'origin' is distinct from old.card ->> 'origin'
    or new.card ->> 'country' is distinct from old.card ->> 'country' then
    insert into engagement_count (programme_id, stage, state, origin, country, n)
    values (old.programme_id, old.stage, old.state, old.card ->> 'origin', old.card ->> 'country', -1),
      (old.programme_id, new.stage, new.state, new.card ->> 'origin', new.card ->> 'country', 1);
  end if;
  return null;
end $$;
create or replace function drop_engagement_line() returns trigger language plpgsql as $$
begin
  delete from engagement_line where id = old.id;
  insert into engagement_count (programme_id, stage, state, origin, country, n)
  values (old.programme_id, old.stage, old.state, old.card ->> 'origin', old.card ->> 'country', -1);
  return null;
end $$;
`,
};
