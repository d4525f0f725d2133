/** Messages that came by mail: deliveries of the sources that no form vendor posts to. */
import type { Actor } from "../contract/actor.ts";
import { programmesOf } from "../contract/actor.ts";
import type { Queryable } from "./database.ts";

export interface HeldMessage {
  readonly id: string;
  readonly programmeId: string;
  readonly status: string;
  readonly reason: string | null;
  readonly keyId: string | null;
  readonly sealed: Buffer | null;
  readonly sizeBytes: number;
  readonly partyId: string | null;
  readonly engagementId: string | null;
  readonly receivedAt: Date;
}

const columns = `d.id, d.programme_id as "programmeId", d.status, d.reason, d.key_id as "keyId", d.sealed,
  d.size_bytes as "sizeBytes", d.party_id as "partyId", d.engagement_id as "engagementId",
  d.received_at as "receivedAt"`;

/** Those that wait for a person to file them, the oldest first. */
export async function listHeldMessages(
  db: Queryable,
  filter: {
    readonly limit: number;
    readonly after?: { readonly createdAt: Date; readonly id: string } | undefined;
  },
  scope: Actor,
): Promise<HeldMessage[]> {
  const { rows } = await db.query<HeldMessage>(
    `select ${columns} from delivery d join source s on s.id = d.source_id and s.vendor = 'email'
     where ($1::uuid[] is null or d.programme_id = any($1)) and d.status = 'held'
       and ($2::timestamptz is null or (d.received_at, d.id) > ($2, $3::uuid))
     order by d.received_at, d.id limit $4`,
    [programmesOf(scope), filter.after?.createdAt ?? null, filter.after?.id ?? null, filter.limit],
  );
  return rows;
}

export async function readMessageRow(
  db: Queryable,
  id: string,
  scope: Actor,
): Promise<HeldMessage | undefined> {
  const { rows } = await db.query<HeldMessage>(
    `select ${columns} from delivery d join source s on s.id = d.source_id and s.vendor = 'email'
     where d.id = $1 and ($2::uuid[] is null or d.programme_id = any($2))`,
    [id, programmesOf(scope)],
  );
  return rows[0];
}

/** How many letters to this party came back. */
export async function countReturned(db: Queryable, engagementId: string, reason: string): Promise<number> {
  const { rows } = await db.query<{ count: string }>(
    "select count(*) as count from delivery where engagement_id = $1 and reason = $2",
    [engagementId, reason],
  );
  return Number(rows[0]?.count ?? 0);
}

/** The letter under one of these Message-IDs did not reach anybody. */
export async function markReturned(
  db: Queryable,
  instanceId: string,
  messageIds: readonly string[],
): Promise<void> {
  await db.query(
    "update mail set status = 'undeliverable' where instance_id = $1 and message_id = any($2::text[])",
    [instanceId, messageIds],
  );
}
