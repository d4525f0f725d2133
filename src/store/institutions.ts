import type { Actor } from "../contract/actor.ts";
import { programmesRunBy } from "../contract/actor.ts";
import type { Queryable } from "./database.ts";

/** Who hosts programmes, such as Stimson or UNICRI. Its programmes share one directory of organisations. */
export interface Institution {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  /** ISO 3166-1 alpha-2; null for one that belongs to no country. */
  readonly country: string | null;
  readonly createdAt: Date;
}

const columns = `i.id, i.slug, i.name, i.country, i.created_at as "createdAt"`;

/** Whoever has a part in one of its programmes knows it; administrators configure all of them. */
const known = `($1::uuid[] is null or exists (
  select 1 from programme p where p.institution_id = i.id and p.id = any($1)))`;

/** Returns false when the slug is taken. */
export async function insertInstitution(db: Queryable, one: Institution): Promise<boolean> {
  const { rowCount } = await db.query(
    `insert into institution (id, slug, name, country, created_at)
     values ($1, $2, $3, $4, $5) on conflict (slug) do nothing`,
    [one.id, one.slug, one.name, one.country, one.createdAt],
  );
  return rowCount === 1;
}

export async function renameInstitution(
  db: Queryable,
  id: string,
  { name, country }: Pick<Institution, "name" | "country">,
): Promise<void> {
  await db.query("update institution set name = $2, country = $3 where id = $1", [id, name, country]);
}

export async function readInstitution(
  db: Queryable,
  idOrSlug: string,
  scope: Actor,
): Promise<Institution | undefined> {
  const { rows } = await db.query<Institution>(
    `select ${columns} from institution i where (i.id::text = $2 or i.slug = $2) and ${known}`,
    [programmesRunBy(scope), idOrSlug],
  );
  return rows[0];
}

export async function listInstitutions(db: Queryable, scope: Actor): Promise<Institution[]> {
  const { rows } = await db.query<Institution>(
    `select ${columns} from institution i where ${known} order by i.slug`,
    [programmesRunBy(scope)],
  );
  return rows;
}
