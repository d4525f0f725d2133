/** The door: who posts, is it theirs, keep it sealed. Everything else happens after the answer, in a worker. */
import { createHash } from "node:crypto";
import { ConvokeError, InvalidInput, NotFound } from "../lib/errors.ts";
import { newId } from "../lib/ids.ts";
import type { Tx } from "../store/database.ts";
import { inTransaction } from "../store/database.ts";
import type { Delivery, DeliveryStatus } from "../store/deliveries.ts";
import { deliveryPlace, findDelivery, insertDelivery } from "../store/deliveries.ts";
import type { Source } from "../store/sources.ts";
import { readSourceAtDoor } from "../store/sources.ts";
import type { Identity, Problem, RawDelivery } from "./adapter.ts";
import { adapterOf } from "./adapters/index.ts";
import { authenticateDelivery } from "./authenticate-delivery.ts";
import { askToRead } from "./held-deliveries.ts";
import type { Intake } from "./intake.ts";

/** What became of a delivery at the door. All of them are answered 200. */
export interface Taken {
  readonly delivery: string;
  readonly status: "accepted" | "duplicate" | "held" | "partial";
}

/** A slug or an id. Anything else names no source, and some of it PostgreSQL could not even be asked about. */
const SOURCE_NAME = /^[a-z0-9-]{1,64}$/;

/** A body without an id of its own counts as the same delivery for so long. */
const SAME_BODY_MS = 24 * 3_600_000;
const BODY_KEY = "sha256:";

/**
 * Take a delivery for a source. Returns after the commit. Throws `not-found` for an unknown source,
 * `unauthenticated` for a bad or missing signature or token, `unsupported-media-type`, and `bad-request` for what
 * cannot be read and was not signed; what was signed and cannot be read is held for a person.
 */
export async function takeDelivery(
  intake: Intake,
  slug: string,
  raw: RawDelivery,
  token: string | undefined,
): Promise<Taken> {
  const source = SOURCE_NAME.test(slug) ? await readSourceAtDoor(intake.db, slug) : undefined;
  const adapter = source === undefined ? undefined : adapterOf(source.vendor);
  if (source === undefined || adapter === undefined) throw new NotFound("source", slug);

  const now = await intake.now();
  const verdict = await authenticateDelivery(intake, source, adapter, raw, token, now);
  if (verdict.kind === "rejected") {
    await keepRefusal(intake, source, raw, verdict.reason, now);
    throw new ConvokeError("unauthenticated", verdict.reason);
  }

  const parsed = adapter.parse(raw);
  if (parsed.kind === "problem" && verdict.kind !== "verified") throw problemError(parsed.problem);
  const identity =
    parsed.kind === "payload"
      ? adapter.identify(parsed.payload)
      : { deliveryKey: null, submissionKey: null, partial: false };
  const held = parsed.kind === "problem" ? parsed.problem.reason : null;
  return await keep(intake, source, raw, { identity, held, now });
}

interface Reading {
  readonly identity: Identity;
  /** Why a person has to look at it. */
  readonly held: string | null;
  readonly now: Date;
}

async function keep(intake: Intake, source: Source, raw: RawDelivery, reading: Reading): Promise<Taken> {
  const { identity, now } = reading;
  const hash = sha256(raw.body);
  const bucket = Math.floor(now.getTime() / SAME_BODY_MS);
  const dedupeKey = identity.deliveryKey ?? `${BODY_KEY}${hash}:${bucket}`;

  const { taken, effect } = await inTransaction(intake.db, async (tx) => {
    const earlier = await findEarlier(tx, source, { identity, hash, bucket, now });
    const isSame = earlier === undefined || earlier.bodySha256 === hash;
    if (earlier !== undefined && isSame)
      return { taken: { delivery: earlier.id, status: "duplicate" as const } };

    const held = isSame ? reading.held : `Another body came under the delivery id of ${earlier.id}`;
    const delivery = await sealDelivery(tx, intake, source, raw, {
      status: held !== null ? "held" : identity.partial ? "partial" : "received",
      reason: held,
      dedupeKey: isSame ? dedupeKey : `${dedupeKey}#${hash}`,
      submissionKey: identity.submissionKey,
      hash,
      now,
    });
    if (!(await insertDelivery(tx, delivery))) {
      // The same delivery came twice at once, and the other one was first.
      const first = await findEarlier(tx, source, { identity, hash, bucket, now });
      return { taken: { delivery: first?.id ?? delivery.id, status: "duplicate" as const } };
    }
    if (delivery.status !== "received") return { taken: { delivery: delivery.id, status: delivery.status } };
    const asked = await askToRead(tx, delivery, now);
    return { taken: { delivery: delivery.id, status: "accepted" as const }, effect: asked };
  });

  if (effect !== undefined) intake.hint([effect]);
  return taken as Taken;
}

async function findEarlier(
  tx: Tx,
  source: Source,
  by: { identity: Identity; hash: string; bucket: number; now: Date },
): Promise<Delivery | undefined> {
  const { identity, hash, bucket, now } = by;
  if (identity.deliveryKey !== null)
    return await findDelivery(tx, source.id, [identity.deliveryKey], new Date(0));
  const keys = [bucket, bucket - 1].map((one) => `${BODY_KEY}${hash}:${one}`);
  return await findDelivery(tx, source.id, keys, new Date(now.getTime() - SAME_BODY_MS));
}

async function sealDelivery(
  tx: Tx,
  { vault }: Intake,
  source: Source,
  raw: RawDelivery,
  as: {
    status: DeliveryStatus;
    reason: string | null;
    dedupeKey: string;
    submissionKey: string | null;
    hash: string;
    now: Date;
  },
): Promise<Delivery> {
  const id = newId();
  const keyId = await vault.newKey(tx, as.now);
  return {
    id,
    sourceId: source.id,
    programmeId: source.programmeId,
    dedupeKey: as.dedupeKey,
    submissionKey: as.submissionKey,
    status: as.status,
    reason: as.reason,
    contentType: raw.contentType ?? null,
    sizeBytes: raw.body.length,
    bodySha256: as.hash,
    keyId,
    sealed: await vault.sealBytes(tx, keyId, raw.body, deliveryPlace(id)),
    partyId: null,
    engagementId: null,
    receivedAt: as.now,
    handledAt: null,
  };
}

/** Of a delivery that is not believed, status, reason, size and hash stay; never its body. */
async function keepRefusal(
  { db }: Intake,
  source: Source,
  raw: RawDelivery,
  reason: string,
  now: Date,
): Promise<void> {
  const id = newId();
  await inTransaction(db, async (tx) => {
    await insertDelivery(tx, {
      id,
      sourceId: source.id,
      programmeId: source.programmeId,
      dedupeKey: `refused:${id}`,
      submissionKey: null,
      status: "refused",
      reason,
      contentType: null,
      sizeBytes: raw.body.length,
      bodySha256: sha256(raw.body),
      keyId: null,
      sealed: null,
      partyId: null,
      engagementId: null,
      receivedAt: now,
      handledAt: now,
    });
  });
}

function problemError(problem: Problem): ConvokeError {
  if (problem.kind === "media-type") return new ConvokeError("unsupported-media-type", problem.reason);
  const pointer = problem.kind === "header" ? "" : (problem.pointer ?? "");
  return new InvalidInput(problem.reason, [{ pointer, detail: problem.reason }], "bad-request");
}

const sha256 = (body: Buffer): string => createHash("sha256").update(body).digest("hex");
