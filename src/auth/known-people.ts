/** People are as confidential as their last case: whoever may not know that is told nothing of them either (S-035). */
import type { Actor } from "../contract/actor.ts";
import type { Marking } from "../contract/markings.ts";
import type { Queryable } from "../store/database.ts";
import { findLastCases } from "../store/instances.ts";
import type { Judged } from "./known-records.ts";
import { filledPage, judge, markingsOf, passOrThrow } from "./known-records.ts";

export interface PersonRef {
  readonly id: string;
  readonly programmeId: string;
}

/** Throws `forbidden` as `demandKnown` does for the person's last case; who never had one is not told apart by marking. */
export async function demandKnownPerson(db: Queryable, actor: Actor, person: PersonRef): Promise<void> {
  const judged = (await judgePeople(db, actor, [person])).get(person.id);
  if (judged !== undefined) passOrThrow(judged);
}

/** The marking that each of these people bears by their last case. */
export async function markingsOfPeople(
  db: Queryable,
  people: readonly PersonRef[],
): Promise<ReadonlyMap<string, Marking>> {
  const cases = await findLastCases(db, people);
  const markings = await markingsOf(db, [...cases.values()]);
  return new Map([...cases].map(([id, theirs]) => [id, markings.get(theirs.id) ?? "TLP:RED"]));
}

/** Of these ids of people, those the actor may not be told of. */
export async function hiddenPeople(
  db: Queryable,
  actor: Actor,
  people: readonly PersonRef[],
): Promise<ReadonlySet<string>> {
  const judged = [...(await judgePeople(db, actor, people))];
  return new Set(judged.filter(([, { verdict }]) => !verdict.may).map(([id]) => id));
}

async function judgePeople(
  db: Queryable,
  actor: Actor,
  people: readonly PersonRef[],
): Promise<ReadonlyMap<string, Judged>> {
  if (people.length === 0) return new Map();
  const cases = await findLastCases(db, people);
  const judged = await judge(db, actor, [...cases.values()]);
  return new Map(
    [...cases].flatMap(([id, { id: caseId }]) => {
      const one = judged.get(caseId);
      return one === undefined ? [] : [[id, one] as const];
    }),
  );
}

/** A page of rows that are about people, as `knownPage` gives one of rows about charts. */
export async function knownPeoplePage<Row>(
  db: Queryable,
  actor: Actor,
  limit: number,
  {
    read,
    about,
  }: {
    readonly read: (limit: number, after: Row | undefined) => Promise<readonly Row[]>;
    /** A row about several is told to who may know of all of them. */
    readonly about: (row: Row) => PersonRef | readonly PersonRef[];
  },
): Promise<Row[]> {
  return await filledPage(limit, read, async (rows) => {
    const hidden = await hiddenPeople(db, actor, rows.flatMap(about));
    return rows.filter((row) => ![about(row)].flat().some(({ id }) => hidden.has(id)));
  });
}
