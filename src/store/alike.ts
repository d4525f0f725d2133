/** Who may be somebody else, and which organisation another: what the comparison weighs, and everybody it goes through. */
import type { Db, Queryable, Tx } from "./database.ts";
import { inTransaction, patiently } from "./database.ts";

/** Namesakes compared with one person at most, the most alike first. */
const ALIKE_MAX = 20;

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

/** Whoever of them was merged meanwhile is who they are one with now. */
export async function survivorsOf(db: Db, partyIds: readonly string[]): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>(
    "select distinct coalesce(merged_into, id) as id from party where id = any($1::uuid[])",
    [partyIds],
  );
  return rows.map(({ id }) => id);
}

/** Those who have a name, a word of it, or a way to be reached in common with one of these people. */
export async function alikePeople(
  db: Db,
  partyIds: readonly string[],
  similarityMin: number,
): Promise<AlikePeople[]> {
  return await comparing(db, similarityMin, async (tx) => {
    const { rows } = await tx.query<AlikePeople>(
      patiently(`with me as materialized (
         select party_id, programme_id, name_key from person_card where party_id = any($1::uuid[])
       ), found as (
         select me.party_id as a, o.party_id as b from me cross join lateral (
           select o.party_id from person_card o
           where o.programme_id = me.programme_id and o.name_key = me.name_key and o.party_id <> me.party_id
           limit ${ALIKE_MAX}) o
         where me.name_key <> ''
         union
         select me.party_id, o.party_id from me cross join lateral (
           select o.party_id from person_card o
           where o.name_key % me.name_key and o.programme_id = me.programme_id and o.party_id <> me.party_id
           order by similarity(o.name_key, me.name_key) desc limit ${ALIKE_MAX}) o
         where length(me.name_key) > 3
         union
         select p.id, coalesce(q.merged_into, q.id)
         from party p
         join party own on own.id = p.id or own.merged_into = p.id
         join party_trace t on t.party_id = own.id
         join party_trace u on u.programme_id = t.programme_id and u.kind = t.kind and u.trace = t.trace
         join party q on q.id = u.party_id
         where p.id = any($1::uuid[]) and p.merged_into is null and coalesce(q.merged_into, q.id) <> p.id
       ), pair as (
         select distinct least(a, b) as l, greatest(a, b) as r from found
       )
       select l as "leftId", r as "rightId", c.programme_id as "programmeId",
         jsonb_build_array(c.name_key, d.name_key) as names, similarity(c.name_key, d.name_key) as similarity,
         array(
           select distinct t.kind from party_trace t
           join party_trace u on u.programme_id = t.programme_id and u.kind = t.kind and u.trace = t.trace
           where t.party_id in (select id from party where id = l or merged_into = l)
             and u.party_id in (select id from party where id = r or merged_into = r)) as traces,
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
         where k.kind = 'person' and k.left_id = l and k.right_id = r and k.status = 'dismissed')`),
      [partyIds],
    );
    return rows;
  });
}

export interface AlikeOrganisations {
  readonly leftId: string;
  readonly rightId: string;
  readonly institutionId: string;
  readonly names: readonly [string, string];
  readonly similarity: number;
  readonly hasOtherName: boolean;
  readonly isAbbreviation: boolean;
  readonly sharesDomain: boolean;
  readonly countries: readonly [string | null, string | null];
}

