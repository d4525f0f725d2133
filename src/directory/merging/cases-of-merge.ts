/** The events that a merge, or its undoing, sends to the cases of the two. */
import { z } from "zod";
import { emptyProfile } from "../../../workflows/engagement/v1/profile.ts";
import { PUBLIC } from "../../contract/actor.ts";
import type { SendCommand, StartCommand } from "../../engine/commands.ts";
import { noteEngagement } from "../../store/deliveries.ts";
import type { Instance } from "../../store/instances.ts";
import type { Merge } from "../../store/merges.ts";
import { readMergeUnscoped } from "../../store/merges.ts";
import { partiesOfPerson } from "../../store/parties.ts";
import { mayBeJoined, officerOf } from "./choose-case.ts";
import type { Merging } from "./merging.ts";

type Command = Omit<SendCommand, "kind">;

/** None when the merge was undone since, and when the absorbed has no case that is live. */
export async function casesToJoin(merging: Merging, mergeId: string, now: Date): Promise<Command[]> {
  const merge = await readMergeUnscoped(merging.directory.db, mergeId);
  if (merge === undefined || merge.undoneAt !== null) return [];
  const absorbed = await caseOf(merging, merge, merge.absorbedId);
  const survivor = await survivingCase(merging, merge);
  if (absorbed === undefined || survivor === undefined || absorbed.id === survivor.id) return [];
  if (!mayBeJoined(merging, absorbed, now)) return [];
  return [
    {
      instanceId: absorbed.id,
      event: { type: "duplicate.confirmed", survivorId: survivor.id, previewMatches: true },
      actor: officerOf(merge.programmeId, merge.mergedBy),
      origin: "caller",
      key: `merge:${mergeId}:${absorbed.id}`,
    },
  ];
}

/** The absorbed's case comes back; then it hears what was written to it, each message by a record of its own. */
export async function casesToPart(merging: Merging, mergeId: string): Promise<Command[]> {
  const { db } = merging.directory;
  const merge = await readMergeUnscoped(db, mergeId);
  if (merge?.undoneBy == null) return [];
  const theirs = await caseOf(merging, merge, merge.absorbedId);
  if (theirs === undefined) return [];
  const opened = contextOfCase.parse(theirs.snapshot["context"]);
  const sent = {
    instanceId: theirs.id,
    actor: officerOf(merge.programmeId, merge.undoneBy),
    origin: "caller" as const,
  };
  const { survivorId } = opened;
  const commands: Command[] = [];
  if (theirs.state === "merged" && survivorId !== null)
    commands.push({ ...sent, event: { type: "merge.undone", survivorId }, key: `unmerge:${mergeId}` });
  for (const { id, recordId } of writtenTo(merge)) {
    await noteEngagement(db, id, theirs.id);
    // The one that opened the case is in it.
    if (recordId === opened.lastRecordId) continue;
    const event = { type: "message.attached", recordId, deliveryId: id };
    commands.push({ ...sent, event, key: `unmerge:${mergeId}:${id}` });
  }
  return commands;
}

const contextOfCase = z.object({ survivorId: z.string().nullable(), lastRecordId: z.string().nullable() });

const writtenTo = ({ sorted }: Merge) =>
  (sorted ?? []).flatMap(({ kind, id, recordId }) =>
    kind === "delivery" && recordId !== undefined ? [{ id, recordId }] : [],
  );

/** Somebody who had no case and wrote meanwhile has one from their first message on. What they want is asked in triage. */
export async function caseToOpen(
  merging: Merging,
  mergeId: string,
): Promise<Omit<StartCommand, "kind"> | undefined> {
  const merge = await readMergeUnscoped(merging.directory.db, mergeId);
  const [first] = merge === undefined ? [] : writtenTo(merge);
  if (merge === undefined || first === undefined) return undefined;
  if ((await caseOf(merging, merge, merge.absorbedId)) !== undefined) return undefined;
  return {
    workflow: "engagement",
    programmeId: merge.programmeId,
    event: {
      type: "inquiry.submitted",
      partyId: merge.absorbedId,
      recordId: first.recordId,
      deliveryId: first.id,
      profile: { ...emptyProfile, email: "unverified", kind: "other", origin: "web" },
      signatureValid: false,
      // Its delivery was genuine when it came.
      sourceTrusted: true,
    },
    actor: PUBLIC,
    origin: "intake",
    key: `unmerge:${mergeId}:${first.id}`,
  };
}

const caseOf = async ({ engine }: Merging, { programmeId }: Merge, partyId: string) =>
  await engine.holder(programmeId, "engagement", `party:${partyId}`);

/** The survivor may have been merged on since. */
async function survivingCase(merging: Merging, merge: Merge): Promise<Instance | undefined> {
  for (const { id } of await partiesOfPerson(merging.directory.db, merge.survivorId)) {
    if (id === merge.absorbedId) continue;
    const held = await caseOf(merging, merge, id);
    if (held !== undefined && held.state !== "merged") return held;
  }
  return undefined;
}
