/**
 * Who reads a note: who may know its engagement, keeps or sees notes by the policy's table, and is in the audience of the
 * note's own marking. A note of TLP:RED is for its writer and whom they name (S-035).
 */
import type { Role } from "../../workflows/workflow.ts";
import type { Actor } from "../contract/actor.ts";
import type { Marking } from "../contract/markings.ts";
import type { Queryable } from "../store/database.ts";
import type { Instance } from "../store/instances.ts";
import { readMarkedRecords } from "../store/marked-records.ts";
import type { MarkedRecord } from "../store/marked-records.ts";
import type { RecordRef } from "../store/markings.ts";
import { refText } from "../store/markings.ts";
import type { Known } from "./audience.ts";
import { mayKnow } from "./audience.ts";
import { describe } from "./describe-records.ts";
import type { Judged } from "./known-records.ts";
import { knowerOf, passOrThrow } from "./known-records.ts";
import { rolesFor } from "./policy.ts";

export const READ_NOTES = { data: "notes", act: "read" } as const;

export const noteRef = (id: string): RecordRef => ({ kind: "note", id });

/** Each of the notes of one engagement, by id. */
export async function judgeNotes(
  db: Queryable,
  actor: Actor,
  engagement: Instance,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Judged>> {
  if (ids.length === 0) return new Map();
  const [described] = await describe(db, [engagement]);
  const records = await readMarkedRecords(db, ids.map(noteRef), [engagement]);
  const knower = await knowerOf(db, actor, engagement);
  const recused = described?.known.recused ?? [];
  return new Map(
    ids.flatMap((id) => {
      const record = records.get(refText(noteRef(id)));
      if (record === undefined) return [];
      return [[id, { record, verdict: mayKnow(knower, { ...knownOf(record), recused }) }] as const];
    }),
  );
}

/** The marked note. Throws `forbidden` with the sentence that says whom it is for. */
export async function demandNote(
  db: Queryable,
  actor: Actor,
  engagement: Instance,
  id: string,
): Promise<MarkedRecord | undefined> {
  const judged = (await judgeNotes(db, actor, engagement, [id])).get(id);
  if (judged === undefined) return undefined;
  passOrThrow(judged);
  return judged.record;
}

/** Nobody has a part in a note by sitting in a group: by their role, or by name. */
const knownOf = ({
  marking,
  ownerId,
  setBy,
  named,
}: Pick<MarkedRecord, "marking" | "ownerId" | "setBy" | "named">): Omit<Known, "recused"> => ({
  kind: "note",
  marking,
  ownerId,
  setBy,
  participants: named,
  hasBody: false,
  seats: [],
});

/** The roles that read a note so marked; of TLP:RED none does by its role. */
export function rolesThatRead(marking: Marking): readonly Role[] {
  const note: Known = { ...knownOf({ marking, ownerId: null, setBy: null, named: [] }), recused: [] };
  return rolesFor(READ_NOTES).filter(
    (role) => mayKnow({ kind: "staff", id: "", roles: [role], engagementIds: [] }, note).may,
  );
}
