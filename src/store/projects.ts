import type { Actor } from "../contract/actor.ts";
import type { ProjectState } from "../contract/projects.ts";
import { programmesRunBy } from "../contract/actor.ts";
import type { Queryable } from "./database.ts";

/** A piece of a programme's work with an aim and an end. */
export interface Project {
  readonly id: string;
  readonly programmeId: string;
  /** Its short name within the programme. */
  readonly slug: string;
  readonly name: string;
  readonly aim: string | null;
  readonly state: ProjectState;
  /** As much of the date as is known: `2013`, `2013-06` or `2013-06-15`. */
  readonly startsOn: string | null;
  readonly endsOn: string | null;
  readonly createdAt: Date;
}

const columns = `id, programme_id as "programmeId", slug, name, aim, state, starts_on as "startsOn",
  ends_on as "endsOn", created_at as "createdAt"`;

/** Returns false when the programme has a project of that slug. */
export async function insertProject(db: Queryable, one: Project): Promise<boolean> {
  const { rowCount } = await db.query(
    `insert into project (id, programme_id, slug, name, aim, state, starts_on, ends_on, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict (programme_id, slug) do nothing`,
    [
      one.id,
      one.programmeId,
      one.slug,
      one.name,
      one.aim,
      one.state,
      one.startsOn,
      one.endsOn,
      one.createdAt,
    ],
  );
  return rowCount === 1;
}

export async function changeProject(db: Queryable, one: Project): Promise<void> {
  await db.query(
    "update project set name = $2, aim = $3, state = $4, starts_on = $5, ends_on = $6 where id = $1",
    [one.id, one.name, one.aim, one.state, one.startsOn, one.endsOn],
  );
}

export async function readProject(db: Queryable, id: string, scope: Actor): Promise<Project | undefined> {
  const { rows } = await db.query<Project>(
    `select ${columns} from project where id = $1 and ($2::uuid[] is null or programme_id = any($2))`,
    [id, programmesRunBy(scope)],
  );
  return rows[0];
}

export async function listProjects(
  db: Queryable,
  { programmeId, state }: { readonly programmeId?: string | undefined; readonly state?: string | undefined },
  scope: Actor,
): Promise<Project[]> {
  const { rows } = await db.query<Project>(
    `select ${columns} from project
     where ($1::uuid[] is null or programme_id = any($1))
       and ($2::uuid is null or programme_id = $2)
       and ($3::text is null or state = $3)
     order by programme_id, starts_on nulls last, slug`,
    [programmesRunBy(scope), programmeId ?? null, state ?? null],
  );
  return rows;
}
