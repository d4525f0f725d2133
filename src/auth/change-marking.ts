/** Raising and lowering a marking: anybody on the staff who may read it raises it, its owner alone lowers it (S-035). */
import type { Role } from "../../workflows/workflow.ts";
import type { Actor } from "../contract/actor.ts";
import { rolesIn } from "../contract/actor.ts";
import { bodiesOf } from "../contract/bodies.ts";
import { markedKinds } from "../contract/marked-kinds.ts";
import type { Marking } from "../contract/markings.ts";
import { isStricter } from "../contract/markings.ts";
import type { Directory } from "../directory/directory.ts";
import { sealRecord } from "../directory/people.ts";
import { ConvokeError, InvalidInput } from "../lib/errors.ts";
import { accountNames } from "../store/accounts.ts";
import type { Db, Queryable, Tx } from "../store/database.ts";
import { inTransaction } from "../store/database.ts";
import type { Instance } from "../store/instances.ts";
import { readInstances } from "../store/instances.ts";
import type { MarkedRecord } from "../store/marked-records.ts";
import { readMarkedRecords } from "../store/marked-records.ts";
import type { RecordRef } from "../store/markings.ts";
import {
  addSource,
  appendMarkingChange,
  endReleasesOf,
  lockMarking,
  refText,
  releaseSource,
  writeSetMarking,
} from "../store/markings.ts";
import { demandKnown } from "./known-records.ts";

export interface MarkingRequest {
  readonly marking: Marking;
  readonly reason?: string | undefined;
  readonly named?: readonly string[] | undefined;
  readonly sources?: readonly RecordRef[] | undefined;
}

/**
 * Mark the record. Lower, it takes a reason and the owner of whatever stands in the way: what the caller owns of that is
 * released, and the record bears what the rest still asks. Throws `forbidden` naming who may when the caller owns none of it.
 */
export async function changeMarking(
  directory: Directory,
  actor: Actor,
  ref: RecordRef,
  instance: Instance,
  wanted: MarkingRequest,
): Promise<void> {
  const { db } = directory;
  const { programmeId } = instance;
  await checkSources(db, actor, ref, programmeId, wanted.sources ?? []);
  const at = await directory.now();
  const asked = await readOne(db, ref);
  const lowers = standsInTheWay(asked, wanted.marking).length > 0;
  if (lowers && wanted.reason === undefined)
    throw new InvalidInput("A marking is lowered for a reason", [
      { pointer: "/reason", detail: `expected why ${asked.marking} may become ${wanted.marking}` },
    ]);
  const reasonId =
    wanted.reason === undefined
      ? null
      : await sealRecord(directory, undefined, { purpose: "marking/reason", text: wanted.reason });

  await inTransaction(db, async (tx) => {
    await lockMarking(tx, ref);
    for (const source of wanted.sources ?? []) await addSource(tx, ref, source);
    const record = await readOne(tx, ref);
    const change = { ...ref, changedAt: at, changedBy: actor.id, source: null, reasonId };
    await markItself(tx, actor, record, wanted, { programmeId, at, change });
    await releaseSources(tx, actor, record, wanted.marking, change);
  });
}

/** What a party gave is as confidential as its case was; whoever linked it answers for it. Whose it was is not said. */
export async function markContribution(
  { db, now }: Directory,
  actor: Actor,
  { id, programmeId }: { readonly id: string; readonly programmeId: string },
  marking: Marking,
): Promise<void> {
  await writeSetMarking(db, {
    kind: "contribution",
    id,
    programmeId,
    marking,
    setBy: actor.id,
    setAt: await now(),
    named: [],
  });
}

type Change = Omit<Parameters<typeof appendMarkingChange>[1], "from" | "to">;

async function markItself(
  tx: Tx,
  actor: Actor,
  record: MarkedRecord,
  { marking, named }: MarkingRequest,
  { programmeId, at, change }: { programmeId: string; at: Date; change: Change },
): Promise<void> {
  const { ref, own } = record;
  const isOwner = owns(actor, record);
  if (named !== undefined && !isOwner) throw await notTheirs(tx, record, [record], "name who takes part in");
  const isLowered = isStricter(own, marking);
  if (isLowered && !isOwner) {
    const blocking = standsInTheWay(record, marking);
    const helps = record.sources.some((source) => mayRelease(actor, source.record, source.asks, marking));
    if (!helps) throw await notTheirs(tx, record, blocking, "lower");
    return;
  }
  if (own === marking && named === undefined) {
    if (standsInTheWay(record, marking).length === 0) return;
    if (!record.sources.some((source) => mayRelease(actor, source.record, source.asks, marking)))
      throw await notTheirs(tx, record, standsInTheWay(record, marking), "lower");
    return;
  }
  await writeSetMarking(tx, {
    ...ref,
    programmeId,
    marking,
    // Whoever only names people leaves it whose it is.
    setBy: own === marking && record.setBy !== null ? record.setBy : actor.id,
    setAt: at,
    named: [...new Set(named ?? record.named)],
  });
  if (isStricter(marking, own)) await endReleasesOf(tx, ref);
  if (own !== marking) await appendMarkingChange(tx, { ...change, from: own, to: marking });
}

