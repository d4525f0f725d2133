/** The addresses that replies find their case by. Of each only a hash is kept. */
import type { Queryable } from "./database.ts";

export interface ReplyAddress {
  readonly hash: string;
  readonly instanceId: string;
  readonly programmeId: string;
  /** Counts up each time the one before is revoked. */
  readonly generation: number;
  readonly createdAt: Date;
  readonly revokedAt: Date | null;
}

const columns = `hash, instance_id as "instanceId", programme_id as "programmeId", generation,
  created_at as "createdAt", revoked_at as "revokedAt"`;

export async function readReplyAddress(db: Queryable, hash: string): Promise<ReplyAddress | undefined> {
  const { rows } = await db.query<ReplyAddress>(`select ${columns} from reply_address where hash = $1`, [
    hash,
  ]);
  return rows[0];
}

/** The latest of the case, revoked or not. */
export async function latestReplyAddress(
  db: Queryable,
  instanceId: string,
): Promise<ReplyAddress | undefined> {
  const { rows } = await db.query<ReplyAddress>(
    `select ${columns} from reply_address where instance_id = $1 order by generation desc limit 1`,
    [instanceId],
  );
  return rows[0];
}

/** One that is there already stays: two mails of one case were written at once. */
export async function insertReplyAddress(
  db: Queryable,
  address: Omit<ReplyAddress, "revokedAt">,
): Promise<void> {
  await db.query(
    `insert into reply_address (hash, instance_id, programme_id, generation, created_at)
     values ($1, $2, $3, $4, $5) on conflict do nothing`,
    [address.hash, address.instanceId, address.programmeId, address.generation, address.createdAt],
  );
}

/** Returns false when none counted. */
export async function revokeReplyAddress(db: Queryable, instanceId: string, now: Date): Promise<boolean> {
  const { rowCount } = await db.query(
    "update reply_address set revoked_at = $2 where instance_id = $1 and revoked_at is null",
    [instanceId, now],
  );
  return (rowCount ?? 0) > 0;
}
