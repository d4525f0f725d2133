/** The door: who posts, is it theirs, keep it sealed. Everything else happens after the answer, in a worker. */
import { createHash } from "node:crypto";
import { reasonText } from "../contract/reasons.ts";
import { ConvokeError, InvalidInput, NotFound } from "../lib/errors.ts";
import { newId } from "../lib/ids.ts";
import type { NewDelivery } from "../store/deliveries.ts";
import { insertDeliveries } from "../store/deliveries.ts";
import type { Source } from "../store/sources.ts";
import type { Identity, Problem, RawDelivery } from "./adapter.ts";
import { adapterOf, adapters } from "./adapters/index.ts";
import { authenticateDelivery } from "./authenticate-delivery.ts";
import type { Intake } from "./intake.ts";
import { heldWhilePaused } from "./sources.ts";
import { bodyWithoutBoundary } from "./multipart.ts";

/** What became of a delivery at the door. All of them are answered 200. */
export interface Taken {
  readonly delivery: string;
  readonly status: "accepted" | "duplicate" | "held" | "partial";
}

/** A slug or an id. Anything else names no source, and some of it PostgreSQL could not even be asked about. */
const SOURCE_NAME = /^[a-z0-9-]{1,64}$/;

/** Throws `not-found` for a name that no source has or had: sources are paused and never deleted. */
export async function sourceAtDoor(intake: Intake, slug: string): Promise<Source> {
  const source = SOURCE_NAME.test(slug) ? await intake.sourceNamed(slug) : undefined;
  if (source === undefined) throw new NotFound("source", slug);
  return source;
}

/**
 * The headers to answer with, 200, when a vendor only asks whether anybody is there; null for a delivery, even one that
 * brings the same question along. Throws `not-found`.
 */
export async function greetingFor(
  intake: Intake,
  slug: string,
  raw: RawDelivery,
): Promise<Readonly<Record<string, string>> | null> {
  if (!adapters.some((adapter) => adapter.greet !== undefined && adapter.greet(raw.headers) !== null))
    return null;
  const adapter = adapterOf((await sourceAtDoor(intake, slug)).vendor);
  const greeting = adapter?.greet?.(raw.headers) ?? null;
  return adapter?.parse(raw).kind === "problem" ? greeting : null;
}

/**
 * Take a delivery for a source. Returns after the commit. Throws `not-found` for an unknown source, `busy` while we
 * cannot tell whom to believe, `unauthenticated` for a bad or missing signature or token, `unsupported-media-type`, and `bad-request` for what
 * cannot be read and came to an open source, `payload-too-large` where a signature covers files that were not kept. What came with a signature or a token
 * and cannot be read is held for a person: a vendor that hears 400 may never come again.
 */
export async function takeDelivery(
  intake: Intake,
  slug: string,
  raw: RawDelivery,
  token: string | undefined,
): Promise<Taken> {
  const source = await sourceAtDoor(intake, slug);
  const adapter = adapterOf(source.vendor);
  // A vendor takes 404 for good, so what is wrong here must not look like that.
  if (adapter === undefined)
    throw new ConvokeError("busy", `Nobody here reads ${source.vendor} at the moment`);

  const now = raw.receivedAt;
  const verdict = await authenticateDelivery(intake, source, adapter, raw, token, now);
  if (verdict.kind === "rejected" && raw.isShortened === true && source.sealedSecret !== null) {
    const reason = reasonText("too-large-to-judge");
    await keepRefusal(intake, source, raw, reason, now);
    throw new ConvokeError("payload-too-large", reason);
  }
  if (verdict.kind === "rejected") {
    await keepRefusal(intake, source, raw, verdict.reason, now);
    throw new ConvokeError("unauthenticated", verdict.reason);
  }

  const parsed = adapter.parse(raw);
  if (parsed.kind === "problem" && verdict.kind !== "verified") {
    await keepRefusal(intake, source, raw, parsed.problem.reason, now);
    throw problemError(parsed.problem);
  }
  const identity: Identity =
    parsed.kind === "payload"
      ? adapter.identify(parsed.payload)
      : { deliveryKey: null, submissionKey: null, partial: false };
  const held = parsed.kind === "problem" ? parsed.problem.reason : (identity.held ?? heldWhilePaused(source));
  const kept = await intake.keep({
    source,
    raw,
    hash: sha256(bodyWithoutBoundary(raw)),
    identity,
    held,
    now,
  });
  if (kept.asked !== undefined) intake.hint([kept.asked]);
  return { delivery: kept.id, status: kept.status === "received" ? "accepted" : kept.status };
}

/** Of a delivery that is not taken, status, reason, size and hash stay; never its body. */
async function keepRefusal(
  { db }: Intake,
  source: Source,
  raw: RawDelivery,
  reason: string,
  now: Date,
): Promise<void> {
  const id = newId();
  const refusal: NewDelivery = {
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
    wrappedKey: null,
    sealed: null,
    partyId: null,
    engagementId: null,
    score: null,
    signals: [],
    receivedAt: now,
    handledAt: now,
  };
  await insertDeliveries(db, [refusal], []);
}

function problemError(problem: Problem): ConvokeError {
  if (problem.kind === "media-type") return new ConvokeError("unsupported-media-type", problem.reason);
  const pointer = problem.kind === "header" ? "" : (problem.pointer ?? "");
  return new InvalidInput(problem.reason, [{ pointer, detail: problem.reason }], "bad-request");
}

const sha256 = (body: Buffer): string => createHash("sha256").update(body).digest("hex");
