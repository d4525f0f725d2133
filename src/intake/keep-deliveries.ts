/** Deliveries that arrive together, kept together: looked up, sealed and written in one transaction. */
import { reasonText } from "../contract/reasons.ts";
import { assert } from "../lib/assert.ts";
import { newId } from "../lib/ids.ts";
import { sealBytes } from "../seal/sealed-bytes.ts";
import type { Db, Tx } from "../store/database.ts";
import { inTransaction, isUnavailable } from "../store/database.ts";
import type { Delivery, EarlierQuestion, NewDelivery } from "../store/deliveries.ts";
import {
  countArrivals,
  deliveryPlace,
  findEarlierDeliveries,
  insertDeliveries,
} from "../store/deliveries.ts";
import type { NewEffect } from "../store/effect-writes.ts";
import type { Source } from "../store/sources.ts";
import type { Vault } from "../store/vault.ts";
import { together } from "../lib/gather.ts";
import type { Identity, RawDelivery } from "./adapter.ts";
import { readingOf } from "./held-deliveries.ts";

/** A body without an id of its own counts as the same delivery for so long. */
const SAME_BODY_MS = 24 * 3_600_000;
const BODY_KEY = "sha256:";

/** A delivery that may come in, with what is known of it. */
export interface Arrival {
  readonly source: Source;
  readonly raw: RawDelivery;
  /** Hex SHA-256 of the body, of a multipart one without its boundary. */
  readonly hash: string;
  readonly identity: Identity;
  /** Why a person has to look at it. */
  readonly held: string | null;
  /** How suspicious it looks, where somebody judges that. */
  readonly suspicion?: Suspicion | undefined;
  readonly now: Date;
}

export interface Suspicion {
  /** From 0; higher is worse. */
  readonly score: number;
  /** Codes of what was noticed, such as `honeypot`, without commas. */
  readonly signals: readonly string[];
}

type FreshStatus = "received" | "held" | "partial";
type Fresh = NewDelivery & { readonly status: FreshStatus };

export interface Kept {
  readonly id: string;
  readonly status: FreshStatus | "duplicate";
  /** The work of reading it, where it is to be read. */
  readonly asked: NewEffect | undefined;
}

/** Settles after the commit. One that spoils the statement fails alone. */
export function createKeeper(db: Db, vault: Vault): (arrival: Arrival) => Promise<Kept> {
  return together(
    async (arrivals: readonly Arrival[]) =>
      await inTransaction(db, async (tx) => await keepAll(tx, vault, arrivals)),
    { eachAlone: (error) => !isUnavailable(error), turnOf: ({ source }) => source.id },
  );
}

async function keepAll(tx: Tx, vault: Vault, arrivals: readonly Arrival[]): Promise<Kept[]> {
  const known = await lookUp(tx, arrivals);
  const plans = arrivals.map((arrival) => plan(vault, known, arrival));
  const fresh = plans.flatMap((one) => (one.kind === "new" ? [one.delivery] : []));
  const asked = new Map(
    fresh
      .filter(({ status }) => status === "received")
      .map((delivery): [string, NewEffect] => [delivery.id, readingOf(delivery, delivery.receivedAt)]),
  );
  const kept =
    fresh.length === 0 ? new Set<string>() : await insertDeliveries(tx, fresh, [...asked.values()]);

  // Another process kept the same ones meanwhile, and was first: with what repeats them here, they are its.
  const lost = new Set(fresh.map(({ id }) => id).filter((id) => !kept.has(id)));
  const winners = lost.size === 0 ? undefined : await lookUp(tx, arrivals);
  const all = plans.map((one, index): Kept => {
    const id = one.kind === "new" ? one.delivery.id : one.of;
    if (!lost.has(id))
      return one.kind === "new" ? { id, status: one.delivery.status, asked: asked.get(id) } : duplicateOf(id);
    const arrival = arrivals[index];
    const winner = arrival === undefined ? undefined : winners?.latest(arrival);
    assert(winner !== undefined, "a delivery that was kept before is there");
    return duplicateOf(winner.id);
  });
  const repeated = all.flatMap(({ id, status }) => (status === "duplicate" ? [id] : []));
  const [{ now } = { now: new Date(0) }] = arrivals;
  if (repeated.length > 0) await countArrivals(tx, repeated, now);
  return all;
}

