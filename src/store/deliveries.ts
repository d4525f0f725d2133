import type { Actor } from "../contract/actor.ts";
import { programmesOf } from "../contract/actor.ts";
import type { Queryable, Tx } from "./database.ts";
import type { NewEffect } from "./effect-writes.ts";
import { insertEffects, newEffectText } from "./effect-writes.ts";

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
  /** The event that came of it, such as `inquiry.submitted`. */
  readonly event: string | null;
  /** How suspicious it looked, from 0; null where nobody judged it. */
  readonly score: number | null;
  /** Codes of what made it look so, such as `honeypot`. */
  readonly signals: readonly string[];
  /** How often it arrived, itself included. */
  readonly times: number;
  /** When it arrived last; null for one that came once. */
  readonly lastAt: Date | null;
  readonly receivedAt: Date;
  readonly handledAt: Date | null;
}

const columns = `
  id, source_id as "sourceId", programme_id as "programmeId", dedupe_key as "dedupeKey",
  submission_key as "submissionKey", status, reason, content_type as "contentType", size_bytes as "sizeBytes",
  body_sha256 as "bodySha256", key_id as "keyId", sealed, party_id as "partyId",
  engagement_id as "engagementId", event, score, signals, times, last_at as "lastAt", received_at as "receivedAt",
  handled_at as "handledAt"`;

/** A delivery to be kept, with the key it is sealed under, wrapped. Neither for one that is refused. */
export interface NewDelivery extends Omit<Delivery, "times" | "lastAt" | "event"> {
  readonly wrappedKey: Buffer | null;
}

const INSERT_DELIVERIES = `
  with kept as (
    insert into delivery (
      id, source_id, programme_id, dedupe_key, submission_key, status, reason, content_type, size_bytes, body_sha256,
      key_id, sealed, received_at, handled_at, score, signals)
    select id, source_id, programme_id, dedupe_key, submission_key, status, reason, content_type, size_bytes,
      body_sha256, key_id, sealed, received_at, handled_at, score, string_to_array(signals, ',')
    from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[],
      $9::int[], $10::text[], $11::uuid[], $12::bytea[], $13::timestamptz[], $14::timestamptz[], $17::int[], $18::text[])
      as d(id, source_id, programme_id, dedupe_key, submission_key, status, reason, content_type, size_bytes,
        body_sha256, key_id, sealed, received_at, handled_at, score, signals)
    on conflict (source_id, dedupe_key) do nothing
    returning id, key_id, status
  ), sealed_under as (
    insert into seal_key (id, wrapped, created_at)
    select k.id, k.wrapped, k.created_at
    from unnest($11::uuid[], $15::bytea[], $13::timestamptz[]) as k(id, wrapped, created_at)
    where k.id in (select key_id from kept)
  ), asked as (
    ${insertEffects("$16")} where "instanceId" in (select id from kept where status = 'received')
  )
  select id from kept`;

/**
 * Keep deliveries with their keys, and the asked work of those that are to be read, all in one statement. Returns the ids of
 * those kept: the others their source had delivered before.
 */
export async function insertDeliveries(
  tx: Queryable,
  deliveries: readonly NewDelivery[],
  asked: readonly NewEffect[],
): Promise<Set<string>> {
  // In an order that all share: two that insert in opposite orders would deadlock.
  const rows = deliveries.toSorted((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1));
  const { rows: kept } = await tx.query<{ id: string }>({
    name: "insert-deliveries",
    text: INSERT_DELIVERIES,
    values: [
      rows.map((d) => d.id),
      rows.map((d) => d.sourceId),
      rows.map((d) => d.programmeId),
      rows.map((d) => d.dedupeKey),
      rows.map((d) => d.submissionKey),
      rows.map((d) => d.status),
      rows.map((d) => d.reason),
      rows.map((d) => d.contentType),
      rows.map((d) => d.sizeBytes),
      rows.map((d) => d.bodySha256),
      rows.map((d) => d.keyId),
      rows.map((d) => d.sealed),
      rows.map((d) => d.receivedAt),
      rows.map((d) => d.handledAt),
      rows.map((d) => d.wrappedKey),
      `[${asked.map(newEffectText).join(",")}]`,
      rows.map((d) => d.score),
      rows.map((d) => d.signals.join(",")),
    ],
  });
  return new Set(kept.map(({ id }) => id));
}

const placeOf = ({ sourceId, dedupeKey }: NewDelivery): string => `${sourceId}/${dedupeKey}`;

/** Count further arrivals of deliveries that are kept already; in an order that all share, as inserting is. */
export async function countArrivals(tx: Queryable, ids: readonly string[], at: Date): Promise<void> {
  await tx.query(
    `with arrived as (select id, count(*)::int as times from unnest($1::uuid[]) as a(id) group by id),
       locked as (select d.id from delivery d join arrived a on a.id = d.id order by d.id for update of d)
     update delivery d set times = d.times + a.times, last_at = greatest(d.last_at, $2)
     from arrived a join locked l on l.id = a.id where d.id = a.id`,
    [ids, at],
  );
}

/** What a source may have delivered before: under this key, since then. */
export interface EarlierQuestion {
  readonly sourceId: string;
  readonly dedupeKey: string;
  readonly since: Date;
}

export type EarlierDelivery = Pick<Delivery, "id" | "sourceId" | "dedupeKey" | "bodySha256" | "receivedAt">;

