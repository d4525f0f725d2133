/** What rests on one account: work that would be nobody's if it left. Counts only, so that whoever runs the house may be told. */
import type { Queryable } from "./database.ts";

export interface Holding {
  readonly kind: "engagements" | "vetting" | "routes";
  readonly programmeId: string;
  readonly count: number;
}

/** Of each kind and programme where there is any. Routes are rules of programmes and sources that give inquiries to it. */
export async function readHoldings(db: Queryable, accountId: string): Promise<Holding[]> {
  const { rows } = await db.query<Holding>(
    `select 'engagements' as kind, programme_id as "programmeId", count(*)::int as count
     from engagement_line
     where owner_id = $1 and status <> 'done'
     group by programme_id
     union all
     select 'vetting', programme_id, count(*)::int
     from engagement_line
     where status <> 'done' and stage = 'vetting' and vetters @> jsonb_build_array($1::text)
     group by programme_id
     union all
     select 'routes', programme_id, sum(rules)::int
     from (
       select id as programme_id, ${rulesOf("routes")} as rules from programme
       union all
       select programme_id, ${rulesOf("routes")} from source where disabled_at is null
     ) r
     where rules > 0
     group by programme_id
     order by 1, 2`,
    [accountId],
  );
  return rows;
}

const rulesOf = (column: string): string =>
  `(select count(*) from jsonb_array_elements(${column}) r where r ->> 'owner' = $1)`;