async function releaseSources(
  tx: Tx,
  actor: Actor,
  record: MarkedRecord,
  to: Marking,
  change: Change,
): Promise<void> {
  for (const { ref, record: source, asks } of record.sources) {
    if (!mayRelease(actor, source, asks, to)) continue;
    await releaseSource(tx, record.ref, ref, to);
    await appendMarkingChange(tx, { ...change, from: asks, to, source: refText(ref) });
  }
}

/** A source is released by whoever owns everything in it that is stricter. */
export function mayRelease(actor: Actor, source: MarkedRecord, asks: Marking, to: Marking): boolean {
  return isStricter(asks, to) && standsInTheWay(source, to).every((part) => owns(actor, part));
}

/** The records whose own marking keeps this one from being `to`: itself, and those it was derived from. */
export function standsInTheWay(record: MarkedRecord, to: Marking): MarkedRecord[] {
  const own = isStricter(record.own, to) ? [record] : [];
  const below = record.sources
    .filter(({ asks }) => isStricter(asks, to))
    .flatMap(({ record: source }) => standsInTheWay(source, to));
  return [...new Map([...own, ...below].map((part) => [refText(part.ref), part])).values()];
}

/** Who marked it, or the officer who owns it; of what nobody owns, whoever keeps its kind. */
function owns(actor: Actor, { ref, setBy, ownerId, instance }: MarkedRecord): boolean {
  if (actor.id === setBy || (ownerId !== null && actor.id === ownerId)) return true;
  return setBy === null && ownerId === null && keeps(actor, ref, instance);
}

function keeps(actor: Actor, { kind }: RecordRef, instance: Instance | undefined): boolean {
  if (instance === undefined) return false;
  const roles: readonly Role[] = rolesIn(actor, instance.programmeId, bodiesOf(instance));
  return markedKinds[kind].keepers.some((role) => roles.includes(role));
}

export async function notTheirs(
  db: Queryable,
  record: MarkedRecord,
  parts: readonly MarkedRecord[],
  act: string,
): Promise<ConvokeError> {
  const said = await Promise.all(parts.map((part) => whoOwns(db, part)));
  const { noun } = markedKinds[record.ref.kind];
  return new ConvokeError("forbidden", `You may not ${act} this ${noun}: ${said.join("; ")}`, {
    extra: { marking: record.marking },
  });
}

/** `TLP:RED of the meeting 0198…: Ada Lovelace may lower it`. */
export async function whoOwns(db: Queryable, { ref, own, setBy, ownerId }: MarkedRecord): Promise<string> {
  const { noun, keepers } = markedKinds[ref.kind];
  const ids = [...new Set([setBy, ownerId])].filter((id) => id !== null);
  const known = await accountNames(db, ids);
  const names = ids.map((id) => known.get(id) ?? `account ${id}`);
  const who = names.length > 0 ? names.join(" or ") : `a ${keepers.join(" or ")} of the programme`;
  return `${own} of the ${noun} ${ref.id} is lowered by ${who}`;
}

/** Sources are records of the programme that the caller may know, and none of them is derived from this one. */
async function checkSources(
  db: Db,
  actor: Actor,
  ref: RecordRef,
  programmeId: string,
  sources: readonly RecordRef[],
): Promise<void> {
  const instances = await readInstances(
    db,
    sources.map(({ id }) => id),
  );
  for (const [index, source] of sources.entries()) {
    const instance = instances.get(source.id);
    const isThere = instance?.programmeId === programmeId && instance.workflow === source.kind;
    if (!isThere || refText(source) === refText(ref))
      throw new InvalidInput(`There is no such source: ${refText(source)}`, [
        { pointer: `/sources/${index}`, detail: "expected another record of the same programme" },
      ]);
    await demandKnown(db, actor, instance);
  }
}

async function readOne(db: Queryable, ref: RecordRef): Promise<MarkedRecord> {
  const record = (await readMarkedRecords(db, [ref])).get(refText(ref));
  if (record === undefined) throw new Error(`${refText(ref)} was read`);
  return record;
}
