/** Organisations: shared by the programmes of an institution; each programme files them under sectors of its own. */
import type { Actor } from "../contract/actor.ts";
import type { FieldProblem } from "../lib/errors.ts";
import { ConvokeError, InvalidInput, NotFound } from "../lib/errors.ts";
import { newId } from "../lib/ids.ts";
import { askForPairs } from "../store/duplicate-pairs.ts";
import { renameOnCards } from "../store/affiliations.ts";
import type { Db, Tx } from "../store/database.ts";
import { inTransaction } from "../store/database.ts";
import type { Organisation } from "../store/organisations.ts";
import {
  changeOrganisation,
  insertOrganisation,
  lockOrganisations,
  organisationNamed,
  organisationsAbove,
  readOrganisation,
  sectorsOf,
  setParents,
  setSectors,
} from "../store/organisations.ts";
import type { Programme } from "../store/programmes.ts";
import { termProblems } from "./taxonomies.ts";

/** What somebody who keeps the directory says of an organisation, whole. */
export interface Entry extends Pick<
  Organisation,
  "name" | "shortName" | "otherNames" | "kind" | "level" | "country"
> {
  /** Ids of the organisations it is part of. */
  readonly parents: readonly string[];
  /** Codes of the programme's list. */
  readonly sectors: readonly string[];
}

/** Throws `invalid` by field, and `conflict` naming the one of that name in that country. */
export async function makeOrganisation(
  db: Db,
  programme: Programme,
  entry: Entry,
  { by, now }: { readonly by: Actor; readonly now: Date },
): Promise<Organisation> {
  const { parents, sectors, ...words } = entry;
  const { institutionId } = programme;
  const made: Organisation = { id: newId(), institutionId, ...words, revision: 1, createdAt: now };
  return await inTransaction(db, async (tx) => {
    await lockOrganisations(tx, institutionId);
    throwIfAny(await problemsOf(tx, programme, entry, by));
    if ((await organisationNamed(tx, made)) !== undefined || !(await insertOrganisation(tx, made)))
      throw await nameTaken(tx, made);
    await setParents(tx, made.id, await standing(tx, parents, by));
    await setSectors(tx, made.id, programme.id, unique(sectors));
    await askForPairs(tx, { subjectId: made.id, kind: "organisation", programmeId: programme.id, now });
    return made;
  });
}

/**
 * Say anew what an organisation is. A retired kind or sector that it has already may stay. Throws `invalid` by field,
 * `conflict`, and `stale-revision` when somebody wrote it after `expected`.
 */
export async function reviseOrganisation(
  db: Db,
  programme: Programme,
  askedId: string,
  entry: Entry,
  { by, expected }: { readonly by: Actor; readonly expected: number | undefined },
): Promise<Organisation> {
  const { parents, sectors, ...words } = entry;
  return await inTransaction(db, async (tx) => {
    await lockOrganisations(tx, programme.institutionId);
    const before = await readOrganisation(tx, askedId, by);
    if (before?.institutionId !== programme.institutionId) throw new NotFound("organisation", askedId);
    if (expected !== undefined && expected !== before.revision) {
      throw new ConvokeError(
        "stale-revision",
        `The organisation is at revision ${before.revision}, not ${expected}`,
        { extra: { revision: before.revision } },
      );
    }
    // Whoever was merged is the one that goes on.
    const { id } = before;
    const filed = (await sectorsOf(tx, [id], [programme.id])).get(id) ?? [];
    throwIfAny(await problemsOf(tx, programme, entry, by, { ...before, sectors: filed }));
    const after: Organisation = { ...before, ...words, revision: before.revision + 1 };
    const namesake = await organisationNamed(tx, after);
    if (namesake !== undefined && namesake !== id) throw await nameTaken(tx, after);
    await changeOrganisation(tx, after);
    if (after.name !== before.name) await renameOnCards(tx, id, after.name);
    await setParents(tx, id, await standing(tx, parents, by));
    await setSectors(tx, id, programme.id, unique(sectors));
    return after;
  });
}

/** The ids of those that go on, where one was merged. */
async function standing(tx: Tx, ids: readonly string[], by: Actor): Promise<string[]> {
  const found: string[] = [];
  for (const id of ids) found.push((await readOrganisation(tx, id, by))?.id ?? id);
  return unique(found);
}

type Before = Pick<Organisation, "id" | "kind"> & { readonly sectors: readonly string[] };

async function problemsOf(
  tx: Tx,
  programme: Programme,
  entry: Entry,
  by: Actor,
  before?: Before,
): Promise<FieldProblem[]> {
  const within = (taxonomy: "organisation_kinds" | "sectors") => ({ programmeId: programme.id, taxonomy });
  const kind = { code: entry.kind, pointer: "/kind" };
  const sectors = entry.sectors.map((code, index) => ({ code, pointer: `/sectors/${index}` }));
  return [
    ...(await termProblems(tx, within("organisation_kinds"), [kind], before && [before.kind])),
    ...(await termProblems(tx, within("sectors"), sectors, before?.sectors)),
    ...(await parentProblems(tx, programme, entry.parents, by, before?.id)),
  ];
}

async function parentProblems(
  tx: Tx,
  programme: Programme,
  parents: readonly string[],
  by: Actor,
  id: string | undefined,
): Promise<FieldProblem[]> {
  const problems: FieldProblem[] = [];
  for (const [index, parentId] of parents.entries()) {
    const pointer = `/parents/${index}`;
    const parent = await readOrganisation(tx, parentId, by);
    if (parent?.institutionId !== programme.institutionId)
      problems.push({ pointer, detail: "expected the id of an organisation of the same directory" });
    else if (id !== undefined && (await organisationsAbove(tx, [parent.id])).includes(id))
      problems.push({ pointer, detail: "expected an organisation that is not this one or part of it" });
  }
  return problems;
}

function throwIfAny(problems: readonly FieldProblem[]): void {
  const [first] = problems;
  if (first === undefined) return;
  throw new InvalidInput(`The organisation is not as expected: ${first.pointer} ${first.detail}`, problems);
}

async function nameTaken(tx: Tx, one: Organisation): Promise<ConvokeError> {
  const id = await organisationNamed(tx, one);
  const where = one.country === null ? "" : ` in ${one.country}`;
  return new ConvokeError("conflict", `The directory has an organisation of that name${where} already`, {
    extra: { existing: id },
  });
}

const unique = (values: readonly string[]): string[] => [...new Set(values)];