export async function findEarlierDeliveries(
  db: Queryable,
  questions: readonly EarlierQuestion[],
): Promise<EarlierDelivery[]> {
  const { rows } = await db.query<EarlierDelivery>({
    name: "find-earlier-deliveries",
    text: `
      select d.id, q.source_id as "sourceId", q.dedupe_key as "dedupeKey", d.body_sha256 as "bodySha256",
        d.received_at as "receivedAt"
      from unnest($1::uuid[], $2::text[], $3::timestamptz[]) as q(source_id, dedupe_key, since)
      cross join lateral (
        select * from delivery where source_id = q.source_id and dedupe_key = q.dedupe_key and received_at >= q.since
        limit 1) d`,
    values: [
      questions.map((q) => q.sourceId),
      questions.map((q) => q.dedupeKey),
      questions.map((q) => q.since),
    ],
  });
  return rows;
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

/** The case that a delivery was heard in, once that is another. */
export async function noteEngagement(db: Queryable, id: string, engagementId: string): Promise<void> {
  await db.query("update delivery set engagement_id = $2 where id = $1", [id, engagementId]);
}

export async function settleDelivery(
  db: Queryable,
  id: string,
  end: {
    readonly status: DeliveryStatus;
    readonly reason: string | null;
    readonly engagementId: string | null;
    readonly event?: string | null;
    readonly now: Date;
  },
): Promise<void> {
  await db.query(
    "update delivery set status = $2, reason = $3, engagement_id = $4, handled_at = $5, event = $6 where id = $1",
    [id, end.status, end.reason, end.engagementId, end.now, end.event ?? null],
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

/**
 * The oldest held ones of a source are to be read once more. What was held because it looked suspicious stays: a person
 * looks at each of those.
 */
export async function reopenHeldOf(
  tx: Tx,
  sourceId: string,
  { scoreBelow, limit }: { readonly scoreBelow: number; readonly limit: number },
): Promise<Pick<Delivery, "id" | "programmeId">[]> {
  const { rows } = await tx.query<Pick<Delivery, "id" | "programmeId">>(
    `update delivery set status = 'received', reason = null, handled_at = null
     where id in (
       select id from delivery where source_id = $1 and status = 'held' and coalesce(score, 0) < $3 and content_type is distinct from 'message/rfc822'
       order by received_at, id limit $2 for update skip locked)
     returning id, programme_id as "programmeId"`,
    [sourceId, limit, scoreBelow],
  );
  return rows;
}

/** Signed 64-bit numbers as text, the same in one programme and unrelated in another. */
export interface WordsOfProgramme {
  readonly programmeId: string;
  readonly words: readonly string[];
}

export interface DeliveriesFilter {
  /** `duplicate` finds those that arrived more than once: a copy is no row of its own. */
  readonly status?: string | undefined;
  readonly programmeId?: string | undefined;
  readonly sourceId?: string | undefined;
  /** Arrived then or later, and before. */
  readonly since?: Date | undefined;
  readonly until?: Date | undefined;
  readonly scoreMin?: number | undefined;
  /** All of the blind words that stand for those of the programme; any one of these programmes. */
  readonly words?: readonly WordsOfProgramme[] | undefined;
  readonly limit: number;
  readonly after?: { readonly createdAt: Date; readonly id: string } | undefined;
}

export async function listDeliveries(
  db: Queryable,
  { status, programmeId, sourceId, since, until, scoreMin, words, limit, after }: DeliveriesFilter,
  scope: Actor,
): Promise<Delivery[]> {
  const { rows } = await db.query<Delivery>(
    `select ${columns} from delivery
     where ($1::uuid[] is null or programme_id = any($1))
       and ($2::text is null or status = $2 or ($2 = 'duplicate' and times > 1))
       and ($3::uuid is null or source_id = $3)
       and ($4::timestamptz is null or (received_at, id) < ($4, $5::uuid))
       and ($6::timestamptz is null or received_at >= $6)
       and ($7::timestamptz is null or received_at < $7)
       and ($8::int is null or score >= $8)
       and ($11::uuid is null or programme_id = $11)
       and ($10::jsonb is null or id in (
         select coalesce(r.delivery_id, a.record_id)
         from jsonb_to_recordset($10) as asked("programmeId" uuid, words bigint[])
         join answer_index a on a.programme_id = asked."programmeId" and a.words @> asked.words
         left join delivery_replay r on r.record_id = a.record_id))
     order by received_at desc, id desc
     limit $9`,
    [
      programmesOf(scope),
      status ?? null,
      sourceId ?? null,
      after?.createdAt ?? null,
      after?.id ?? null,
      since ?? null,
      until ?? null,
      scoreMin ?? null,
      limit,
      words === undefined ? null : JSON.stringify(words),
      programmeId ?? null,
    ],
  );
  return rows;
}

/** The newest of a source that were kept and may be opened, whatever became of them. */
export async function newestOf(db: Queryable, sourceId: string, limit: number): Promise<Delivery[]> {
  const { rows } = await db.query<Delivery>(
    `select ${columns} from delivery
     where source_id = $1 and sealed is not null and body_sha256 <> 'erased' and content_type is distinct from 'message/rfc822'
     order by received_at desc, id desc limit $2`,
    [sourceId, limit],
  );
  return rows;
}

/** The place a delivery's body is sealed for. */
export const deliveryPlace = (id: string): string => `delivery/${id}/body`;
