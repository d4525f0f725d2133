/** Mail about an instance: who gets it, and the sealed copy that is kept of it. */
import { placeOf } from "../contract/bodies.ts";
import type { JsonObject } from "../../workflows/workflow.ts";
import { assert } from "../lib/assert.ts";
import { newId } from "../lib/ids.ts";
import type { Account } from "../store/accounts.ts";
import { accountsWithRole, readAccount } from "../store/accounts.ts";
import type { Db } from "../store/database.ts";
import { readTimers } from "../store/effects.ts";
import type { Instance } from "../store/instances.ts";
import type { Mail } from "../store/mails.ts";
import { keepMail, mailPlace, markMail } from "../store/mails.ts";
import { readCards, readParty } from "../store/parties.ts";
import type { Actor } from "../contract/actor.ts";
import { listMails, readMail, readMailOfEffect } from "../store/mails.ts";
import { readInstances, readInstanceUnscoped } from "../store/instances.ts";
import { listProgrammeTexts, readLanguages } from "../store/public-pages.ts";
import { readProgramme } from "../store/programmes.ts";
import { SYSTEM } from "../contract/actor.ts";
import type { Directory } from "./directory.ts";
import { partyIdOf } from "./people.ts";

export interface Recipient {
  readonly name: string | null;
  /** Null when no address is known. */
  readonly email: string | null;
}

/** Somebody who stands behind an audience, as the one who would come to know what the mail says. */
export interface Addressee extends Recipient {
  readonly actor: Actor;
}

/** What a mail template may know of the case it is about. */
export interface MailCase {
  readonly instanceId: string;
  readonly workflow: string;
  readonly programmeId: string;
  readonly programmeName: string;
  /** IANA zone of the programme, for dates in the text. */
  readonly zone: string;
  /** When each timer that runs is due, by its id: the days a mail may promise. */
  readonly deadlines: ReadonlyMap<string, Date>;
  readonly stage: string | null;
  readonly state: string;
  readonly card: JsonObject;
  /** The party's name as it stands on its card. */
  readonly partyName: string | null;
  readonly organisation: string | null;
}

export interface MailText {
  readonly to: readonly Recipient[];
  readonly subject: string;
  readonly text: string;
}

/** The case an effect belongs to; undefined when the instance is gone. */
export async function mailCase({ db }: Directory, instanceId: string): Promise<MailCase | undefined> {
  const instance = await readInstanceUnscoped(db, instanceId);
  if (instance === undefined) return undefined;
  const programme = await readProgramme(db, instance.programmeId, SYSTEM);
  const partyId = partyOf(instance);
  const card = partyId === undefined ? undefined : (await readCards(db, [partyId])).get(partyId);
  return {
    instanceId,
    workflow: instance.workflow,
    programmeId: instance.programmeId,
    programmeName: programme?.name ?? "the programme",
    zone: programme?.zone ?? "UTC",
    deadlines: await deadlinesOf(db, instanceId),
    stage: instance.stage,
    state: instance.state,
    card: instance.card,
    partyName: card?.name ?? null,
    organisation: card?.organisation ?? null,
  };
}

async function deadlinesOf(db: Db, instanceId: string): Promise<Map<string, Date>> {
  const timers = await readTimers(db, [instanceId]);
  return new Map(timers.flatMap(({ action, dueAt }) => (dueAt === null ? [] : [[action, dueAt]])));
}

/** The languages of a programme (BCP 47), its first in front, and what it says in them to whoever has written. */
export async function wordsOfProgramme(
  { db }: Directory,
  programmeId: string,
): Promise<{
  readonly languages: readonly string[];
  readonly acknowledgements: ReadonlyMap<string, string>;
}> {
  const [languages, texts] = await Promise.all([
    readLanguages(db, programmeId),
    listProgrammeTexts(db, programmeId),
  ]);
  const said = texts.flatMap(({ language, acknowledgement }): [string, string][] =>
    acknowledgement === null ? [] : [[language.slice(0, 2).toLowerCase(), acknowledgement]],
  );
  return { languages, acknowledgements: new Map(said) };
}

/** The name of a programme that a case is referred to; undefined when it is none of ours. */
export const programmeNamed = async ({ db }: Directory, idOrSlug: string): Promise<string | undefined> =>
  (await readProgramme(db, idOrSlug, SYSTEM))?.name;

/**
 * Who stands behind an audience now: `party`, `owner` (the officers while there is none), `members` of
 * the group, or `role:<role>`. Empty
 * when nobody does.
 */
