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

type CalendarOf = Omit<CalendarRow, "id">;

/** Change the calendar, and note that timers stand where the one before it put them. Undefined when there is none such. */
export async function changeCalendar(
  db: Queryable,
  id: string,
  { zone, week, holidays }: CalendarOf,
): Promise<Programme | undefined> {
  const { rows } = await db.query<Programme>(
    `update programme
     set zone = $2, week = $3, holidays = $4, timers_stale_since = clock_timestamp()
     where id = $1
     returning ${columns}`,
    [id, zone, week, holidays],
  );
  return rows[0];
}

/** By then a change has been committed or broken off: twice the longest statement. */
const CHANGE_S_MAX = 10;

/** Calendars whose change has not reached every timer yet. */
export async function staleCalendars(db: Queryable): Promise<StaleCalendar[]> {
  const { rows } = await db.query<StaleCalendar>(
    `select id, timers_stale_since::text as "staleSince",
       clock_timestamp() > timers_stale_since + interval '${CHANGE_S_MAX} seconds' and not exists (
         select 1 from pg_stat_activity
         where datname = current_database() and application_name = 'convoke'
           and xact_start <= timers_stale_since + interval '${CHANGE_S_MAX} seconds'
       ) as "isSettled"
     from programme
     where timers_stale_since is not null
     order by timers_stale_since`,
  );
  return rows;
}

export interface StaleCalendar {
  readonly id: string;
  /** As text, which keeps the microseconds that tell one change from the next. */
  readonly staleSince: string;
  /**
   * Every transaction that may have read the calendar before is over: whatever it armed can be seen. An instance that
   * is only being opened has no row to lock, so this is what a last pass waits for.
   */
  readonly isSettled: boolean;
}

/** Every timer has been counted again since this change. A later change stays to be done. */
export async function calendarSettled(
  db: Queryable,
  { id, staleSince }: Pick<StaleCalendar, "id" | "staleSince">,
): Promise<void> {
  await db.query(
    "update programme set timers_stale_since = null where id = $1 and timers_stale_since = $2::timestamptz",
    [id, staleSince],
  );
}

export async function readCalendar(db: Queryable, id: string): Promise<CalendarRow | undefined> {
  const { rows } = await db.query<CalendarRow>(
    "select id, zone, week, holidays from programme where id = $1",
    [id],
  );
  return rows[0];
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
