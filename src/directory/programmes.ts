/** Programmes: each stands under an institution, perhaps under another programme, and begins with the usual lists. */
import type { Actor } from "../contract/actor.ts";
import type { Taxonomy } from "../contract/taxonomies.ts";
import { ConvokeError, InvalidInput } from "../lib/errors.ts";
import { newId } from "../lib/ids.ts";
import type { Db, Queryable } from "../store/database.ts";
import { inTransaction } from "../store/database.ts";
import type { NewProgramme, Placement, Programme } from "../store/programmes.ts";
import {
  insertProgramme,
  isRooted,
  lockPlacements,
  placeProgramme,
  programmesAbove,
  readProgramme,
} from "../store/programmes.ts";
import { readInstitution } from "../store/institutions.ts";
import type { Term } from "../store/taxonomies.ts";
import { insertTerms, programmesWithoutTerms } from "../store/taxonomies.ts";
import { STARTING_LISTS } from "./starting-lists.ts";

/** Returns false when the slug is taken; then nothing is made. */
export async function makeProgramme(db: Db, programme: NewProgramme): Promise<boolean> {
  return await inTransaction(db, async (tx) => {
    if (!(await insertProgramme(tx, programme))) return false;
    await insertTerms(tx, startingTerms(programme.id, programme.createdAt));
    return true;
  });
}

/** Programmes that were made before there were lists get them at the next start. */
export async function giveStartingLists(db: Queryable, now: Date): Promise<void> {
  for (const id of await programmesWithoutTerms(db)) await insertTerms(db, startingTerms(id, now));
}

function startingTerms(programmeId: string, createdAt: Date): Term[] {
  return (Object.keys(STARTING_LISTS) as Taxonomy[]).flatMap((taxonomy) =>
    STARTING_LISTS[taxonomy].map(([code, label], ordinal) => ({
      id: newId(),
      programmeId,
      taxonomy,
      code,
      labels: { en: label },
      ordinal,
      createdAt,
      retiredAt: null,
      replacedBy: null,
    })),
  );
}

interface Place {
  /** Slug or id. */
  readonly institution: string;
  readonly parent: string | null;
}

/** The institution and the parent that are named, if a programme may stand there. Throws `invalid`, naming the field. */
export async function placementOf(
  db: Queryable,
  { institution, parent }: Place,
  scope: Actor,
): Promise<Placement> {
  const found = await readInstitution(db, institution, scope);
  if (found === undefined) throw wrong("institution", "expected the slug or id of an institution you know");
  if (parent === null) return { institutionId: found.id, parentId: null };
  const above = await readProgramme(db, parent, scope);
  if (above?.institutionId !== found.id)
    throw wrong("parent", "expected the slug or id of a programme of the same institution");
  return { institutionId: found.id, parentId: above.id };
}

/** Move a programme. Throws `invalid` for a ring, `conflict` when something of it would lose its institution. */
export async function moveProgramme(db: Db, programme: Programme, to: Placement): Promise<void> {
  await inTransaction(db, async (tx) => {
    await lockPlacements(tx);
    if (to.parentId !== null) {
      const above = [to.parentId, ...(await programmesAbove(tx, to.parentId))];
      if (above.includes(programme.id))
        throw wrong("parent", "expected a programme that is not below this one");
    }
    if (to.institutionId !== programme.institutionId && (await isRooted(tx, programme.id))) {
      throw new ConvokeError(
        "conflict",
        `The programme ${programme.slug} has organisations, affiliations or programmes below it, which belong to its institution; rename the institution instead`,
      );
    }
    await placeProgramme(tx, programme.id, to);
  });
}

const wrong = (field: string, detail: string): InvalidInput =>
  new InvalidInput(`The programme cannot stand there: ${detail}`, [{ pointer: `/${field}`, detail }]);
