/** Who may be somebody else: what the comparison weighs. */
import type { Db } from "../database.ts";
import { patiently } from "../database.ts";
import { ALIKE_MAX, comparing } from "./comparing.ts";

/** Of those who share a name, a telephone or a mailbox, so many who came before and so many who came after are compared. */
const NEIGHBOURS = ALIKE_MAX / 2;
/** Names that look alike are looked at no further. */
const LOOKALIKES_MAX = 1_000;

export interface AlikePeople {
  readonly leftId: string;
  readonly rightId: string;
  readonly programmeId: string;
  readonly names: readonly [string, string];
  readonly similarity: number;
  readonly traces: readonly string[];
  readonly sharesOrganisation: boolean;
  /** How many in the programme have the left one's name, counted up to 10. */
  readonly namesakes: number;
  readonly domains: readonly [string | null, string | null];
}

/**
 * Those who have a name, a word of it, or a way to be reached in common with one of these people.
 *
 * Each is compared with a few, however many there are: what thousands share tells nobody from anybody, and whoever floods a form under
 * one name must not make the comparison grow with the square of them. Neighbours in time find each other from both sides,
 * so that comparing either again finds the same pairs.
 */
export async function alikePeople(
  db: Db,
  partyIds: readonly string[],
  similarityMin: number,
): Promise<AlikePeople[]> {
  return await comparing(db, similarityMin, async (tx) => {
    const { rows } = await tx.query<AlikePeople>(patiently(ALIKE_PEOPLE), [partyIds]);
    return rows;
  });
}

/** `same` is what the neighbours share, `mine` whom they are neighbours of. */
const neighbours = (table: string, same: string, mine: string): string => `
  (select o.party_id from ${table} o where ${same} and o.party_id < ${mine} order by o.party_id desc limit ${NEIGHBOURS})
  union all
  (select o.party_id from ${table} o where ${same} and o.party_id > ${mine} order by o.party_id limit ${NEIGHBOURS})`;

const SAME_NAME = "o.programme_id = me.programme_id and o.name_key = me.name_key";
const SAME_TRACE = "o.programme_id = t.programme_id and o.kind = t.kind and o.trace = t.trace";
/** How one of a pair is reached, with all whom they absorbed. */
const tracesOf = (id: string): string => `array(
  select t.kind || ':' || t.trace from party_trace t
  where t.party_id = any(array(select ${id} union all select x.id from party x where x.merged_into = ${id})))`;

const ALIKE_PEOPLE = `
  with me as materialized (
    select party_id, programme_id, name_key,
      name_key <> '' and (select count(*) from (
        select 1 from person_card o where ${SAME_NAME} limit ${ALIKE_MAX + 1}) n) > ${ALIKE_MAX} as "isCommon"
    from person_card me where party_id = any($1::uuid[])
  ), mine as materialized (
    select id as survivor, id from party where id = any($1::uuid[]) and merged_into is null
    union all
    select merged_into, id from party where merged_into = any($1::uuid[])
  ), found as (
    select me.party_id as a, o.party_id as b
    from me cross join lateral (${neighbours("person_card", SAME_NAME, "me.party_id")}) o
    where me.name_key <> ''
    union
    select me.party_id, o.party_id from me cross join lateral (
      select s.party_id from (
        select o.party_id, o.name_key from person_card o
        -- As text, lest the planner goes through the whole programme by an index of it in place of the names' own.
        where o.name_key % me.name_key and o.programme_id::text = me.programme_id::text and o.party_id <> me.party_id
        limit ${LOOKALIKES_MAX}) s
      order by similarity(s.name_key, me.name_key) desc limit ${ALIKE_MAX}) o
    where length(me.name_key) > 3 and not me."isCommon"
    union
    select m.survivor, coalesce(q.merged_into, q.id)
    from mine m join party_trace t on t.party_id = m.id
    cross join lateral (${neighbours("party_trace", SAME_TRACE, "t.party_id")}) o
    join party q on q.id = o.party_id
    where coalesce(q.merged_into, q.id) <> m.survivor
  ), pair as (
    select distinct least(a, b) as l, greatest(a, b) as r from found
  )
  select l as "leftId", r as "rightId", c.programme_id as "programmeId",
    jsonb_build_array(c.name_key, d.name_key) as names, similarity(c.name_key, d.name_key) as similarity,
    array(
      select distinct split_part(trace, ':', 1)
      from (select unnest(${tracesOf("l")}) intersect select unnest(${tracesOf("r")})) both_have(trace)) as traces,
    (search_line(c.organisation) <> ' ' and search_line(c.organisation) = search_line(d.organisation)) or exists (
      select 1 from affiliation x join organisation xo on xo.id = x.organisation_id
      join organisation yo on coalesce(yo.merged_into, yo.id) = coalesce(xo.merged_into, xo.id)
      join affiliation y on y.organisation_id = yo.id
      where x.party_id = l and y.party_id = r) as "sharesOrganisation",
    (select count(*) from (
      select 1 from person_card o where o.programme_id = c.programme_id and o.name_key = c.name_key limit 10) n)
      as namesakes,
    jsonb_build_array(lower(nullif(split_part(c.email, '@', 2), '')), lower(nullif(split_part(d.email, '@', 2), '')))
      as domains
  from pair join person_card c on c.party_id = l join person_card d on d.party_id = r
  where not exists (
    select 1 from duplicate_pair k
    where k.kind = 'person' and k.left_id = l and k.right_id = r and k.status = 'dismissed')`;
