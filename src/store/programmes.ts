import type { Json } from "../../workflows/workflow.ts";
import type { Actor } from "../contract/actor.ts";
import { programmesRunBy } from "../contract/actor.ts";
import type { Queryable, Tx } from "./database.ts";

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
  readonly institutionId: string;
  /** The programme it belongs to within the institution, as Partners in Prevention does to Managing Across Boundaries. */
  readonly parentId: string | null;
  readonly createdAt: Date;
}

/** Without an institution it is the default one's. */
export type NewProgramme = Omit<Programme, keyof Placement> & Partial<Placement>;

/** Where a programme stands. */
export type Placement = Pick<Programme, "institutionId" | "parentId">;

/** Made with the tables; a programme is never without an institution. */
const DEFAULT_INSTITUTION = "00000000-0000-7000-8000-0000000d0001";

const columns = `id, slug, name, zone, week, holidays, institution_id as "institutionId", parent_id as "parentId",
  created_at as "createdAt"`;

/** Returns false when the slug is taken. */
export async function insertProgramme(db: Queryable, programme: NewProgramme): Promise<boolean> {
  const { rowCount } = await db.query(
    `insert into programme (id, slug, name, zone, week, holidays, created_at, institution_id, parent_id)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict (slug) do nothing`,
    [
      programme.id,
      programme.slug,
      programme.name,
      programme.zone,
      programme.week,
      programme.holidays,
      programme.createdAt,
      programme.institutionId ?? DEFAULT_INSTITUTION,
      programme.parentId ?? null,
    ],
  );
  return rowCount === 1;
}

/** Keep apart two who move programmes of one institution: together they could close a ring. */
export async function lockPlacements(tx: Tx): Promise<void> {
  await tx.query("lock table programme in share row exclusive mode");
}

export async function placeProgramme(
  tx: Tx,
  id: string,
  { institutionId, parentId }: Placement,
): Promise<void> {
  await tx.query("update programme set institution_id = $2, parent_id = $3 where id = $1", [
    id,
    institutionId,
    parentId,
  ]);
}

/** The programme's parents, from the nearest to the topmost. */
export async function programmesAbove(db: Queryable, id: string): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>(
    `with recursive above as (
       select parent_id as id, 1 as height from programme where id = $1 and parent_id is not null
       union all
       select p.parent_id, a.height + 1 from above a join programme p on p.id = a.id where p.parent_id is not null
     )
     select id from above order by height`,
    [id],
  );
  return rows.map((row) => row.id);
}

/** Something of the programme refers to what its institution shares: organisations, or programmes below it. */
export async function isRooted(db: Queryable, id: string): Promise<boolean> {
  const { rows } = await db.query<{ rooted: boolean }>(
    `select exists (select 1 from affiliation where programme_id = $1)
       or exists (select 1 from organisation_sector where programme_id = $1)
       or exists (select 1 from programme where parent_id = $1) as rooted`,
    [id],
  );
  return rows[0]?.rooted === true;
}

type CalendarOf = Omit<CalendarRow, "id">;

export async function writeProgrammeName(db: Queryable, id: string, name: string): Promise<void> {
  await db.query("update programme set name = $2 where id = $1", [id, name]);
}

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

/** In which languages the programme reads forms, and who looks after what comes in. */
export interface IntakeRules {
  readonly languages: readonly string[];
  readonly routes: Json;
}

export async function readIntakeRules(db: Queryable, id: string): Promise<IntakeRules | undefined> {
  const { rows } = await db.query<IntakeRules>("select languages, routes from programme where id = $1", [id]);
  return rows[0];
}

export async function setIntakeRules(
  db: Queryable,
  id: string,
  rules: Pick<IntakeRules, "languages"> & { readonly routes: readonly object[] },
): Promise<void> {
  await db.query("update programme set languages = $2, routes = $3::jsonb where id = $1", [
    id,
    rules.languages,
    JSON.stringify(rules.routes),
  ]);
}
