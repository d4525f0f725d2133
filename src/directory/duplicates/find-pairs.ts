/** Compares people, or organisations, with all others of their programme or institution, and keeps the pairs. */
import { SYSTEM } from "../../contract/actor.ts";
import { newId } from "../../lib/ids.ts";
import { alikeOrganisations } from "../../store/alike/organisations.ts";
import { nextOrganisations, nextPeople, survivorsOf } from "../../store/alike/pages.ts";
import { alikePeople } from "../../store/alike/people.ts";
import { inTransaction } from "../../store/database.ts";
import type { NewPair } from "../../store/duplicate-pairs.ts";
import { dropStalePairs, keepPairs } from "../../store/duplicate-pairs.ts";
import { partiesOfPerson } from "../../store/parties.ts";
import { withoutTraces } from "../../store/party-traces.ts";
import { readProgramme } from "../../store/programmes.ts";
import type { Directory } from "../directory.ts";
import { keepTraces } from "./traces.ts";
import type { Weighed } from "./weigh.ts";
import { EVERYBODYS_HOSTS, SCORE_MIN, SIMILARITY_MIN, weighOrganisations, weighPeople } from "./weigh.ts";

/** Compared in one statement. */
const AT_ONCE = 50;
const FIRST = "00000000-0000-0000-0000-000000000000";

/** Returns how many pairs it found. */
async function comparePeople(directory: Directory, ids: readonly string[]): Promise<number> {
  const alike = await alikePeople(directory.db, ids, SIMILARITY_MIN);
  const pairs = alike.flatMap((one) => {
    const { leftId, rightId, programmeId } = one;
    return likely(weighPeople(one), { kind: "person", leftId, rightId, programmeId, institutionId: null });
  });
  return await keep(directory, "person", ids, pairs);
}

async function compareOrganisations(directory: Directory, ids: readonly string[]): Promise<number> {
  const settings = { similarityMin: SIMILARITY_MIN, everybodysHosts: EVERYBODYS_HOSTS };
  const alike = await alikeOrganisations(directory.db, ids, settings);
  const pairs = alike.flatMap((one) => {
    const { leftId, rightId, institutionId } = one;
    const place = { leftId, rightId, programmeId: null, institutionId };
    return likely(weighOrganisations(one), { kind: "organisation", ...place });
  });
  return await keep(directory, "organisation", ids, pairs);
}

/** Somebody new, or corrected: who was merged meanwhile is compared as the survivor. */
export async function compareOne(
  directory: Directory,
  { kind, id }: { readonly kind: NewPair["kind"]; readonly id: string },
): Promise<number> {
  if (kind === "organisation") return await compareOrganisations(directory, [id]);
  const [survivor] = await partiesOfPerson(directory.db, id);
  return survivor === undefined ? 0 : await comparePeople(directory, [survivor.id]);
}

/** People who were entered together. */
export const compareMany = async (directory: Directory, ids: readonly string[]): Promise<number> =>
  await comparePeople(directory, await survivorsOf(directory.db, ids));

/** Everybody in a programme and every organisation of its institution, a page at a time. */
export async function compareAll(directory: Directory, programmeId: string): Promise<number> {
  const { db } = directory;
  const programme = await readProgramme(db, programmeId, SYSTEM);
  if (programme === undefined) return 0;
  await fillTraces(directory, programmeId);
  const people = await throughPages(
    (after) => nextPeople(db, programmeId, after, AT_ONCE),
    (ids) => comparePeople(directory, ids),
  );
  const organisations = await throughPages(
    (after) => nextOrganisations(db, programme.institutionId, after, AT_ONCE),
    (ids) => compareOrganisations(directory, ids),
  );
  return people + organisations;
}

async function throughPages(
  next: (after: string) => Promise<readonly string[]>,
  compare: (ids: readonly string[]) => Promise<number>,
): Promise<number> {
  let found = 0;
  for (let ids = await next(FIRST); ids.length > 0; ids = await next(ids.at(-1) ?? FIRST))
    found += await compare(ids);
  return found;
}

/** Of those who came before there were traces, from the address on the card. */
async function fillTraces(directory: Directory, programmeId: string): Promise<void> {
  for (;;) {
    const people = await withoutTraces(directory.db, programmeId, AT_ONCE);
    for (const one of people) await keepTraces(directory, directory.db, one, { email: one.email });
    if (people.length < AT_ONCE) return;
  }
}

const likely = ({ score, reasons }: Weighed, place: Omit<NewPair, "id" | "score" | "reasons">): NewPair[] =>
  score < SCORE_MIN ? [] : [{ ...place, id: newId(), score, reasons }];

async function keep(
  { db, now }: Directory,
  kind: NewPair["kind"],
  ids: readonly string[],
  pairs: readonly NewPair[],
): Promise<number> {
  const at = await now();
  await inTransaction(db, async (tx) => {
    await dropStalePairs(tx, kind, ids, pairs);
    await keepPairs(tx, pairs, at);
  });
  return pairs.length;
}
