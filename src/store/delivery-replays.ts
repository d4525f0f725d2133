import type { Queryable, Tx } from "./database.ts";

export type ReplayOutcome = "opened" | "attached" | "unchanged" | "held";

/** One time that somebody had a delivery read again. */
export interface Replay {
  readonly id: string;
  readonly deliveryId: string;
  readonly programmeId: string;
  readonly askedBy: string;
  readonly askedAt: Date;
  /** Null while it is under way. */
  readonly outcome: ReplayOutcome | null;
  readonly reason: string | null;
  /** The sealed record of the reading, where it differs from the one before. */
  readonly recordId: string | null;
  readonly settledAt: Date | null;
}

const columns = `id, delivery_id as "deliveryId", programme_id as "programmeId", asked_by as "askedBy",
  asked_at as "askedAt", outcome, reason, record_id as "recordId", settled_at as "settledAt"`;

export async function insertReplays(
  tx: Tx,
  replays: readonly Pick<Replay, "id" | "deliveryId" | "programmeId">[],
  by: { readonly askedBy: string; readonly askedAt: Date },
): Promise<void> {
  await tx.query(
    `insert into delivery_replay (id, delivery_id, programme_id, asked_by, asked_at)
     select r.id, r.delivery_id, r.programme_id, $4, $5
     from unnest($1::uuid[], $2::uuid[], $3::uuid[]) as r(id, delivery_id, programme_id)`,
    [
      replays.map(({ id }) => id),
      replays.map(({ deliveryId }) => deliveryId),
      replays.map(({ programmeId }) => programmeId),
      by.askedBy,
      by.askedAt,
    ],
  );
}

/** Keep apart two who ask at once. Returns the one that is under way already. */
export async function lockReplaysOf(tx: Tx, deliveryId: string): Promise<Replay | undefined> {
  await tx.query("select 1 from delivery where id = $1 for update", [deliveryId]);
  const { rows } = await tx.query<Replay>(
    `select ${columns} from delivery_replay where delivery_id = $1 and settled_at is null limit 1`,
    [deliveryId],
  );
  return rows[0];
}

export async function settleReplay(
  db: Queryable,
  id: string,
  end: {
    readonly outcome: ReplayOutcome;
    readonly reason?: string | undefined;
    readonly recordId?: string | undefined;
    readonly now: Date;
  },
): Promise<void> {
  await db.query(
    `update delivery_replay set outcome = $2, reason = $3, record_id = $4, settled_at = $5
     where id = $1 and settled_at is null`,
    [id, end.outcome, end.reason ?? null, end.recordId ?? null, end.now],
  );
}

/** The first first. */
export async function replaysOf(db: Queryable, deliveryId: string): Promise<Replay[]> {
  const { rows } = await db.query<Replay>(
    `select ${columns} from delivery_replay where delivery_id = $1 order by asked_at, id`,
    [deliveryId],
  );
  return rows;
}

/** The sealed record of what was read last: the first reading has the delivery's own id. */
export async function lastReadingOf(db: Queryable, deliveryId: string): Promise<string> {
  return (await lastReadingsOf(db, [deliveryId])).get(deliveryId) ?? deliveryId;
}

/** The same of many, by the delivery's id. */
export async function lastReadingsOf(
  db: Queryable,
  deliveryIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const { rows } = await db.query<{ deliveryId: string; recordId: string }>(
    `select distinct on (delivery_id) delivery_id as "deliveryId", record_id as "recordId" from delivery_replay
     where delivery_id = any($1::uuid[]) and record_id is not null order by delivery_id, settled_at desc, id desc`,
    [deliveryIds],
  );
  const replayed = new Map(rows.map(({ deliveryId, recordId }) => [deliveryId, recordId]));
  return new Map(deliveryIds.map((id) => [id, replayed.get(id) ?? id]));
}
