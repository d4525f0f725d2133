/** How far a new note may travel: no further than its engagement, unless whoever owns what stands in the way writes it. */
import type { Actor } from "../contract/actor.ts";
import type { Marking } from "../contract/markings.ts";
import { isStricter } from "../contract/markings.ts";
import type { Directory } from "../directory/directory.ts";
import type { Instance } from "../store/instances.ts";
import { readMarkedRecords } from "../store/marked-records.ts";
import type { MarkedRecord } from "../store/marked-records.ts";
import { refText, writeSetMarking } from "../store/markings.ts";
import type { MarkingRequest } from "./change-marking.ts";
import { changeMarking, mayRelease, notTheirs, standsInTheWay } from "./change-marking.ts";
import { noteRef } from "./known-notes.ts";

/**
 * Mark a note that was just written. It bears what its engagement does and is its writer's to change; what they ask for beside
 * that is a change as any other is. Throws `forbidden` naming who may, and `invalid` without a reason.
 */
export async function markNote(
  directory: Directory,
  actor: Actor,
  { id, engagement }: { readonly id: string; readonly engagement: Instance },
  {
    marking,
    named = [],
    reason,
  }: Omit<MarkingRequest, "marking"> & { readonly marking?: Marking | undefined },
): Promise<void> {
  const { db } = directory;
  const ref = noteRef(id);
  const record = (await readMarkedRecords(db, [ref], [engagement])).get(refText(ref));
  if (record === undefined) throw new Error(`${refText(ref)} was written`);
  if (marking !== undefined && !isFreeFor(actor, record, marking))
    throw await notTheirs(db, record, standsInTheWay(record, marking), "lower");
  await writeSetMarking(db, {
    ...ref,
    programmeId: engagement.programmeId,
    marking: record.marking,
    setBy: actor.id,
    setAt: await directory.now(),
    named,
  });
  if (marking !== undefined && marking !== record.marking)
    await changeMarking(directory, actor, ref, engagement, { marking, reason });
}

/** Is all that asks for a stricter marking the actor's to release? */
export const isFreeFor = (actor: Actor, { sources }: MarkedRecord, marking: Marking): boolean =>
  sources
    .filter(({ asks }) => isStricter(asks, marking))
    .every(({ record, asks }) => mayRelease(actor, record, asks, marking));
