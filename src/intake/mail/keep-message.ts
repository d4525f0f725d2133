/** A message at the door: sealed and kept before the sender is told that we have it. What it says is read by a worker. */
import { createHash } from "node:crypto";
import { SYSTEM } from "../../contract/actor.ts";
import { newId } from "../../lib/ids.ts";
import { sealBytes } from "../../seal/sealed-bytes.ts";
import { hashToken, newToken } from "../../seal/tokens.ts";
import { inTransaction } from "../../store/database.ts";
import type { NewDelivery } from "../../store/deliveries.ts";
import { deliveryPlace, findEarlierDeliveries, insertDeliveries } from "../../store/deliveries.ts";
import { readProgramme } from "../../store/programmes.ts";
import type { Source } from "../../store/sources.ts";
import { insertSource } from "../../store/sources.ts";
import { workOf } from "../../store/work.ts";
import type { Intake } from "../intake.ts";
import { findReplyAddress } from "./reply-address.ts";

export interface KeptMessage {
  readonly delivery: string;
  readonly status: "accepted" | "duplicate";
}

/**
 * Which programme's an address is: the case's that a reply address was made for, revoked or not, or the programme's that is named
 * before the @. Undefined for an address that is none of ours.
 */
export async function programmeOfAddress(intake: Intake, address: string): Promise<string | undefined> {
  const reply = await findReplyAddress(intake, address);
  if (reply !== undefined) return reply.programmeId;
  const name = address.slice(0, address.lastIndexOf("@")).toLowerCase();
  return /^[a-z0-9][a-z0-9-]{0,63}$/.test(name)
    ? (await readProgramme(intake.db, name, SYSTEM))?.id
    : undefined;
}

/** Keep it, unless the programme has it already. Returns after the commit. `deliveredTo` is whom its envelope names. */
export async function keepMessage(
  intake: Intake,
  programmeId: string,
  message: { readonly raw: Buffer; readonly deliveredTo: readonly string[] },
): Promise<KeptMessage> {
  const { db, vault } = intake;
  const source = await mailSource(intake, programmeId);
  const now = await intake.now();
  const id = newId();
  const { wrapped, key } = vault.master.newKey();
  const body = withEnvelope(message.raw, message.deliveredTo);
  const delivery: NewDelivery = {
    id,
    sourceId: source.id,
    programmeId,
    dedupeKey: dedupeKeyOf(message.raw),
    submissionKey: null,
    status: "received",
    reason: null,
    contentType: MESSAGE_TYPE,
    sizeBytes: message.raw.length,
    bodySha256: sha256(message.raw),
    keyId: newId(),
    wrappedKey: wrapped,
    sealed: sealBytes(key, body, deliveryPlace(id)),
    partyId: null,
    engagementId: null,
    receivedAt: now,
    handledAt: null,
    score: null,
    signals: [],
  };
  const asked = workOf({ of: id, programmeId, action: "readMessage", payload: { deliveryId: id }, now });
  const kept = await inTransaction(db, async (tx) => await insertDeliveries(tx, [delivery], [asked]));
  if (kept.has(id)) {
    intake.hint([asked]);
    return { delivery: id, status: "accepted" };
  }
  const { dedupeKey } = delivery;
  const [earlier] = await findEarlierDeliveries(db, [{ sourceId: source.id, dedupeKey, since: new Date(0) }]);
  return { delivery: earlier?.id ?? id, status: "duplicate" };
}

export const MESSAGE_TYPE = "message/rfc822";
const MAIL_VENDOR = "email";

/** Every programme has one, made when its first message comes. Nobody can post to it as a form vendor does. */
async function mailSource(intake: Intake, programmeId: string): Promise<Source> {
  const slug = `email-${programmeId}`;
  const found = await intake.sourceNamed(slug);
  if (found !== undefined) return found;
  const now = await intake.now();
  await inTransaction(intake.db, async (tx) => {
    await insertSource(tx, {
      id: newId(),
      programmeId,
      slug,
      vendor: MAIL_VENDOR,
      isOpen: false,
      keyId: await intake.vault.newKey(tx, now),
      sealedSecret: null,
      sealedPreviousSecret: null,
      tokenHash: hashToken(newToken("cvs")),
      previousTokenHash: null,
      previousUntil: null,
      mapping: {},
      createdAt: now,
    });
  });
  const made = await intake.sourceNamed(slug);
  if (made === undefined) throw new Error(`The source ${slug} is not there after it was made`);
  return made;
}

/** Whom the envelope names is written where mail hosts write it, so that it stays with the message. */
function withEnvelope(raw: Buffer, deliveredTo: readonly string[]): Buffer {
  const lines = deliveredTo.map((address) => `Delivered-To: ${address.replaceAll(/[\r\n]/g, "")}\r\n`);
  return Buffer.concat([Buffer.from(lines.join("")), raw]);
}

/** The same Message-ID with the same content, whatever hosts wrote above it on the way. */
function dedupeKeyOf(raw: Buffer): string {
  const end = raw.indexOf("\r\n\r\n");
  const head = raw.subarray(0, end === -1 ? Math.min(raw.length, 65_536) : end).toString("latin1");
  const messageId = /^message-id:\s*(\S+)/im.exec(head)?.[1];
  const content = messageId === undefined || end === -1 ? raw : raw.subarray(end);
  return `sha256:${sha256(Buffer.concat([Buffer.from(`${messageId ?? ""}\n`), content]))}`;
}

const sha256 = (body: Buffer): string => createHash("sha256").update(body).digest("hex");
