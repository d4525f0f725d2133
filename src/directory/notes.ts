/** Notes of staff: words about a person, sealed under that person's key like all others. */
import { v5 } from "uuid";
import { ConvokeError } from "../lib/errors.ts";
import { newId } from "../lib/ids.ts";
import type { Instance } from "../store/instances.ts";
import type { Note } from "../store/notes.ts";
import { insertNote, readNotes } from "../store/notes.ts";
import type { Directory } from "./directory.ts";
import { openRecords, partyIdOf, sealRecord } from "./people.ts";

export interface Written {
  readonly note: Note;
  /** The same request was heard before. */
  readonly isNew: boolean;
}

/**
 * Seal and keep a note. The same `key` of the same writer gives the note that was written under it. Throws `sealed` once the
 * person was erased, and `key-reused` for other words under a key.
 */
export async function writeNote(
  directory: Directory,
  engagement: Instance,
  { text, by, key }: { readonly text: string; readonly by: string; readonly key: string | undefined },
): Promise<Written> {
  const id = key === undefined ? newId() : v5(`${by} ${key}`, engagement.id);
  const known = await writtenBefore(directory, id, text, key);
  if (known !== undefined) return { note: known, isNew: false };
  const partyId = partyIdOf(engagement.businessKey);
  // Under a key of its own it would outlive the person.
  if (partyId === undefined)
    throw new ConvokeError("sealed", `The person of the engagement ${engagement.id} was erased`);
  const recordId = await sealRecord(directory, partyId, { purpose: "note", text, id });
  const note: Note = {
    id,
    engagementId: engagement.id,
    programmeId: engagement.programmeId,
    recordId,
    writtenBy: by,
    writtenAt: await directory.now(),
  };
  return { note, isNew: await insertNote(directory.db, note) };
}

async function writtenBefore(
  directory: Directory,
  id: string,
  text: string,
  key: string | undefined,
): Promise<Note | undefined> {
  const [note] = key === undefined ? [] : await readNotes(directory.db, [id]);
  if (note === undefined) return undefined;
  const words = (await wordsOf(directory, [note])).get(id);
  if (words === text) return note;
  throw new ConvokeError("key-reused", `The Idempotency-Key ${key} was used for another note`);
}

/** What each of them says; those of somebody who was erased are left out. */
export async function wordsOf(directory: Directory, notes: readonly Note[]): Promise<Map<string, string>> {
  const records = await openRecords(
    directory,
    notes.map(({ recordId }) => recordId),
  );
  return new Map(
    notes.flatMap(({ id, recordId }) => {
      const record = records.get(recordId);
      return record === undefined ? [] : [[id, record.text] as const];
    }),
  );
}
