/** What erasing a person would do, item by item, and what has to be settled first. Changes nothing. */
import type { ErasureItem, ErasurePlan } from "../../contract/erasure.ts";
import { deliveryPlace } from "../../store/deliveries.ts";
import { importPlace, openImports, readFile } from "../../store/imports.ts";
import type { Queryable } from "../../store/database.ts";
import type { Counts, Reach } from "../../store/erase-party.ts";
import { countReach, reachOf, unclaimedDeliveries } from "../../store/erase-party.ts";
import type { Directory } from "../directory.ts";
import { opened } from "./gather-words.ts";
import type { KnownWords } from "./known-words.ts";
import type { Letters } from "./letters.ts";
import { lettersTo } from "./letters.ts";
import { keysOfForms } from "./words-in-forms.ts";

export interface Planned {
  readonly reach: Reach;
  /** To them beside others. */
  readonly letters: Letters["shared"];
  readonly plan: ErasurePlan;
  /** There is no key left to destroy. */
  readonly isErased: boolean;
}

/** Undefined when there is no such party. `db` may be the transaction that then erases. */
export async function planErasure(
  { vault }: Pick<Directory, "vault">,
  db: Queryable,
  partyId: string,
  words: KnownWords,
): Promise<Planned | undefined> {
  const { addresses } = words;
  const known = await reachOf(db, partyId, { found: [], addresses });
  if (known === undefined) return undefined;
  const found: string[] = [];
  for (const { id, keyId, sealed } of await unclaimedDeliveries(db, known.programmeId)) {
    if (known.deliveryIds.includes(id)) continue;
    const body = await opened(() => vault.openBytes(db, keyId, sealed, deliveryPlace(id)));
    if (body !== undefined && words.isIn(body)) found.push(id);
  }
  const theirs = found.length === 0 ? known : await reachOf(db, partyId, { found, addresses });
  if (theirs === undefined) return undefined;
  const lists = await listsWith({ vault }, db, theirs.programmeId, words);
  const hadAccount = theirs.accounts.length > 0;
  const letters = await lettersTo({ vault }, db, { words, hadAccount, except: theirs.keyIds });
  const forms = await keysOfForms(db, theirs.cases);
  const keyIds = [...new Set([...theirs.keyIds, ...letters.keyIds, ...forms])];
  const reach = { ...theirs, keyIds, importIds: lists.map(({ id }) => id) };
  const counts = await countReach(db, reach, addresses);
  const items = itemsOf(counts, reach, letters.shared.length);
  const plan = { items, obstacles: obstaclesOf(reach) };
  return { reach, letters: letters.shared, plan, isErased: counts.keys === 0 && counts.cards === 0 };
}

/** Lists that wait or are being entered, and name them. */
async function listsWith(
  { vault }: Pick<Directory, "vault">,
  db: Queryable,
  programmeId: string,
  words: KnownWords,
): Promise<{ id: string }[]> {
  const found: { id: string }[] = [];
  for (const { id, keyId } of await openImports(db, programmeId)) {
    const sealed = await readFile(db, id);
    const text =
      sealed === undefined ? undefined : await opened(() => vault.open(db, keyId, sealed, importPlace(id)));
    if (text !== undefined && words.isIn(text)) found.push({ id });
  }
  return found;
}

function itemsOf(counts: Counts, { cases }: Reach, letters: number): ErasureItem[] {
  const live = (workflow: string): number =>
    cases.filter((one) => one.workflow === workflow && one.status !== "done").length;
  return [
    remove("card", counts.cards, "The one plaintext: name, organisation, e-mail address"),
    remove("keys", counts.keys, "What everything below is sealed under; destroyed, never to be made again"),
    remove("affiliations", counts.affiliations, "Where they work and worked"),
    remove("links", counts.links, "By which they act without signing in"),
    remove(
      "fingerprints of deliveries",
      counts.fingerprints,
      "Hashes of what they sent, and the vendor's name for it",
    ),
    remove(
      "fingerprints of requests",
      counts.requestKeys,
      "Keyed hashes; the keys stay, so that a repetition makes nothing anew",
    ),
    remove(
      "disabled accounts",
      counts.accounts,
      "Name and address of an account with the same address; its ways in",
    ),
    remove("invitations", counts.invitations, "Addressed to them"),
    remove("address in letters to several", letters, "The letters stay with whoever else they went to"),
    remove(
      "tie to words in ledgers",
      counts.aliases,
      "What they said at meetings stays on the record, sealed and nobody's",
    ),
    seal("sealed words", counts.records, "What they wrote and what was written about them"),
    seal("mails", counts.mails, "A line stays that there was one, without address, subject or text"),
    seal(
      "lists",
      counts.imports,
      "Imports that are not over and name them are cancelled; of each row ids and codes stay",
    ),
    seal("deliveries", counts.deliveries, "A line stays that there was one, with its size"),
    {
      what: "live cases",
      act: "keep",
      count: live("engagement"),
      why: "Each ends as erased; seats are given back, groups are told",
    },
    {
      what: "forms about interests",
      act: "keep",
      count: live("interests"),
      why: "Each ends as erased; nobody is asked or reminded any more",
    },
    {
      what: "events of their cases",
      act: "keep",
      count: cases.reduce((sum, { revision }) => sum + revision, 0),
      why: "Ids, codes and decisions: the chain of hashes and every count stay as they are",
    },
  ];
}

const remove = (what: string, count: number, why: string): ErasureItem => ({
  what,
  act: "delete",
  count,
  why,
});
const seal = (what: string, count: number, why: string): ErasureItem => ({
  what,
  act: "seal-away",
  count,
  why,
});

const CALLED: Readonly<Record<string, string>> = { interests: "form about interests" };

function obstaclesOf({ cases, accounts }: Reach): string[] {
  return [
    ...cases
      .filter(({ status }) => status === "parked")
      .map(
        ({ id, workflow }) =>
          `Their ${CALLED[workflow] ?? workflow} ${id} is parked: retry or skip what it could not take first`,
      ),
    ...accounts
      .filter(({ isDisabled }) => !isDisabled)
      .map(({ id }) => `The account ${id} has their address and lets somebody in: disable it first`),
  ];
}
