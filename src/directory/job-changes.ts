/** Somebody changes jobs: one affiliation ends, another begins, and for each place they hold a person says whether it follows. */
import { DateTime } from "luxon";
import type { Actor } from "../contract/actor.ts";
import type { Answer, Capacity, PlaceKind } from "../contract/people.ts";
import { ConvokeError, InvalidInput } from "../lib/errors.ts";
import { newId } from "../lib/ids.ts";
import { affiliationsOf, currentAffiliations } from "../store/affiliations.ts";
import type { Tx } from "../store/database.ts";
import { inTransaction } from "../store/database.ts";
import type { JobChange, SeatQuestion } from "../store/job-changes.ts";
import { answerQuestion, insertJobChange, questionsOf } from "../store/job-changes.ts";
import type { Person } from "../store/parties.ts";
import { begin, finish, lockPerson, showCurrent, todayOf } from "./affiliations.ts";
import type { Directory } from "./directory.ts";
import { livePlaces } from "./places.ts";
import { reopenInterests } from "./reopen-interests.ts";

export interface NewJob {
  /** Id of the affiliation that ends; undefined for the current one, null for none. */
  readonly leaves?: string | null | undefined;
  readonly begins: {
    readonly organisation: string;
    readonly capacity: Capacity;
    readonly title: string | null;
  } | null;
  /** First day of the new job, or first day without the old one. ISO date. */
  readonly on: string;
  readonly answers: readonly Said[];
}

/** Does the seat follow? Names the place as the question does. */
export interface Said {
  readonly place: PlaceKind;
  readonly group: string | null;
  readonly answer: Answer;
}

/**
 * The card changes at once; nothing that the person holds does: every live place becomes a question, which stays open
 * until it is answered. Throws `invalid` by field and `conflict`; then nothing has changed.
 */
export async function changeJob(
  directory: Directory,
  { id: partyId }: Person,
  { leaves, begins, on, answers }: NewJob,
  by: Actor,
): Promise<JobChange> {
  return await inTransaction(directory.db, async (tx) => {
    const person = await lockPerson(tx, partyId);
    const today = await todayOf(directory, tx, person, by);
    if (on > today) throw wrong("/on", `expected ${today} or an earlier day; enter it on the day`);
    const leftId = await affiliationLeft(tx, person, leaves);
    if (leftId === null && begins === null)
      throw wrong("/begins", "expected a job that begins, as none ends");
    if (leftId !== null) await finish(tx, person, leftId, dayBefore(on), { today, pointer: "/on" });
    const begun = begins === null ? null : { ...begins, since: on, until: null };
    const begunId = begun === null ? null : await begin(directory, tx, person, begun, by, "/begins");
    await showCurrent(tx, partyId);

    const createdAt = await directory.now();
    const change: JobChange = {
      id: newId(),
      programmeId: person.programmeId,
      partyId,
      leftId,
      begunId,
      happenedOn: on,
      createdAt,
      createdBy: by.id,
    };
    const questions = (await livePlaces(tx, person)).map((place): SeatQuestion => ({
      ...place,
      id: newId(),
      jobChangeId: change.id,
      answer: null,
      answeredAt: null,
      answeredBy: null,
    }));
    await insertJobChange(tx, change, questions);
    await reopenInterests(tx, change);
    await record(tx, questions, answers, { by, at: createdAt });
    return change;
  });
}

/** Record what somebody decided. An answer stands: `conflict` for a question that has one, `invalid` for none we asked. */
export async function answerSeatQuestions(
  { db, now }: Directory,
  change: JobChange,
  answers: readonly Said[],
  by: Actor,
): Promise<void> {
  const at = await now();
  await inTransaction(db, async (tx) => {
    await record(tx, await questionsOf(tx, [change.id]), answers, { by, at });
  });
}

async function record(
  tx: Tx,
  questions: readonly SeatQuestion[],
  answers: readonly Said[],
  { by, at }: { readonly by: Actor; readonly at: Date },
): Promise<void> {
  for (const [index, { place, group, answer }] of answers.entries()) {
    const asked = questions.find((one) => one.place === place && one.groupId === group);
    if (asked === undefined) {
      const places = questions.map((one) =>
        [one.place, one.groupId].filter((part) => part !== null).join(" "),
      );
      const detail = `expected one of the places held: ${places.join(", ") || "none"}`;
      throw wrong(`/answers/${index}`, detail);
    }
    if (!(await answerQuestion(tx, asked.id, { answer, by: by.id, at })))
      throw new ConvokeError("conflict", `What becomes of the ${place} has been answered; an answer stands`);
  }
}

async function affiliationLeft(
  tx: Tx,
  { id }: Person,
  leaves: string | null | undefined,
): Promise<string | null> {
  if (leaves === null) return null;
  if (leaves === undefined) return (await currentAffiliations(tx, [id])).get(id)?.id ?? null;
  const isTheirs = (await affiliationsOf(tx, id)).some((one) => one.id === leaves);
  if (!isTheirs) throw wrong("/leaves", "expected the id of one of the person's affiliations");
  return leaves;
}

const dayBefore = (day: string): string => DateTime.fromISO(day).minus({ days: 1 }).toFormat("yyyy-MM-dd");

const wrong = (pointer: string, detail: string): InvalidInput =>
  new InvalidInput(`The change of jobs is not as expected: ${pointer} ${detail}`, [{ pointer, detail }]);
