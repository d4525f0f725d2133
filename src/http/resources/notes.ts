/** Notes on an engagement: what staff write down for each other, each with a marking of its own (S-035). */
import { z } from "zod";
import { changeMarking } from "../../auth/change-marking.ts";
import { demandNote, judgeNotes, noteRef, READ_NOTES } from "../../auth/known-notes.ts";
import { demandKnown, filledPage } from "../../auth/known-records.ts";
import { markNote } from "../../auth/mark-note.ts";
import { recordOf } from "../../auth/may-know.ts";
import { id } from "../../contract/common.ts";
import { changeMarking as change, recordMarking } from "../../contract/markings.ts";
import { newNote, note, notePage, noteQuery } from "../../contract/notes.ts";
import { writeNote } from "../../directory/notes.ts";
import { NotFound } from "../../lib/errors.ts";
import type { Instance } from "../../store/instances.ts";
import type { Note } from "../../store/notes.ts";
import { listNotes } from "../../store/notes.ts";
import { page, readCursor } from "../cursor.ts";
import { idempotencyKeyOf } from "../instances/headers.ts";
import { presentMarking } from "../instances/marking.ts";
import { choicesFor, presentNotes } from "../instances/present-notes.ts";
import { findInstance } from "../instances/send-event.ts";
import type { AnyCall, Operation } from "../operation.ts";
import { operation } from "../operation.ts";

const noun = "engagements";
const path = `/api/v1/${noun}/{id}/notes`;
const params = z.object({ id });
const ofOne = {
  path: `${path}/{note}/marking`,
  tag: noun,
  params: z.object({ id, note: id }),
  needs: READ_NOTES,
  success: { status: 200, description: "The marking.", schema: recordMarking },
  problems: ["not-found"],
} as const;

export const notes: readonly Operation[] = [
  operation({
    method: "get",
    path,
    id: "listNotes",
    tag: noun,
    summary: "Notes on an engagement, the newest first, and who reads each",
    description: "Of a note that you may not read you are not told.",
    needs: READ_NOTES,
    params,
    query: noteQuery,
    success: { status: 200, description: "A page.", schema: notePage },
    problems: ["not-found"],
    async handle(call) {
      const { api, actor, query } = call;
      const engagement = await find(call, call.params.id);
      const cursor = readCursor(query.cursor);
      const first = cursor === undefined ? undefined : { id: cursor.id, writtenAt: cursor.createdAt };
      const rows = await filledPage(
        query.limit,
        async (limit, after: Note | undefined) =>
          await listNotes(api.db, engagement.id, { limit, after: after ?? first }),
        async (some) => {
          const judged = await judgeNotes(
            api.db,
            actor,
            engagement,
            some.map((one) => one.id),
          );
          return some.filter((one) => judged.get(one.id)?.verdict.may === true);
        },
      );
      const shown = page(
        rows,
        query.limit,
        (row) => ({ createdAt: row.writtenAt, id: row.id }),
        (row) => row,
      );
      const items = await presentNotes(api, engagement, shown.items);
      return { body: { items, next: shown.next, ...(await choicesFor(api, actor, engagement)) } };
    },
  }),
  operation({
    method: "post",
    path,
    id: "writeNote",
    tag: noun,
    summary: "Note something on an engagement",
    description:
      "A note bears what its engagement does unless you mark it. To let it travel further takes a reason, and that you own whatever stands in the way.",
    needs: { data: "notes", act: "keep" },
    params,
    body: newNote,
    headers: { "Idempotency-Key": "Makes a repetition of the request safe." },
    success: { status: 201, description: "The note.", schema: note },
    problems: ["not-found", "sealed", "key-reused"],
    async handle(call) {
      const { api, actor } = call;
      const engagement = await find(call, call.params.id);
      const { text, ...wanted } = call.body;
      const key = idempotencyKeyOf(call.request);
      const written = await writeNote(api.directory, engagement, { text, by: actor.id, key });
      if (written.isNew) await markNote(api.directory, actor, { id: written.note.id, engagement }, wanted);
      const [body] = await presentNotes(api, engagement, [written.note]);
      return { body };
    },
  }),
  operation({
    ...ofOne,
    method: "get",
    id: "getNoteMarking",
    summary: "How far a note may travel, why, and who may change that",
    async handle(call) {
      await findNote(call, call.params);
      return { body: await presentMarking(call.api, noteRef(call.params.note)) };
    },
  }),
  operation({
    ...ofOne,
    method: "put",
    id: "setNoteMarking",
    summary: "Mark a note",
    description:
      "Whoever may read it raises it. Whoever wrote it lowers it, no further than what it was derived from unless they own that too.",
    body: change,
    async handle(call) {
      const { api, actor } = call;
      const ref = noteRef(call.params.note);
      const engagement = await findNote(call, call.params);
      await changeMarking(api.directory, actor, ref, engagement, call.body);
      return { body: await presentMarking(api, ref) };
    },
  }),
];

type Asking = Pick<AnyCall, "api" | "actor" | "demand">;

async function find({ api, actor, demand }: Asking, engagementId: string): Promise<Instance> {
  const engagement = await findInstance(api, "engagement", engagementId, actor);
  demand({ ...recordOf(engagement), thing: noun, id: engagementId });
  await demandKnown(api.db, actor, engagement);
  return engagement;
}

/** The engagement of a note that the caller may read. */
async function findNote(
  call: Asking,
  { id: engagementId, note: noteId }: { readonly id: string; readonly note: string },
): Promise<Instance> {
  const engagement = await find(call, engagementId);
  const record = await demandNote(call.api.db, call.actor, engagement, noteId);
  if (record?.instance?.id !== engagement.id) throw new NotFound("note", noteId);
  return engagement;
}
