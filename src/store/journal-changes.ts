/** The journal as those who watch it read it: what was written since they last looked, whoever wrote it. */
import type { Queryable } from "./database.ts";
import type { Origin } from "./journal.ts";

/** One row of the journal, without what was said in it. */
export interface Change {
  readonly position: number;
  readonly instanceId: string;
  /** The revision that it made. */
  readonly seq: number;
  readonly event: string;
  readonly origin: Origin;
  readonly actorId: string;
  readonly enteredAt: Date;
  readonly stage: string | null;
  readonly state: string;
  /** Null for the first row of an instance, and where the row before has been archived. */
  readonly before: Standing | null;
}

interface Standing {
  readonly stage: string | null;
  readonly state: string;
}

/** What one look saw, and which transactions were under way then. */
export interface Look {
  readonly changes: readonly Change[];
  /** Every transaction with a lower number is over, and what it wrote was seen. */
  readonly xmin: bigint;
  /** No transaction with this number or a higher one had begun to write. */
  readonly xmax: bigint;
}

const change = `
  j.position, j.instance_id as "instanceId", j.seq, j.event->>'type' as event, j.origin, j.actor->>'id' as "actorId",
  j.entered_at as "enteredAt", j.stage, j.state,
  case when b.seq is null then null else jsonb_build_object('stage', b.stage, 'state', b.state) end as before`;
const withBefore = "left join journal b on b.instance_id = j.instance_id and b.seq = j.seq - 1";

/** Rows after `after` in order of their place, `limit` at most, and those among `missing` that have come. One statement. */
export async function lookForChanges(
  db: Queryable,
  { after, missing, limit }: { after: number; missing: readonly number[]; limit: number },
): Promise<Look> {
  const { rows } = await db.query<Partial<Change> & { xmin: string; xmax: string }>({
    name: "look-for-changes",
    text: `select pg_snapshot_xmin(pg_current_snapshot())::text as xmin,
        pg_snapshot_xmax(pg_current_snapshot())::text as xmax, c.*
      from (select) as always
      left join (
        (select ${change} from (select * from journal where position > $1 order by position limit $3) j ${withBefore})
        union all
        (select ${change} from journal j ${withBefore} where j.position = any($2::bigint[]))) c on true
      order by c.position`,
    values: [after, missing, limit],
  });
  return {
    changes: rows.filter((row): row is typeof row & Change => row.position != null),
    xmin: BigInt(rows[0]?.xmin ?? 0),
    xmax: BigInt(rows[0]?.xmax ?? 0),
  };
}

/** Rows after one place up to another, in order; archived ones are not among them. */
export async function readChanges(
  db: Queryable,
  { after, until, limit }: { after: number; until: number; limit: number },
): Promise<Change[]> {
  const { rows } = await db.query<Change>(
    `select ${change}
     from (select * from journal where position > $1 and position <= $2 order by position limit $3) j ${withBefore}
     order by j.position`,
    [after, until, limit],
  );
  return rows;
}

/** The last place that is taken, as far as can be seen. */
export async function lastPosition(db: Queryable): Promise<number> {
  const { rows } = await db.query<{ top: number }>("select coalesce(max(position), 0) as top from journal");
  return rows[0]?.top ?? 0;
}