/** `everybodysHosts`: domains that say nothing. */
export async function alikeOrganisations(
  db: Db,
  ids: readonly string[],
  {
    similarityMin,
    everybodysHosts,
  }: { readonly similarityMin: number; readonly everybodysHosts: readonly string[] },
): Promise<AlikeOrganisations[]> {
  return await comparing(db, similarityMin, async (tx) => {
    const { rows } = await tx.query<AlikeOrganisations>(
      patiently(`with me as materialized (
         select * from organisation where id = any($1::uuid[]) and merged_into is null
       ), host as materialized (
         select distinct coalesce(o.merged_into, o.id) as id, lower(split_part(c.email, '@', 2)) as domain
         from affiliation a join organisation o on o.id = a.organisation_id join person_card c on c.party_id = a.party_id
         where c.email like '%_@_%' and lower(split_part(c.email, '@', 2)) <> all($2::text[])
       ), found as (
         select me.id as a, o.id as b from me join organisation o
           on o.institution_id = me.institution_id and o.match_key = me.match_key where me.match_key <> ''
         union
         select me.id, o.id from me cross join lateral (
           select o.id from organisation o
           where o.match_key % me.match_key and o.institution_id = me.institution_id and o.id <> me.id
           order by similarity(o.match_key, me.match_key) desc limit ${ALIKE_MAX}) o
         union
         select me.id, o.id from me join organisation o
           on o.institution_id = me.institution_id and o.letters = me.short_key where length(me.short_key) > 2
         union
         select me.id, o.id from me join organisation o
           on o.institution_id = me.institution_id and o.short_key = me.letters where length(me.letters) > 2
         union
         select me.id, o.id from me join organisation o
           on o.institution_id = me.institution_id and o.letters = me.match_key where length(me.match_key) > 2
         union
         select me.id, o.id from me join organisation o
           on o.institution_id = me.institution_id and o.match_key = me.letters where length(me.letters) > 2
         union
         select me.id, o.id from me cross join unnest(me.other_names || me.short_name) n join organisation o
           on o.institution_id = me.institution_id and o.sort = search_line(n)
         union
         select me.id, o.id from me join organisation o
           on o.institution_id = me.institution_id and length(me.sort) > 5 and o.search like '%' || me.sort || '%'
         union
         select me.id, y.id from me join host x on x.id = me.id join host y on y.domain = x.domain
       ), pair as (
         select distinct least(a, b) as l, greatest(a, b) as r from found where a <> b
       )
       select l as "leftId", r as "rightId", c.institution_id as "institutionId",
         jsonb_build_array(c.match_key, d.match_key) as names, similarity(c.match_key, d.match_key) as similarity,
         exists (select 1 from unnest(d.other_names || d.short_name) n where search_line(n) = c.sort)
           or exists (select 1 from unnest(c.other_names || c.short_name) n where search_line(n) = d.sort)
           as "hasOtherName",
         (length(c.short_key) > 2 and c.short_key = d.letters) or (length(d.short_key) > 2 and d.short_key = c.letters)
           or (length(c.match_key) > 2 and c.match_key = d.letters) or (length(d.match_key) > 2 and d.match_key = c.letters)
           as "isAbbreviation",
         exists (select 1 from host x join host y using (domain) where x.id = l and y.id = r) as "sharesDomain",
         jsonb_build_array(c.country, d.country) as countries
       from pair
       join organisation c on c.id = l and c.merged_into is null
       join organisation d on d.id = r and d.merged_into is null and d.institution_id = c.institution_id
       where not exists (
           select 1 from organisation_parent p
           where (p.organisation_id = l and p.parent_id = r) or (p.organisation_id = r and p.parent_id = l))
         and not exists (
           select 1 from duplicate_pair k
           where k.kind = 'organisation' and k.left_id = l and k.right_id = r and k.status = 'dismissed')`),
      [ids, everybodysHosts],
    );
    return rows;
  });
}

/** The threshold is the connection's own: it is set for one transaction. */
async function comparing<Row>(db: Db, min: number, work: (tx: Tx) => Promise<Row[]>): Promise<Row[]> {
  return await inTransaction(db, async (tx) => {
    await tx.query("select set_config('pg_trgm.similarity_threshold', $1, true)", [String(min)]);
    // Nobody waits for it, and on a busy machine a page may take longer than what callers wait for.
    await tx.query("set local statement_timeout = '60s'");
    return await work(tx);
  });
}

/** A page of ids in their order, to go through everybody. */
export async function nextPeople(
  db: Queryable,
  programmeId: string,
  afterId: string,
  limit: number,
): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>(
    "select id from party where programme_id = $1 and merged_into is null and id > $2 order by id limit $3",
    [programmeId, afterId, limit],
  );
  return rows.map(({ id }) => id);
}

export async function nextOrganisations(
  db: Queryable,
  institutionId: string,
  afterId: string,
  limit: number,
): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>(
    "select id from organisation where institution_id = $1 and merged_into is null and id > $2 order by id limit $3",
    [institutionId, afterId, limit],
  );
  return rows.map(({ id }) => id);
}
