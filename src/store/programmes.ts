import type { Actor } from "../contract/actor.ts";
import { programmesRunBy } from "../contract/actor.ts";
import type { Queryable } from "./database.ts";

/** Working days: zone, ISO weekdays (1 is Monday) and holidays as `YYYY-MM-DD`. */
export interface CalendarRow {
  readonly id: string;
  readonly zone: string;
  readonly week: readonly number[];
  readonly holidays: readonly string[];
}

export interface Programme extends CalendarRow {
  readonly slug: string;
  readonly name: string;
  readonly createdAt: Date;
}

const columns = `id, slug, name, zone, week, holidays, created_at as "createdAt"`;

/** Returns false when the slug is taken. */
export async function insertProgramme(db: Queryable, programme: Programme): Promise<boolean> {
  const { rowCount } = await db.query(
    `insert into programme (id, slug, name, zone, week, holidays, created_at)
     values ($1, $2, $3, $4, $5, $6, $7) on conflict (slug) do nothing`,
    [
      programme.id,
      programme.slug,
      programme.name,
      programme.zone,
      programme.week,
      programme.holidays,
      programme.createdAt,
    ],
  );
  return rowCount === 1;
}

/** By id or slug, if the actor has a role there; administrators configure every programme. */
export async function readProgramme(
  db: Queryable,
  idOrSlug: string,
  scope: Actor,
): Promise<Programme | undefined> {
  const { rows } = await db.query<Programme>(
    `select ${columns} from programme
     where (id::text = $1 or slug = $1) and ($2::uuid[] is null or id = any($2))`,
    [idOrSlug, programmesRunBy(scope)],
  );
  return rows[0];
}

export async function listProgrammes(db: Queryable, scope: Actor): Promise<Programme[]> {
  const { rows } = await db.query<Programme>(
    `select ${columns} from programme where $1::uuid[] is null or id = any($1) order by slug`,
    [programmesRunBy(scope)],
  );
  return rows;
}
