import { isId } from "../lib/ids.ts";
import type { Queryable } from "./database.ts";

/** Kinds of things that the trail of audit names and that stand in a programme, with the table that says in which. */
const tables = {
  engagement: "instance",
  group: "instance",
  meeting: "instance",
  recommendation: "instance",
  interests: "instance",
  instance: "instance",
  person: "party",
  affiliation: "affiliation",
  "job-change": "job_change",
  project: "project",
  mail: "mail",
  delivery: "delivery",
  import: "import",
  link: "action_link",
  erasure: "erasure",
  merge: "merge",
  "duplicate-pair": "duplicate_pair",
} as const;
/** Those that callers name by slug too. There are few of them. */
const named = { programme: "id", source: "programme_id" } as const;

export type PlacedKind = keyof typeof tables | keyof typeof named;

/** How many of these stand in which programme; `ids` may be slugs where callers use them. What is gone is not counted. */
export async function programmesOfSubjects(
  db: Queryable,
  kind: PlacedKind,
  ids: readonly string[],
): Promise<Map<string, number>> {
  if (ids.length === 0) return new Map();
  const { rows } = await db.query<{ programmeId: string; count: number }>(
    kind === "programme" || kind === "source"
      ? `select ${named[kind]} as "programmeId", count(*) as count from ${kind}
         where id::text = any($1::text[]) or slug = any($1::text[]) group by 1`
      : `select programme_id as "programmeId", count(*) as count from ${tables[kind]}
         where id = any($1::uuid[]) group by 1`,
    [kind === "programme" || kind === "source" ? ids : ids.filter(isId)],
  );
  return new Map(rows.map(({ programmeId, count }) => [programmeId, count]));
}
