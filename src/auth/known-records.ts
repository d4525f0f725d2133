/** Reads what `mayKnow` has to know of records and of whoever asks, for many at a time. */
import type { Actor } from "../contract/actor.ts";
import { rolesIn } from "../contract/actor.ts";
import { bodiesOf } from "../contract/bodies.ts";
import type { Marking } from "../contract/markings.ts";
import { strictest } from "../contract/markings.ts";
import { ConvokeError } from "../lib/errors.ts";
import type { Queryable } from "../store/database.ts";
import type { Instance } from "../store/instances.ts";
import { findByBusinessKey, readInstances } from "../store/instances.ts";
import type { MarkedRecord } from "../store/marked-records.ts";
import { readMarkedRecords, refOf } from "../store/marked-records.ts";
import type { Knower, Verdict } from "./audience.ts";
import { mayKnow } from "./audience.ts";
import { describe, describeOne } from "./describe-records.ts";

/** The marking of the instance. Throws `forbidden` with the sentence that says whom it is for. */
export async function demandKnown(db: Queryable, actor: Actor, instance: Instance): Promise<Marking> {
  const described = await describeOne(db, instance);
  if (described === undefined) return "TLP:RED";
  const { record, known } = described;
  passOrThrow({ record, verdict: mayKnow(await knowerOf(db, actor, described.instance), known) });
  return record.marking;
}

/** Throws `forbidden` with the sentence that says whom the record is for. */
export function passOrThrow({ record, verdict }: Judged): void {
  if (verdict.may) return;
  const extra = { marking: record.marking, because: verdict.because };
  throw new ConvokeError("forbidden", verdict.sentence, { extra });
}

/** The same for what is about an instance, such as a mail; what is about none is not told apart by marking. */
export async function demandKnownOf(db: Queryable, actor: Actor, instanceId: string | null): Promise<void> {
  if (instanceId === null) return;
  const instance = (await readInstances(db, [instanceId])).get(instanceId);
  if (instance !== undefined) await demandKnown(db, actor, instance);
}

/** The marking that each of them bears, whoever asks. */
export async function markingsOf(
  db: Queryable,
  instances: readonly Instance[],
): Promise<ReadonlyMap<string, Marking>> {
  const refs = instances.flatMap((instance) => refOf(instance) ?? []);
  const records = await readMarkedRecords(db, refs, instances);
  return new Map([...records.values()].map(({ ref, marking }) => [ref.id, marking]));
}

/**
 * A page of what the actor may know: `read` gives rows in order, and is asked again while those that stay hidden leave the
 * page short. `about` is the instance that a row is or is about. Returns one row more than the limit when there are more.
 */
export async function knownPage<Row>(
  db: Queryable,
  actor: Actor,
  limit: number,
  {
    read,
    about,
    fits,
  }: {
    readonly read: (limit: number, after: Row | undefined) => Promise<readonly Row[]>;
    readonly about: (row: Row) => string | null;
    /** Of rows that may be known, those that are meant, where the database cannot tell. */
    readonly fits?: ((rows: readonly Row[]) => Promise<readonly Row[]>) | undefined;
  },
): Promise<Row[]> {
  return await filledPage(limit, read, async (rows) => {
    const ids = rows.flatMap((row) => about(row) ?? []);
    const { hidden } = await knownIds(db, actor, ids);
    const known = rows.filter((row) => !hidden.has(about(row) ?? ""));
    return fits === undefined ? known : await fits(known);
  });
}

/** As many of the rows as may be known until the page is full: its length tells nothing of what stays hidden. */
export async function filledPage<Row>(
  limit: number,
  read: (limit: number, after: Row | undefined) => Promise<readonly Row[]>,
  known: (rows: readonly Row[]) => Promise<readonly Row[]>,
): Promise<Row[]> {
  const page: Row[] = [];
  for (let after: Row | undefined; ;) {
    const rows = await read(limit + 1, after);
    page.push(...(await known(rows)));
    after = rows.at(-1);
    if (page.length > limit || rows.length <= limit) return page.slice(0, limit + 1);
  }
}

/** Of these ids, which instances the actor may know and which stay hidden; and the strictest marking of the known ones. */
export async function knownIds(
  db: Queryable,
  actor: Actor,
  ids: readonly string[],
): Promise<{
  readonly known: ReadonlySet<string>;
  readonly hidden: ReadonlySet<string>;
  readonly marking: Marking;
}> {
  const judged = [...(await judge(db, actor, [...(await readInstances(db, [...new Set(ids)])).values()]))];
  const known = judged.filter(([, { verdict }]) => verdict.may);
  return {
    known: new Set(known.map(([id]) => id)),
    hidden: new Set(judged.filter(([, { verdict }]) => !verdict.may).map(([id]) => id)),
    marking: strictest(known.map(([, { record }]) => record.marking)),
  };
}

/** Of several people, those who may be told of the instance: recipients of a mail, subscribers of a webhook. */
export async function whoMayHear<Person extends { readonly actor: Actor }>(
  db: Queryable,
  instanceId: string,
  people: readonly Person[],
): Promise<{ readonly people: readonly Person[]; readonly marking: Marking }> {
  const [described] = await describe(db, [...(await readInstances(db, [instanceId])).values()]);
  if (described === undefined) return { people: [], marking: "TLP:RED" };
  const may: Person[] = [];
  for (const person of people) {
    const knower = await knowerOf(db, person.actor, described.instance);
    if (mayKnow(knower, described.known).may) may.push(person);
  }
  return { people: may, marking: described.record.marking };
}

export interface Judged {
  readonly record: MarkedRecord;
  readonly verdict: Verdict;
}

export async function judge(
  db: Queryable,
  actor: Actor,
  instances: readonly Instance[],
): Promise<ReadonlyMap<string, Judged>> {
  const judged = new Map<string, Judged>();
  for (const { instance, record, known } of await describe(db, instances)) {
    const knower = await knowerOf(db, actor, instance);
    judged.set(instance.id, { record, verdict: mayKnow(knower, known) });
  }
  return judged;
}

export async function knowerOf(db: Queryable, actor: Actor, instance: Instance): Promise<Knower> {
  const { kind, id } = actor;
  const { programmeId } = instance;
  const roles = rolesIn(actor, programmeId, bodiesOf(instance));
  if (kind !== "public" || id === "public") return { kind, id, roles, engagementIds: [] };
  const theirs = await findByBusinessKey(db, programmeId, "engagement", `party:${id}`);
  return { kind, id, roles, engagementIds: theirs === undefined ? [] : [theirs.id] };
}
