/** Who stays out of what: the scopes of managed interests, as their charts hold them (S-063). */
import type { JsonObject } from "../../workflows/workflow.ts";
import type { RecusalScope } from "../contract/recusals.ts";
import type { Queryable } from "./database.ts";

export interface Recusal {
  /** `party:<id>` or `account:<id>`. */
  readonly person: string;
  readonly scope: readonly RecusalScope[];
}

/** Those in force in the programme. Who is one with somebody by a merge stays out of what they stay out of. */
export async function recusalsIn(db: Queryable, programmeId: string): Promise<Recusal[]> {
  const { rows } = await db.query<Recusal & { readonly others: readonly string[] | null }>(
    `select i.card->>'person' as person, i.card->'scope' as scope, (
       select array_agg('party:' || o.id::text order by o.id)
       from party p
       join party o on o.id <> p.id and (o.id = p.merged_into or o.merged_into = coalesce(p.merged_into, p.id))
       where i.card->>'person' like 'party:%' and p.id = substr(i.card->>'person', 7)::uuid) as others
     from instance i
     where i.workflow = 'interests' and i.programme_id = $1 and jsonb_array_length(i.card->'scope') > 0
     order by i.id`,
    [programmeId],
  );
  return rows.flatMap(({ person, scope, others }) =>
    [person, ...(others ?? [])].map((one) => ({ person: one, scope })),
  );
}

/** What these people, `party:<id>` or `account:<id>`, stay out of in these programmes. */
export async function scopesOf(
  db: Queryable,
  programmeIds: readonly string[],
  people: readonly string[],
): Promise<{ readonly programmeId: string; readonly scope: RecusalScope }[]> {
  const { rows } = await db.query<{ programmeId: string; scope: RecusalScope }>(
    `select i.programme_id as "programmeId", scope.value as scope
     from instance i
     cross join jsonb_array_elements(i.card->'scope') as scope
     where i.workflow = 'interests' and i.programme_id = any($1::uuid[]) and i.business_key = any($2::text[])`,
    [programmeIds, people],
  );
  return rows;
}

/** An item of a meeting, with the programme in which somebody stays out of it. */
export interface ManagedItem {
  readonly programmeId: string;
  readonly meetingId: string;
  readonly item: number;
}

/** Engagements that are papers of items which one of these ids stays out of, as the item says, or which are named. */
export async function engagementsOnItems(
  db: Queryable,
  ids: readonly string[],
  {
    programmeIds,
    items,
  }: { readonly programmeIds: readonly string[]; readonly items: readonly ManagedItem[] },
): Promise<{ readonly id: string; readonly isSaid: boolean }[]> {
  const { rows } = await db.query<{ id: string; isSaid: boolean }>(
    `select l.id, bool_or(item.value->'recused' ?| $2::text[]) as "isSaid"
     from agenda_paper p
     -- For each of the few papers by index: the planner, which does not know how few there are, would sort all lines.
     cross join lateral (
       select id, programme_id from engagement_line
       where id = case when p.record_id ~ '^[0-9a-f-]{36}$' then p.record_id::uuid end offset 0) l
     join instance m on m.id = p.meeting_id and m.programme_id = l.programme_id
     cross join jsonb_array_elements(coalesce(m.snapshot->'context'->'agenda', '[]')) as item
     where l.programme_id = any($1::uuid[]) and (item.value->>'item')::int = p.item
       and (item.value->'recused' ?| $2::text[] or exists (
         select 1 from unnest($3::uuid[], $4::uuid[], $5::int[]) as s(programme_id, meeting_id, item)
         where s.programme_id = l.programme_id and s.meeting_id = m.id and s.item = p.item))
     group by l.id`,
    [
      programmeIds,
      ids,
      items.map(({ programmeId }) => programmeId),
      items.map(({ meetingId }) => meetingId),
      items.map(({ item }) => item),
    ],
  );
  return rows;
}

/** `state` and `validUntil` (ISO instant or null) of the live forms of these people, by `party:<id>` or `account:<id>`. */
export async function interestsForms(
  db: Queryable,
  programmeId: string,
  people: readonly string[],
): Promise<ReadonlyMap<string, JsonObject>> {
  const { rows } = await db.query<{ person: string; state: string; validUntil: string | null }>(
    `select business_key as person, state, card->>'validUntil' as "validUntil"
     from instance
     where programme_id = $1 and workflow = 'interests' and business_key = any($2::text[]) and status <> 'done'`,
    [programmeId, people],
  );
  return new Map(rows.map(({ person, ...standing }) => [person, standing]));
}

/** An item of a meeting that a record is a paper of, and who stays out of it there by their own word or the roll-call. */
export interface AgendaItem {
  readonly meetingId: string;
  readonly item: number;
  /** Engagements and accounts. */
  readonly recused: readonly string[];
}

/** Papers on agendas: of which items of which meetings each record is one. */
export async function agendaItemsOf(
  db: Queryable,
  programmeId: string,
  recordIds: readonly string[],
): Promise<ReadonlyMap<string, readonly AgendaItem[]>> {
  const { rows } = await db.query<AgendaItem & { readonly id: string }>(
    `select p.record_id as id, m.id as "meetingId", p.item, item.value->'recused' as recused
     from agenda_paper p
     join instance m on m.id = p.meeting_id and m.programme_id = $1
     cross join jsonb_array_elements(coalesce(m.snapshot->'context'->'agenda', '[]')) as item
     where p.record_id = any($2::text[]) and (item.value->>'item')::int = p.item`,
    [programmeId, recordIds],
  );
  return grouped(rows.map(({ id, ...item }) => [id, item]));
}

/** Organisations that the parties stand with now, under every id that was merged into them too. */
export async function organisationsOfParties(
  db: Queryable,
  partyIds: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const { rows } = await db.query<{ partyId: string; organisationId: string }>(
    `select p.id as "partyId", o.id as "organisationId"
     from party p
     join affiliation a on a.party_id = coalesce(p.merged_into, p.id) and a.until is null
     join organisation own on own.id = a.organisation_id
     join organisation o on o.id = coalesce(own.merged_into, own.id) or o.merged_into = coalesce(own.merged_into, own.id)
     where p.id = any($1::uuid[])`,
    [partyIds],
  );
  return grouped(rows.map(({ partyId, organisationId }) => [partyId, organisationId]));
}

function grouped<Value>(pairs: readonly (readonly [string, Value])[]): Map<string, Value[]> {
  const map = new Map<string, Value[]>();
  for (const [key, value] of pairs) map.set(key, [...(map.get(key) ?? []), value]);
  return map;
}
