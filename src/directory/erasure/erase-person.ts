/** Erases a person once two people have agreed: plan, execute, prove, search. Every part can be repeated. */
import type { Actor } from "../../contract/actor.ts";
import type { ErasurePlan } from "../../contract/erasure.ts";
import { canonicalJson } from "../../lib/canonical.ts";
import { ConvokeError, NotFound } from "../../lib/errors.ts";
import { newId } from "../../lib/ids.ts";
import { appendAudit } from "../../store/audit.ts";
import { inTransaction } from "../../store/database.ts";
import { eraseReach } from "../../store/erase-party.ts";
import type { Erasure } from "../../store/erasures.ts";
import {
  approveErasure,
  executedErasures,
  insertErasure,
  lockErasure,
  openErasureOf,
  proveErasure,
  replacePlan,
} from "../../store/erasures.ts";
import type { Instance } from "../../store/instances.ts";
import { partiesOfPerson } from "../../store/parties.ts";
import { forgetStatistics } from "../../store/stored-texts.ts";
import type { Erasing } from "./erasing.ts";
import { erasureAct } from "./erasure-act.ts";
import { addToList, listPath } from "./erasure-list.ts";
import { gatherWords } from "./gather-words.ts";
import type { KnownWords } from "./known-words.ts";
import { readdress } from "./letters.ts";
import type { Planned } from "./plan-erasure.ts";
import { planErasure } from "./plan-erasure.ts";
import { keepForSearch, searchFor } from "./search-later.ts";

/** The dry run. Throws `not-found`. */
export async function dryRun(
  { directory }: Erasing,
  partyId: string,
): Promise<Planned & { words: KnownWords }> {
  const words = await gatherWords(directory, partyId);
  const planned =
    words === undefined ? undefined : await planErasure(directory, directory.db, partyId, words);
  if (words === undefined || planned === undefined) throw new NotFound("person", partyId);
  return { ...planned, words };
}

/**
 * Ask for it. Returns the erasure with its plan; the one that was asked for before when there is one. Throws `sealed` for
 * somebody whose erasure is over, or who was forgotten without one.
 */
export async function requestErasure(erasing: Erasing, partyId: string, by: string): Promise<Erasure> {
  const { db, now } = erasing.directory;
  const { reach, plan, words, isErased } = await dryRun(erasing, partyId);
  if (isErased) return await unfinished(erasing, partyId);
  refuseTheirName(words, by);
  const { programmeId } = reach;
  const asked = { id: newId(), partyId, programmeId, requestedBy: by, requestedAt: await now(), plan };
  await inTransaction(db, async (tx) => {
    const isNew = await insertErasure(tx, {
      ...asked,
      status: "requested",
      approvedBy: null,
      approvedAt: null,
    });
    if (isNew) await appendAudit(tx, [erasureAct(asked, by, asked.requestedAt, { requested: true })]);
  });
  const erasure = await openErasureOf(db, partyId);
  if (erasure === undefined) throw new NotFound("erasure of", partyId);
  return erasure;
}

async function unfinished({ directory }: Erasing, partyId: string): Promise<Erasure> {
  const erasure = await openErasureOf(directory.db, partyId);
  if (erasure?.status === "approved" || erasure?.status === "executed") return erasure;
  throw new ConvokeError("sealed", `The person ${partyId} was erased before`);
}

/**
 * Approve and carry out. Throws `forbidden` for whoever asked for it, `conflict` while an obstacle stands, and when what is
 * there is no longer what was planned: the plan is then made anew, to be looked at again. Called once more for one that was
 * broken off, it takes that up.
 */
export async function approveAndErase(erasing: Erasing, id: string, by: string): Promise<Erasure> {
  const { db, now } = erasing.directory;
  const words = await inTransaction(db, async (tx) => {
    const erasure = await lockErasure(tx, id);
    if (erasure === undefined) throw new NotFound("erasure", id);
    if (erasure.requestedBy === by) throw secondPerson();
    const known = await gatherWords(erasing.directory, erasure.partyId);
    if (known === undefined) throw new NotFound("person", erasure.partyId);
    refuseTheirName(known, by);
    if (erasure.status !== "requested") return known;
    const planned = await planErasure(erasing.directory, tx, erasure.partyId, known);
    if (planned === undefined) throw new NotFound("person", erasure.partyId);
    if (!isSame(planned.plan, erasure.plan)) return planned.plan;
    refuseObstacles(planned.plan);
    const at = await now();
    await approveErasure(tx, id, by, at);
    await appendAudit(tx, [erasureAct(erasure, by, at, { approved: true })]);
    return known;
  });
  if ("items" in words) {
    await replacePlan(db, id, words);
    throw new ConvokeError(
      "conflict",
      "What there is of the person has changed since the plan was made; look at the new plan, and approve that",
      { extra: { plan: words } },
    );
  }
  return await carryOut(erasing, id, words);
}

