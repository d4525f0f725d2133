import type { Actor } from "../contract/actor.ts";
import { programmesOf } from "../contract/actor.ts";
import type { Queryable, Tx } from "./database.ts";

export type DeliveryStatus = "received" | "accepted" | "duplicate" | "held" | "partial" | "refused";

/** One delivery, its body sealed. A refused one keeps its size and hash only. */
export interface Delivery {
  readonly id: string;
  readonly sourceId: string;
  readonly programmeId: string;
  /** One delivery of a source is taken once. */
  readonly dedupeKey: string;
  readonly submissionKey: string | null;
  readonly status: DeliveryStatus;
  readonly reason: string | null;
  readonly contentType: string | null;
  readonly sizeBytes: number;
  readonly bodySha256: string;
  readonly keyId: string | null;
  readonly sealed: Buffer | null;
  readonly partyId: string | null;
  readonly engagementId: string | null;
  readonly receivedAt: Date;
  readonly handledAt: Date | null;
}

const columns = `
  id, source_id as "sourceId", programme_id as "programmeId", dedupe_key as "dedupeKey",
  submission_key as "submissionKey", status, reason, content_type as "contentType", size_bytes as "sizeBytes",
  body_sha256 as "bodySha256", key_id as "keyId", sealed, party_id as "partyId",
  engagement_id as "engagementId", received_at as "receivedAt", handled_at as "handledAt"`;

/** Returns false when the source has delivered this before. */
export async function insertDelivery(tx: Tx, delivery: Delivery): Promise<boolean> {
  const { rowCount } = await tx.query({
    name: "insert-delivery",
    text: `insert into delivery (
        id, source_id, programme_id, dedupe_key, submission_key, status, reason, content_type, size_bytes,
        body_sha256, key_id, sealed, received_at)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
      on conflict (source_id, dedupe_key) do nothing`,
    values: [
      delivery.id,
      delivery.sourceId,
      delivery.programmeId,
      delivery.dedupeKey,
      delivery.submissionKey,
      delivery.status,
      delivery.reason,
      delivery.contentType,
      delivery.sizeBytes,
      delivery.bodySha256,
      delivery.keyId,
      delivery.sealed,
      delivery.receivedAt,
    ],
  });
  return rowCount === 1;
}

/** The earlier delivery under one of these keys, received since `since`. */
export async function findDelivery(
  db: Queryable,
  sourceId: string,
  dedupeKeys: readonly string[],
  since: Date,
): Promise<Delivery | undefined> {
  const { rows } = await db.query<Delivery>(
    `select ${columns} from delivery
     where source_id = $1 and dedupe_key = any($2) and received_at >= $3 order by received_at desc limit 1`,
    [sourceId, dedupeKeys, since],
  );
  return rows[0];
}

export async function readDeliveryUnscoped(db: Queryable, id: string): Promise<Delivery | undefined> {
  const { rows } = await db.query<Delivery>(`select ${columns} from delivery where id = $1`, [id]);
  return rows[0];
}

/** The party that an earlier delivery of the same submission was taken to come from. */
export async function partyOfSubmission(
  db: Queryable,
  sourceId: string,
  submissionKey: string,
): Promise<string | undefined> {
  const { rows } = await db.query<{ partyId: string }>(
    `select party_id as "partyId" from delivery
     where source_id = $1 and submission_key = $2 and party_id is not null limit 1`,
    [sourceId, submissionKey],
  );
  return rows[0]?.partyId;
}

export async function noteParty(db: Queryable, id: string, partyId: string): Promise<void> {
  await db.query("update delivery set party_id = $2 where id = $1", [id, partyId]);
}

export async function settleDelivery(
  db: Queryable,
  id: string,
  end: {
    readonly status: DeliveryStatus;
    readonly reason: string | null;
    readonly engagementId: string | null;
    readonly now: Date;
  },
): Promise<void> {
  await db.query(
    "update delivery set status = $2, reason = $3, engagement_id = $4, handled_at = $5 where id = $1",
    [id, end.status, end.reason, end.engagementId, end.now],
  );
}

export async function readDelivery(db: Queryable, id: string, scope: Actor): Promise<Delivery | undefined> {
  const { rows } = await db.query<Delivery>(
    `select ${columns} from delivery where id = $1 and ($2::uuid[] is null or programme_id = any($2))`,
    [id, programmesOf(scope)],
  );
  return rows[0];
}

/** A held delivery is to be read once more. Returns false when it is not held, or not any more. */
export async function reopenDelivery(tx: Tx, id: string): Promise<boolean> {
  const { rowCount } = await tx.query(
    `update delivery set status = 'received', reason = null, handled_at = null where id = $1 and status = 'held'`,
    [id],
  );
  return rowCount === 1;
}

export async function listDeliveries(
  db: Queryable,
  filter: {
    readonly status?: string | undefined;
    readonly sourceId?: string | undefined;
    readonly limit: number;
    readonly after?: { readonly createdAt: Date; readonly id: string } | undefined;
  },
  scope: Actor,
): Promise<Delivery[]> {
  const { rows } = await db.query<Delivery>(
    `select ${columns} from delivery
     where ($1::uuid[] is null or programme_id = any($1))
       and ($2::text is null or status = $2)
       and ($3::uuid is null or source_id = $3)
       and ($4::timestamptz is null or (received_at, id) < ($4, $5::uuid))
     order by received_at desc, id desc
     limit $6`,
    [
      programmesOf(scope),
      filter.status ?? null,
      filter.sourceId ?? null,
      filter.after?.createdAt ?? null,
      filter.after?.id ?? null,
      filter.limit,
    ],
  );
  return rows;
}

/** The place a delivery's body is sealed for. */
export const deliveryPlace = (id: string): string => `delivery/${id}/body`;
