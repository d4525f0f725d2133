/** Everybody the comparison goes through. */
import type { Db, Queryable } from "../database.ts";

/** Whoever of them was merged meanwhile is who they are one with now. */
export async function survivorsOf(db: Db, partyIds: readonly string[]): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>(
    "select distinct coalesce(merged_into, id) as id from party where id = any($1::uuid[])",
    [partyIds],
  );
  return rows.map(({ id }) => id);
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