/** From the approval on. What was done before it was broken off stays done. */
async function carryOut(erasing: Erasing, id: string, words: KnownWords): Promise<Erasure> {
  const { db } = erasing.directory;
  const before = await inTransaction(db, (tx) => lockErasure(tx, id));
  if (before === undefined) throw new NotFound("erasure", id);
  const done = before.position === null ? await execute(erasing, id, words) : before;
  await endCases(erasing, done);
  await forgetStatistics(db);
  await addToList(listPath(erasing.dataDir), await executedErasures(db));
  await searchFor(erasing, id);
  const after = await inTransaction(db, (tx) => lockErasure(tx, id));
  if (after === undefined) throw new NotFound("erasure", id);
  return after;
}

async function execute(erasing: Erasing, id: string, words: KnownWords): Promise<Erasure> {
  const { db, now } = erasing.directory;
  const executedAt = await now();
  const { addresses } = words;
  return await inTransaction(db, async (tx) => {
    const erasure = await lockErasure(tx, id);
    if (erasure === undefined) throw new NotFound("erasure", id);
    if (erasure.position !== null) return erasure;
    const planned = await planErasure(erasing.directory, tx, erasure.partyId, words);
    if (planned === undefined) throw new NotFound("person", erasure.partyId);
    await readdress(erasing.directory, tx, planned.letters, words);
    await eraseReach(tx, planned.reach, { addresses, now: executedAt });
    await keepForSearch(erasing, tx, id, words, executedAt);
    const result = {
      items: planned.plan.items,
      asPlanned: isSame(planned.plan, erasure.plan),
      journals: planned.reach.cases.map(({ id: instance, revision, chain }) => ({
        instance,
        revision,
        chain,
      })),
    };
    const proven = await proveErasure(tx, erasure, { result, keyIds: planned.reach.keyIds, executedAt });
    await appendAudit(tx, [erasureAct(erasure, erasure.approvedBy, executedAt, { carriedOut: true })]);
    return proven;
  });
}

/** Ends their live cases and forms by an event each, so that seats are given back and timers end. */
export async function endCases(erasing: Erasing, erasure: Erasure): Promise<void> {
  const { id, approvedBy } = erasure;
  const event = { type: "erasure.executed", requestId: id, planApproved: true, legalHold: false };
  for (const running of await runningOf(erasing, erasure)) {
    const actor: Actor = {
      id: approvedBy ?? "operator",
      kind: "staff",
      name: "Whoever approved the erasure",
      grants: [{ role: "dpo", programmeId: running.programmeId }],
    };
    const key = `erasure:${id}`;
    const sent = await erasing.engine.send({ instanceId: running.id, event, actor, origin: "caller", key });
    if (sent.kind === "applied" || sent.kind === "duplicate") continue;
    throw new ConvokeError(
      "conflict",
      `The ${running.workflow} ${running.id} did not take its end: it answered ${sent.kind}`,
    );
  }
}

/** What is the person's by their party; and the forms of accounts that were theirs, which only the proof still names. */
async function runningOf(
  { directory, engine }: Erasing,
  { partyId, programmeId, result }: Erasure,
): Promise<Instance[]> {
  const found: (Instance | undefined)[] = [];
  for (const { id } of await partiesOfPerson(directory.db, partyId))
    for (const workflow of ["engagement", "interests"])
      found.push(await engine.holder(programmeId, workflow, `party:${id}`));
  for (const { instance } of result?.journals ?? []) {
    const known = await engine.peek(instance);
    if (known?.businessKey?.startsWith("account:") === true) found.push(known);
  }
  return found.filter((one) => one !== undefined).filter(({ status }) => status !== "done");
}

/** For an operator at the machine, who names two people. */
export async function eraseAtOnce(
  erasing: Erasing,
  partyId: string,
  { requestedBy, approvedBy }: { readonly requestedBy: string; readonly approvedBy: string },
): Promise<Erasure> {
  const { id } = await requestErasure(erasing, partyId, requestedBy);
  return await approveAndErase(erasing, id, approvedBy);
}

/** Destroy again what a restored backup has brought back. */
export async function eraseAgain(
  erasing: Erasing,
  erasure: Erasure,
  { reach, letters }: Pick<Planned, "reach" | "letters">,
  words: KnownWords,
): Promise<void> {
  const { db, now } = erasing.directory;
  const at = await now();
  await inTransaction(db, async (tx) => {
    await readdress(erasing.directory, tx, letters, words);
    await eraseReach(tx, reach, { addresses: words.addresses, now: at });
    await keepForSearch(erasing, tx, erasure.id, words, at);
    await appendAudit(tx, [erasureAct(erasure, "system", at, { again: true })]);
  });
}

const isSame = (one: ErasurePlan, other: ErasurePlan): boolean => canonicalJson(one) === canonicalJson(other);

function refuseObstacles({ obstacles }: ErasurePlan): void {
  if (obstacles.length === 0) return;
  throw new ConvokeError("conflict", `The person cannot be erased yet. ${obstacles.join(". ")}`, {
    extra: { obstacles },
  });
}

/** The row stays for good: it must not carry the name it is there to forget. */
function refuseTheirName(words: KnownWords, by: string): void {
  if (!words.isIn(by)) return;
  throw new ConvokeError(
    "conflict",
    "Whoever asks for or approves an erasure is not the person who is erased",
  );
}

const secondPerson = (): ConvokeError =>
  new ConvokeError("forbidden", "You asked for this erasure; somebody else has to approve it");
