import type { Actor } from "../contract/actor.ts";
import type { Capacity } from "../contract/people.ts";
import { programmesOf } from "../contract/actor.ts";
import type { Queryable } from "./database.ts";

/** A person's time with an organisation. Ids, a code and dates only: the words about it are sealed. */
export interface Affiliation {
  readonly id: string;
  readonly programmeId: string;
  readonly partyId: string;
  readonly organisationId: string;
  readonly capacity: Capacity;
  /** ISO date; null when nobody knows. */
  readonly since: string | null;
  /** The last day, ISO date; null while it lasts. */
  readonly until: string | null;
  /** The sealed record of the job title. */
  readonly titleId: string | null;
  readonly createdAt: Date;
  readonly createdBy: string;
}

const columns = `a.id, a.programme_id as "programmeId", a.party_id as "partyId", a.organisation_id as "organisationId",
  a.capacity, a.since, a.until, a.title_id as "titleId", a.created_at as "createdAt", a.created_by as "createdBy"`;

/**
 * Affiliations as they are told, a table of SQL: those with an organisation that was merged are with the one that goes
 * on. Where somebody is with both, one of the two is told, the survivor's own first.
 */
const TOLD = `(
  select f.id, f.programme_id, f.party_id, coalesce(o.merged_into, o.id) as organisation_id, f.capacity, f.since, f.until,
    f.title_id, f.created_at, f.created_by
  from affiliation f join organisation o on o.id = f.organisation_id
  where o.merged_into is null or f.until is not null or not exists (
    select 1 from affiliation g join organisation p on p.id = g.organisation_id
    where g.party_id = f.party_id and g.until is null and g.id <> f.id
      and coalesce(p.merged_into, p.id) = o.merged_into and (p.merged_into is null or g.id < f.id)))`;

/** Returns false when the person has a lasting one with the organisation. */
export async function insertAffiliation(db: Queryable, one: Affiliation): Promise<boolean> {
  const { rowCount } = await db.query(
    `insert into affiliation (
       id, programme_id, party_id, organisation_id, capacity, since, until, title_id, created_at, created_by)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) on conflict do nothing`,
    [
      one.id,
      one.programmeId,
      one.partyId,
      one.organisationId,
      one.capacity,
      one.since,
      one.until,
      one.titleId,
      one.createdAt,
      one.createdBy,
    ],
  );
  return rowCount === 1;
}

export async function endAffiliation(db: Queryable, id: string, until: string): Promise<void> {
  await db.query("update affiliation set until = $2 where id = $1", [id, until]);
}

export async function readAffiliation(
  db: Queryable,
  id: string,
  scope: Actor,
): Promise<Affiliation | undefined> {
  const { rows } = await db.query<Affiliation>(
    `select ${columns} from ${TOLD} a where a.id = $1 and ($2::uuid[] is null or a.programme_id = any($2))`,
    [id, programmesOf(scope)],
  );
  return rows[0];
}

/** Those of a person the caller may read: the ones that last first, each part the latest first. */
export async function affiliationsOf(db: Queryable, partyId: string): Promise<Affiliation[]> {
  const { rows } = await db.query<Affiliation>(
    `select ${columns} from ${TOLD} a where a.party_id = $1
     order by (a.until is null) desc, coalesce(a.until, a.since) desc nulls last, a.created_at desc, a.id desc`,
    [partyId],
  );
  return rows;
}

/** Those that last, of the people of a page: one each, the latest. */
export async function currentAffiliations(
  db: Queryable,
  partyIds: readonly string[],
): Promise<ReadonlyMap<string, Affiliation>> {
  const { rows } = await db.query<Affiliation>(
    `select distinct on (a.party_id) ${columns} from ${TOLD} a
     where a.party_id = any($1::uuid[]) and a.until is null
     order by a.party_id, a.since desc nulls last, a.created_at desc, a.id desc`,
    [partyIds],
  );
  return new Map(rows.map((row) => [row.partyId, row]));
}

/** Where people work now, on their cards: everybody whose latest lasting affiliation is with the organisation. */
export async function renameOnCards(db: Queryable, organisationId: string, name: string): Promise<void> {
  await db.query(
    `update person_card c set organisation = $2
     from affiliation a join organisation o on o.id = a.organisation_id
     where (o.id = $1 or o.merged_into = $1) and a.until is null and c.party_id = a.party_id
       and a.id = (
         select l.id from ${TOLD} l where l.party_id = a.party_id and l.until is null
         order by l.since desc nulls last, l.created_at desc, l.id desc limit 1)`,
    [organisationId, name],
  );
}

/** Every row of somebody, those too that are not told while a merge of organisations stands. */
export async function affiliationIdsOf(
  db: Queryable,
  partyId: string,
): Promise<{ id: string; organisationId: string; until: string | null }[]> {
  const { rows } = await db.query<{ id: string; organisationId: string; until: string | null }>(
    `select id, organisation_id as "organisationId", until from affiliation where party_id = $1 order by id`,
    [partyId],
  );
  return rows;
}
