/** Where a message belongs, and putting it there. */
import type { Actor } from "../../contract/actor.ts";
import type { Result } from "../../engine/commands.ts";
import type { Engine } from "../../engine/engine.ts";
import { ConvokeError } from "../../lib/errors.ts";
import { isId } from "../../lib/ids.ts";
import { blindIndex } from "../../seal/master.ts";
import { inTransaction } from "../../store/database.ts";
import { deliveryPlace, noteParty, settleDelivery } from "../../store/deliveries.ts";
import type { DeliveryStatus } from "../../store/deliveries.ts";
import type { Instance } from "../../store/instances.ts";
import type { Origin } from "../../store/journal.ts";
import type { HeldMessage } from "../../store/messages.ts";
import type { Party } from "../../store/parties.ts";
import { findPartyByEmail, partiesOfPerson, partyWithCase, readParty } from "../../store/parties.ts";
import { insertSealedRecord, recordPlace } from "../../store/sealed-records.ts";
import type { Intake } from "../intake.ts";
import type { Message, ParsedMessage } from "./parse-message.ts";
import { parseMessage } from "./parse-message.ts";
import { findReplyAddress } from "./reply-address.ts";

export interface MailDeps {
  readonly intake: Intake;
  readonly engine: Engine;
  readonly reading: Parameters<typeof parseMessage>[1];
}

type Kept = Pick<HeldMessage, "id" | "keyId" | "sealed" | "programmeId">;

/** Throws `sealed` when it was erased. */
export async function openMessage(
  { intake, reading }: Pick<MailDeps, "intake" | "reading">,
  row: Kept,
): Promise<ParsedMessage> {
  if (row.keyId === null || row.sealed === null)
    throw new ConvokeError("sealed", `Of the message ${row.id} nothing was kept`);
  const raw = await intake.vault.openBytes(intake.db, row.keyId, row.sealed, deliveryPlace(row.id));
  return await parseMessage(raw, reading);
}

/** The case whose reply address it was sent to; `revoked` when that does not count any more. */
export async function addressedCase(
  { intake, engine }: MailDeps,
  programmeId: string,
  { recipients }: Message,
): Promise<Instance | "revoked" | undefined> {
  let isRevoked = false;
  for (const address of recipients) {
    const found = await findReplyAddress(intake, address);
    if (found === undefined || found.programmeId !== programmeId) continue;
    if (found.revokedAt === null) {
      const instance = await engine.peek(found.instanceId);
      return instance?.state === "merged" ? await goesOnIn({ intake, engine }, instance) : instance;
    }
    isRevoked = true;
  }
  return isRevoked ? "revoked" : undefined;
}

/** The case of a letter of ours that it answers: our Message-IDs begin with it. Anybody may have copied one. */
export async function answeredCase(
  { engine, reading }: MailDeps,
  programmeId: string,
  { answers }: Message,
): Promise<Instance | undefined> {
  for (const id of answers) {
    const [, instanceId = "", host] = /^<([0-9a-f-]{36})[^@]*@([^@>]+)>$/.exec(id) ?? [];
    if (host?.toLowerCase() !== reading.ownHost || !isId(instanceId)) continue;
    const instance = await engine.peek(instanceId);
    if (instance?.programmeId === programmeId && instance.workflow === "engagement") return instance;
  }
  return undefined;
}

/** The live case of whoever has the sender's address. Anybody may write any address there. */
export async function caseOfSender(
  { engine, intake }: MailDeps,
  programmeId: string,
  { from }: Message,
): Promise<Instance | undefined> {
  if (from === null) return undefined;
  const party = await findPartyByEmail(intake.db, programmeId, blindIndex(intake.vault.master, from.email));
  if (party === undefined) return undefined;
  const { id } = await partyWithCase(intake.db, party);
  return await engine.holder(programmeId, "engagement", `party:${id}`);
}

/** Two cases of one person became one: what is addressed to the one that rests belongs to the other. */
async function goesOnIn(
  { intake, engine }: Pick<MailDeps, "intake" | "engine">,
  merged: Instance,
): Promise<Instance> {
  const id = /^party:(.+)$/.exec(merged.businessKey ?? "")?.[1];
  const [survivor] = id === undefined ? [] : await partiesOfPerson(intake.db, id);
  if (survivor === undefined) return merged;
  const { id: holder } = await partyWithCase(intake.db, survivor);
  return (await engine.holder(merged.programmeId, "engagement", `party:${holder}`)) ?? merged;
}

/** The party a case is about; undefined once it was erased. */
export async function partyOfCase({ intake }: Pick<MailDeps, "intake">, { businessKey }: Instance) {
  const id = /^party:(.+)$/.exec(businessKey ?? "")?.[1];
  return id === undefined ? undefined : await readParty(intake.db, id);
}

/** Its key goes under the party's, so that erasing them erases it. */
export async function handToParty({ intake }: Pick<MailDeps, "intake">, row: Kept, party: Party) {
  const { keyId } = row;
  if (keyId === null) return;
  await inTransaction(intake.db, async (tx) => {
    await intake.vault.handOver(tx, keyId, party.keyId);
    await noteParty(tx, row.id, party.id);
  });
}

/**
 * Attach it to a case: the words are sealed under its party. Who it says it comes from is noted as `known` when that is the party's
 * own address, and believed in neither case.
 */
export async function fileMessage(
  deps: MailDeps,
  row: Kept,
  filing: {
    readonly message: Message;
    readonly instance: Instance;
    readonly party: Party;
    readonly recordId: string;
    readonly actor: Actor;
    readonly origin: Origin;
  },
): Promise<Result> {
  const { intake, engine } = deps;
  const { message, instance, party, recordId, actor, origin } = filing;
  await handToParty(deps, row, party);
  const text = JSON.stringify(recordOfMessage(message));
  await insertSealedRecord(intake.db, {
    id: recordId,
    keyId: party.keyId,
    purpose: "message",
    sealed: await intake.vault.seal(intake.db, party.keyId, text, recordPlace(recordId)),
    createdAt: await intake.now(),
  });
  return await engine.send({
    actor,
    origin,
    key: `message:${row.id}`,
    instanceId: instance.id,
    event: {
      type: "message.attached",
      recordId,
      deliveryId: row.id,
      channel: "email",
      sender: senderIs(intake, message, party),
    },
  });
}

export const senderIs = ({ vault }: Intake, { from }: Message, party: Party): "known" | "other" =>
  from !== null && blindIndex(vault.master, from.email) === party.emailIndex ? "known" : "other";

const recordOfMessage = ({ from, subject, text, attachments, checks, date }: Message) => ({
  person: { name: from?.name ?? null, email: from?.email ?? null },
  subject,
  message: text,
  attachments,
  checks,
  date,
});

export async function settleMessage(
  { intake }: Pick<MailDeps, "intake">,
  id: string,
  status: DeliveryStatus,
  reason: string | null,
  engagementId: string | null,
): Promise<void> {
  await settleDelivery(intake.db, id, { status, reason, engagementId, now: await intake.now() });
}

/** Nobody will read it: of it, as of what is refused at the door, size and hash stay. */
export async function discardMessage(
  { intake }: Pick<MailDeps, "intake">,
  row: Kept,
  reason: string,
): Promise<void> {
  const now = await intake.now();
  const { keyId } = row;
  await inTransaction(intake.db, async (tx) => {
    if (keyId !== null) await intake.vault.destroy(tx, keyId, now);
    await settleDelivery(tx, row.id, { status: "refused", reason, engagementId: null, now });
  });
}
