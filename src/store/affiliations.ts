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

const columns = `id, programme_id as "programmeId", party_id as "partyId", organisation_id as "organisationId",
  capacity, since, until, title_id as "titleId", created_at as "createdAt", created_by as "createdBy"`;

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
    `select ${columns} from affiliation where id = $1 and ($2::uuid[] is null or programme_id = any($2))`,
    [id, programmesOf(scope)],
  );
  return rows[0];
}

/** Those of a person the caller may read: the ones that last first, each part the latest first. */
export async function affiliationsOf(db: Queryable, partyId: string): Promise<Affiliation[]> {
  const { rows } = await db.query<Affiliation>(
    `select ${columns} from affiliation where party_id = $1
     order by (until is null) desc, coalesce(until, since) desc nulls last, created_at desc, id desc`,
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
    `select distinct on (party_id) ${columns} from affiliation
     where party_id = any($1::uuid[]) and until is null
     order by party_id, since desc nulls last, created_at desc, id desc`,
    [partyIds],
  );
  return new Map(rows.map((row) => [row.partyId, row]));
}

/** Where people work now, on their cards: everybody whose latest lasting affiliation is with the organisation. */
export async function renameOnCards(db: Queryable, organisationId: string, name: string): Promise<void> {
  await db.query(
    `update person_card c set organisation = $2
     from affiliation a
     where a.organisation_id = $1 and a.until is null and c.party_id = a.party_id
       and a.id = (
         select l.id from affiliation l where l.party_id = a.party_id and l.until is null
         order by l.since desc nulls last, l.created_at desc, l.id desc limit 1)`,
    [organisationId, name],
  );
}
