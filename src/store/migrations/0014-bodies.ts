/** Roles held in one body of a programme, and which bodies a running chart belongs to. */
export const bodies = {
  name: "0014-bodies",
  sql: `
-- A role in one body, such as the lead of a working group. The same role may be held in several.
alter table role_grant add column body_id uuid references instance;
alter table role_grant add constraint role_grant_body_in_programme check (body_id is null or programme_id is not null);
alter table role_grant add constraint role_grant_once unique nulls not distinct (account_id, role, programme_id, body_id);
alter table role_grant drop constraint role_grant_account_id_role_programme_id_key;

-- Cards written from now on say which bodies they belong to, and an engagement's who vets it; those that stand learn it here.
update instance set card = card || jsonb_build_object('groups', jsonb_build_array(id)) where workflow = 'working_group';
update instance set card = card || jsonb_build_object('groups', case
    when jsonb_typeof(card -> 'groupId') = 'string' then jsonb_build_array(card -> 'groupId') else '[]' end)
  where workflow in ('meeting', 'recommendation');
update instance set card = card || jsonb_build_object(
    'groups', (
      select coalesce(jsonb_agg(distinct g), '[]') from (
        select snapshot #> '{context,offer,groupId}' as g
        union all select snapshot #> '{context,waitingFor}'
        union all select snapshot #> '{context,contributesTo}'
        union all select m -> 'groupId' from jsonb_path_query(snapshot, '$.context.memberships[*]') m) found
      where jsonb_typeof(g) = 'string'),
    'vetters', coalesce(snapshot #> '{context,vetters}', '[]'),
    'seat', case
      when snapshot #> '{context,memberships}' <> '[]' then 'held'
      when jsonb_typeof(snapshot #> '{context,offer}') = 'object' then 'offered'
      when jsonb_typeof(snapshot #> '{context,waitingFor}') = 'string' then 'waiting'
      when jsonb_typeof(snapshot #> '{context,contributesTo}') = 'string' then 'contributor' end)
  where workflow = 'engagement';

-- Read off the card, so that a process of the version before keeps it right too.
create function texts_in(jsonb) returns text[] language sql immutable parallel safe
  return array(select jsonb_array_elements_text(case jsonb_typeof($1) when 'array' then $1 else '[]' end));
alter table instance add column bodies text[] not null generated always as (texts_in(card -> 'groups')) stored;
create index instance_bodies on instance using gin (bodies) where bodies <> '{}';
`,
};
