/** Who stays out of what: the scopes of managed interests, as their charts hold them (S-063). */
import type { RecusalScope } from "../contract/recusals.ts";
import type { Queryable } from "./database.ts";

export interface Recusal {
  /** `party:<id>` or `account:<id>`. */
  readonly person: string;
  readonly scope: readonly RecusalScope[];
}

/** Those in force in the programme. */
export async function recusalsIn(db: Queryable, programmeId: string): Promise<Recusal[]> {
  const { rows } = await db.query<Recusal>(
    `select card->>'person' as person, card->'scope' as scope
     from instance
     where workflow = 'interests' and programme_id = $1 and jsonb_array_length(card->'scope') > 0
     order by id`,
    [programmeId],
  );
  return rows;
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
    `select paper.value as id, m.id as "meetingId", (item.value->>'item')::int as item,
       item.value->'recused' as recused
     from instance m
     cross join jsonb_array_elements(coalesce(m.snapshot->'context'->'agenda', '[]')) as item
     cross join jsonb_array_elements_text(item.value->'papers') as paper
     where m.workflow = 'meeting' and m.programme_id = $1 and paper.value = any($2::text[])`,
    [programmeId, recordIds],
  );
  return grouped(rows.map(({ id, ...item }) => [id, item]));
}

/** Organisations that the parties stand with now. */
export async function organisationsOfParties(
  db: Queryable,
  partyIds: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const { rows } = await db.query<{ partyId: string; organisationId: string }>(
    `select party_id as "partyId", organisation_id as "organisationId" from affiliation
     where party_id = any($1::uuid[]) and until is null`,
    [partyIds],
  );
  return grouped(rows.map(({ partyId, organisationId }) => [partyId, organisationId]));
}

function grouped<Value>(pairs: readonly (readonly [string, Value])[]): Map<string, Value[]> {
  const map = new Map<string, Value[]>();
  for (const [key, value] of pairs) map.set(key, [...(map.get(key) ?? []), value]);
  return map;
}