export async function recipientsOf(
  { db }: Directory,
  instanceId: string,
  audience: string,
): Promise<Addressee[]> {
  const instance = await readInstanceUnscoped(db, instanceId);
  if (instance === undefined) return [];
  const { programmeId } = instance;
  if (audience === "party") return await parties(db, programmeId, [partyOf(instance)]);
  if (audience === "members") return await membersOf(db, instance);
  if (audience === "owner" && instance.ownerId !== null) {
    const owner = await readAccount(db, instance.ownerId);
    if (owner !== undefined) return [addressed(owner)];
  }
  const role = audience === "owner" ? "officer" : audience.replace(/^role:/, "");
  return (await accountsWithRole(db, role, placeOf(instance))).map(addressed);
}

const addressed = ({ id, kind, name, email, grants }: Account): Addressee => ({
  name,
  email,
  actor: { id, kind, name, grants },
});

async function parties(
  db: Db,
  programmeId: string,
  ids: readonly (string | undefined)[],
): Promise<Addressee[]> {
  const known = ids.filter((id) => id !== undefined);
  const cards = await readCards(db, known);
  return known.flatMap((id): Addressee[] => {
    const card = cards.get(id);
    if (card === undefined) return [];
    const grants = [{ role: "stakeholder" as const, programmeId }];
    return [{ name: card.name, email: card.email, actor: { id, kind: "public", name: "The party", grants } }];
  });
}

/** Those who sit in the group whose chart or paper it is. */
async function membersOf(db: Db, { card, programmeId }: Instance): Promise<Addressee[]> {
  const group =
    typeof card["groupId"] === "string" ? await readInstanceUnscoped(db, card["groupId"]) : undefined;
  const { context } = (group?.snapshot ?? {}) as { readonly context?: { readonly held?: readonly string[] } };
  const engagements = await readInstances(db, context?.held ?? []);
  return await parties(db, programmeId, [...engagements.values()].map(partyOf));
}

/** Keep the mail that an effect asked for, sealed under the party's key. A second attempt gets the first one's mail. */
export async function keepMailOf(
  directory: Directory,
  mail: {
    readonly effect: string;
    readonly instanceId: string;
    readonly template: string;
    readonly audience: string;
    readonly messageId: string;
    readonly content: MailText;
    /** For a mail that is about no single instance. */
    readonly programmeId?: string;
  },
): Promise<Mail> {
  const { db, vault } = directory;
  const now = await directory.now();
  const instance = await readInstanceUnscoped(db, mail.instanceId);
  const partyId = instance === undefined ? undefined : partyOf(instance);
  const party = partyId === undefined ? undefined : await readParty(db, partyId);
  const keyId = party?.keyId ?? (await vault.newKey(db, now));
  const programmeId = mail.programmeId ?? instance?.programmeId;
  assert(programmeId !== undefined, `mail ${mail.effect} belongs to a programme`);
  const id = newId();
  return await keepMail(db, {
    id,
    effect: mail.effect,
    messageId: mail.messageId,
    instanceId: mail.instanceId,
    programmeId,
    keyId,
    template: mail.template,
    audience: mail.audience,
    // The row's place is its effect: an interrupted attempt leaves a row that the next one can open.
    sealed: await vault.seal(db, keyId, JSON.stringify(mail.content), mailPlace(mail.effect)),
    status: "kept",
    createdAt: now,
    sentAt: null,
  });
}

/** The words of the mail that an earlier attempt at this effect kept. */
export async function keptWords(directory: Directory, effect: string): Promise<MailText | undefined> {
  const mail = await readMailOfEffect(directory.db, effect);
  return mail === undefined ? undefined : await openMail(directory, mail);
}

export async function openMail({ db, vault }: Directory, mail: Mail): Promise<MailText> {
  return JSON.parse(await vault.open(db, mail.keyId, mail.sealed, mailPlace(mail.effect))) as MailText;
}

export async function mailWentOut(directory: Directory, mail: Mail): Promise<void> {
  await markMail(directory.db, mail.id, "sent", await directory.now());
}

export async function mailIsUndeliverable(directory: Directory, mail: Mail): Promise<void> {
  await markMail(directory.db, mail.id, "undeliverable", await directory.now());
}

export const mailsOf = async (
  { db }: Directory,
  filter: Parameters<typeof listMails>[1],
  scope: Actor,
): Promise<Mail[]> => await listMails(db, filter, scope);

export const mailById = async ({ db }: Directory, id: string, scope: Actor): Promise<Mail | undefined> =>
  await readMail(db, id, scope);

const partyOf = (instance: Instance): string | undefined =>
  partyIdOf(instance.businessKey) ?? (instance.card["partyId"] as string | undefined);
