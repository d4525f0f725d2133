import type { z } from "zod";
import { rolesThatRead, noteRef } from "../../auth/known-notes.ts";
import { standsInTheWay, whoOwns } from "../../auth/change-marking.ts";
import { isFreeFor } from "../../auth/mark-note.ts";
import type { Actor } from "../../contract/actor.ts";
import { MARKINGS } from "../../contract/markings.ts";
import type { note, notePage } from "../../contract/notes.ts";
import { wordsOf } from "../../directory/notes.ts";
import { accountNames } from "../../store/accounts.ts";
import type { Instance } from "../../store/instances.ts";
import { readMarkedRecords, refOf } from "../../store/marked-records.ts";
import { refText } from "../../store/markings.ts";
import type { Note } from "../../store/notes.ts";
import type { Api } from "../api.ts";

/** In the order of the notes, each with its audience in the words of the policy. */
export async function presentNotes(
  { db, directory }: Api,
  engagement: Instance,
  notes: readonly Note[],
): Promise<z.output<typeof note>[]> {
  const refs = notes.map(({ id }) => noteRef(id));
  const records = await readMarkedRecords(db, refs, [engagement]);
  const words = await wordsOf(directory, notes);
  const readers = new Map(
    notes.map(({ id, writtenBy }) => {
      const record = records.get(refText(noteRef(id)));
      const people = [writtenBy, record?.setBy ?? writtenBy, ...(record?.named ?? [])];
      return [id, [...new Set(people)]] as const;
    }),
  );
  const names = await accountNames(db, [...readers.values()].flat());
  const named = (id: string) => ({ id, name: names.get(id) ?? null });
  return notes.map(({ id, engagementId, writtenBy, writtenAt }) => {
    const marking = records.get(refText(noteRef(id)))?.marking ?? "TLP:RED";
    return {
      id,
      engagement: engagementId,
      text: words.get(id) ?? null,
      marking,
      by: named(writtenBy),
      at: writtenAt.toISOString(),
      readBy: { roles: [...rolesThatRead(marking)], people: (readers.get(id) ?? []).map(named) },
    };
  });
}

/** How a new note may be marked, with who would read it; and which of that is not the caller's to choose. */
export async function choicesFor(
  { db }: Api,
  actor: Actor,
  engagement: Instance,
): Promise<Pick<z.output<typeof notePage>, "default" | "choices">> {
  const ref = refOf(engagement);
  const refs = ref === undefined ? [] : [ref];
  const [record] = (await readMarkedRecords(db, refs, [engagement])).values();
  if (record === undefined) return { default: "TLP:RED", choices: [] };
  const { marking } = record;
  // As a note of it would be derived.
  const source = { ref: record.ref, marking, asks: marking, isReleased: false, record };
  const choices = MARKINGS.toReversed().map(async (one) => ({
    marking: one,
    roles: [...rolesThatRead(one)],
    mayLower: isFreeFor(actor, { ...record, sources: [source] }, one)
      ? []
      : await Promise.all(standsInTheWay(record, one).map((part) => whoOwns(db, part))),
  }));
  return { default: marking, choices: await Promise.all(choices) };
}
