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

/** Somebody, or something that is kept beside a case or about a person: whoever may not know these is not told of it either. */
export interface Behind {
  readonly id: string;
  readonly programmeId: string;
  readonly instanceId: string | null;
  readonly personId: string | null;
}

/** What stands behind these, where they are people, records about people, mails, deliveries or links. What is gone is left out. */
export async function behindSubjects(db: Queryable, ids: readonly string[]): Promise<Behind[]> {
  if (ids.length === 0) return [];
  const { rows } = await db.query<Behind>(
    `select id, programme_id as "programmeId", instance_id as "instanceId", null::uuid as "personId"
     from mail where id = any($1::uuid[])
     union all select id, programme_id, null, id from party where id = any($1::uuid[])
     union all select id, programme_id, engagement_id, party_id from delivery where id = any($1::uuid[])
     union all select id, programme_id, instance_id, null from action_link where id = any($1::uuid[])
     union all select id, programme_id, null, party_id from affiliation where id = any($1::uuid[])
     union all select id, programme_id, null, party_id from job_change where id = any($1::uuid[])
     union all select m.id, m.programme_id, null, p.id from merge m, unnest(array[m.survivor_id, m.absorbed_id]) as p(id)
       where m.kind = 'person' and m.id = any($1::uuid[])
     union all select d.id, d.programme_id, null, p.id from duplicate_pair d, unnest(array[d.left_id, d.right_id]) as p(id)
       where d.kind = 'person' and d.id = any($1::uuid[])`,
    [ids],
  );
  return rows;
}
