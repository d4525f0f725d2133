/** How many charts have stopped and how much work was given up; and how sources deliver, without a word of what. */
import type { Actor } from "../contract/actor.ts";
import { programmesRunBy } from "../contract/actor.ts";
import type { Queryable } from "./database.ts";
import type { Incident } from "./incidents.ts";

/** Those that are parked, by an index that has no others. */
export async function countParked(
  db: Queryable,
  programmeId: string | undefined,
  scope: Actor,
): Promise<number> {
  const { rows } = await db.query<{ total: number }>(
    `select count(*)::int as total from instance
     where status = 'parked' and ($1::uuid is null or programme_id = $1)
       and ($2::uuid[] is null or programme_id = any($2))`,
    [programmeId ?? null, programmesRunBy(scope)],
  );
  return rows[0]?.total ?? 0;
}

/** Open incidents of work that was given up, the oldest first; what is parked is told of its chart. */
export async function listGivenUp(
  db: Queryable,
  programmeId: string | undefined,
  { limit, scope }: { readonly limit: number; readonly scope: Actor },
): Promise<{ total: number; items: Incident[] }> {
  const { rows } = await db.query<Incident & { total: number }>(
    `select id, instance_id as "instanceId", programme_id as "programmeId", effect, kind, reason,
       created_at as "createdAt", count(*) over ()::int as total
     from incident
     where resolved_at is null and kind <> 'parked' and ($1::uuid is null or programme_id = $1)
       and ($2::uuid[] is null or programme_id = any($2))
     order by created_at, id
     limit $3`,
    [programmeId ?? null, programmesRunBy(scope), limit],
  );
  return { total: rows[0]?.total ?? 0, items: rows.map(({ total: _, ...row }) => row) };
}

/** How a source that is neither paused nor taken away has delivered. */
export interface SourceRecord {
  readonly id: string;
  readonly programme: string;
  readonly name: string;
  readonly vendor: string;
  readonly createdAt: Date;
  /** Null when nothing has come yet, not even what was refused. */
  readonly lastAt: Date | null;
  readonly refused: number;
  readonly refusedAt: Date | null;
  readonly held: number;
  readonly heldAt: Date | null;
}

/** Of each source only so many are looked at, the newest. */
const LOOKED_AT = 1_000;

/**
 * What of the deliveries since then was refused, or held unread; what is held because it looks suspicious, and mail that
 * waits to be filed, are an officer's to judge and no failure of the source.
 */
export async function sourceRecords(
  db: Queryable,
  asked: {
    readonly programmeId: string | undefined;
    readonly since: Date;
    readonly suspiciousFrom: number;
  },
  scope: Actor,
): Promise<SourceRecord[]> {
  const { rows } = await db.query<SourceRecord>(
    `select s.id, p.slug as programme, coalesce(s.name, s.slug) as name, s.vendor, s.created_at as "createdAt",
       l.received_at as "lastAt", r.refused, r."refusedAt", r.held, r."heldAt"
     from source s
     join programme p on p.id = s.programme_id
     left join lateral (
       select received_at from delivery where source_id = s.id order by received_at desc, id desc limit 1) l on true
     cross join lateral (
       select count(*) filter (where is_refused)::int as refused, max(received_at) filter (where is_refused) as "refusedAt",
         count(*) filter (where is_held)::int as held, max(received_at) filter (where is_held) as "heldAt"
       from (
         select received_at, status = 'refused' as is_refused,
           status = 'held' and coalesce(score, 0) < $4 and content_type is distinct from 'message/rfc822' as is_held
         from delivery
         where source_id = s.id and received_at > $3
         order by received_at desc, id desc
         limit ${LOOKED_AT}) newest) r
     where s.disabled_at is null and s.paused_at is null and ($1::uuid is null or s.programme_id = $1)
       and ($2::uuid[] is null or s.programme_id = any($2))
     order by s.created_at, s.id`,
    [asked.programmeId ?? null, programmesRunBy(scope), asked.since, asked.suspiciousFrom],
  );
  return rows;
}