const duplicateOf = (id: string): Kept => ({ id, status: "duplicate", asked: undefined });

type Plan =
  | { readonly kind: "new"; readonly delivery: Fresh }
  | { readonly kind: "duplicate"; readonly of: string };

function plan(vault: Vault, known: Known, arrival: Arrival): Plan {
  const { identity, hash, now } = arrival;
  const earlier = known.latest(arrival);
  const isSame =
    earlier === undefined || earlier.bodySha256 === hash || arrival.identity.keyCoversBody === true;
  if (earlier !== undefined && isSame) return { kind: "duplicate", of: earlier.id };

  const held = isSame ? arrival.held : reasonText("another-body", { id: earlier.id });
  const dedupeKey = identity.deliveryKey ?? bodyKey(hash, bucketOf(now));
  const delivery = sealed(vault, arrival, {
    status: held !== null ? "held" : identity.partial ? "partial" : "received",
    reason: held,
    dedupeKey: isSame ? dedupeKey : `${dedupeKey}#${hash}`,
  });
  known.add(delivery);
  return { kind: "new", delivery };
}

interface Known {
  /** The latest delivery that this one repeats, whatever its body. */
  latest(arrival: Arrival): Pick<Delivery, "id" | "bodySha256" | "receivedAt"> | undefined;
  add(delivery: NewDelivery): void;
}

async function lookUp(tx: Tx, arrivals: readonly Arrival[]): Promise<Known> {
  const earlier = await findEarlierDeliveries(tx, arrivals.flatMap(questionsOf));
  const byPlace = new Map(earlier.map((one) => [placeOf(one), one]));
  return {
    latest: (arrival) =>
      questionsOf(arrival)
        .flatMap((question) => byPlace.get(placeOf(question)) ?? [])
        .toSorted((a, b) => b.receivedAt.getTime() - a.receivedAt.getTime())[0],
    add: (delivery) => void byPlace.set(placeOf(delivery), delivery),
  };
}

/** What would make it a repetition: its own id at any time, or the same body lately. */
function questionsOf({ source, identity, hash, now }: Arrival): EarlierQuestion[] {
  const { deliveryKey } = identity;
  if (deliveryKey !== null) return [{ sourceId: source.id, dedupeKey: deliveryKey, since: new Date(0) }];
  const since = new Date(now.getTime() - SAME_BODY_MS);
  const bucket = bucketOf(now);
  return [bucket, bucket - 1].map((one) => ({ sourceId: source.id, dedupeKey: bodyKey(hash, one), since }));
}

const placeOf = ({ sourceId, dedupeKey }: Pick<EarlierQuestion, "sourceId" | "dedupeKey">): string =>
  `${sourceId}/${dedupeKey}`;
const bucketOf = (now: Date): number => Math.floor(now.getTime() / SAME_BODY_MS);
const bodyKey = (hash: string, bucket: number): string => `${BODY_KEY}${hash}:${bucket}`;

function sealed(
  { master }: Vault,
  { source, raw, hash, identity, suspicion, now }: Arrival,
  as: { readonly status: FreshStatus; readonly reason: string | null; readonly dedupeKey: string },
): Fresh {
  const id = newId();
  const { wrapped, key } = master.newKey();
  return {
    ...as,
    id,
    sourceId: source.id,
    programmeId: source.programmeId,
    submissionKey: identity.submissionKey,
    contentType: raw.contentType ?? null,
    sizeBytes: raw.body.length,
    bodySha256: hash,
    keyId: newId(),
    wrappedKey: wrapped,
    sealed: sealBytes(key, raw.body, deliveryPlace(id)),
    partyId: null,
    engagementId: null,
    score: suspicion?.score ?? null,
    signals: suspicion?.signals ?? [],
    receivedAt: now,
    handledAt: null,
  };
}
