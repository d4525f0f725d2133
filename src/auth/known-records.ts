/** Reads what `mayKnow` has to know of records and of whoever asks, for many at a time. */
import type { Actor } from "../contract/actor.ts";
import { rolesIn } from "../contract/actor.ts";
import { AWAITING_BODY, bodiesOf } from "../contract/bodies.ts";
import type { Marking } from "../contract/markings.ts";
import { strictest } from "../contract/markings.ts";
import { covers } from "../contract/recusals.ts";
import { partyIdOf } from "../directory/people.ts";
import { ConvokeError } from "../lib/errors.ts";
import { together } from "../lib/gather.ts";
import type { Queryable } from "../store/database.ts";
import type { Instance } from "../store/instances.ts";
import { findByBusinessKey, readInstances } from "../store/instances.ts";
import type { MarkedRecord } from "../store/marked-records.ts";
import { contextOf, groupIdOf, readMarkedRecords, refOf } from "../store/marked-records.ts";
import type { RecordRef } from "../store/markings.ts";
import { refText } from "../store/markings.ts";
import { agendaItemsOf, organisationsOfParties, recusalsIn } from "../store/recusals.ts";
import type { Knower, Known, Verdict } from "./audience.ts";
import { mayKnow } from "./audience.ts";

/** The marking of the instance. Throws `forbidden` with the sentence that says whom it is for. */
export async function demandKnown(db: Queryable, actor: Actor, instance: Instance): Promise<Marking> {
  const described = await describeOne(db, instance);
  if (described === undefined) return "TLP:RED";
  const { record, known } = described;
  const verdict = mayKnow(await knowerOf(db, actor, described.instance), known);
  if (!verdict.may)
    throw new ConvokeError("forbidden", verdict.sentence, {
      extra: { marking: record.marking, because: verdict.because },
    });
  return record.marking;
}

type DescribeOne = (instance: Instance) => Promise<Described | undefined>;
const describers = new WeakMap<Queryable, DescribeOne>();

/** Asked with every request about one record, so those that come together are described together. Nothing is remembered. */
async function describeOne(db: Queryable, instance: Instance): Promise<Described | undefined> {
  const known = describers.get(db);
  const describer =
    known ??
    together(async (asked: readonly Instance[]) => {
      const described = await describe(db, newestOfEach(asked));
      const byId = new Map(described.map((one) => [one.instance.id, one]));
      return asked.map(({ id }) => byId.get(id));
    });
  if (known === undefined) describers.set(db, describer);
  return await describer(instance);
}

/** Two may ask about the same one, read at different moments. */
function newestOfEach(instances: readonly Instance[]): Instance[] {
  const newest = new Map<string, Instance>();
  for (const instance of instances) {
    const seen = newest.get(instance.id);
    if (seen === undefined || seen.revision < instance.revision) newest.set(instance.id, instance);
  }
  return [...newest.values()];
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
  }: {
    readonly read: (limit: number, after: Row | undefined) => Promise<readonly Row[]>;
    readonly about: (row: Row) => string | null;
  },
): Promise<Row[]> {
  const page: Row[] = [];
  for (let after: Row | undefined; ;) {
    const rows = await read(limit + 1, after);
    const { hidden } = await knownIds(
      db,
      actor,
      rows.flatMap((row) => about(row) ?? []),
    );
    page.push(...rows.filter((row) => !hidden.has(about(row) ?? "")));
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

interface Judged {
  readonly record: MarkedRecord;
  readonly verdict: Verdict;
}

async function judge(
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

async function knowerOf(db: Queryable, actor: Actor, instance: Instance): Promise<Knower> {
  const { kind, id } = actor;
  const { programmeId } = instance;
  const roles = rolesIn(actor, programmeId, bodiesOf(instance));
  if (kind !== "public" || id === "public") return { kind, id, roles, engagementIds: [] };
  const theirs = await findByBusinessKey(db, programmeId, "engagement", `party:${id}`);
  return { kind, id, roles, engagementIds: theirs === undefined ? [] : [theirs.id] };
}

interface Described {
  readonly instance: Instance;
  readonly record: MarkedRecord;
  readonly known: Known;
}

async function describe(db: Queryable, instances: readonly Instance[]): Promise<Described[]> {
  if (instances.length === 0) return [];
  const refs = instances.flatMap((instance) => refOf(instance) ?? []);
  const records = await readMarkedRecords(db, refs, instances);
  const described: Described[] = [];
  for (const [programmeId, own] of byProgramme(instances)) {
    const recused = await recusedFrom(db, programmeId, own);
    for (const instance of own) {
      const ref: RecordRef | undefined = refOf(instance);
      const record = ref === undefined ? undefined : records.get(refText(ref));
      if (record === undefined) continue;
      const known = knownOf(record, recused.get(instance.id) ?? []);
      described.push({ instance, record, known });
    }
  }
  return described;
}

/** Who has to stay out of each of them. Nobody is recused from the form that says so. */
async function recusedFrom(
  db: Queryable,
  programmeId: string,
  instances: readonly Instance[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const recusals = await recusalsIn(db, programmeId);
  const concerned = instances.filter(({ workflow }) => workflow !== "interests");
  const parties = concerned.flatMap(({ businessKey }) => partyIdOf(businessKey) ?? []);
  const items = await agendaItemsOf(
    db,
    programmeId,
    concerned.map(({ id }) => id),
  );
  const organisations = await organisationsOfParties(db, parties);
  return new Map(
    concerned.map((instance) => {
      const from = {
        id: instance.id,
        kind: instance.workflow,
        groupId: instance.workflow === "working_group" ? instance.id : groupIdOf(instance),
        items: items.get(instance.id) ?? [],
        organisationIds: organisations.get(partyIdOf(instance.businessKey) ?? "") ?? [],
      };
      const managed = recusals.filter(({ scope }) => covers(scope, from)).map(({ person }) => person);
      const declared = from.items.flatMap(({ recused }) => recused);
      return [instance.id, [...managed, ...declared]];
    }),
  );
}

function knownOf(
  { ref, instance, marking, setBy, named, group }: MarkedRecord,
  recused: readonly string[],
): Known {
  return {
    kind: ref.kind,
    marking,
    ownerId: instance?.ownerId ?? null,
    setBy,
    participants: [...named, ...(instance === undefined ? [] : participantsOf(instance))],
    hasBody: instance !== undefined && (instance.stage === AWAITING_BODY || bodiesOf(instance).length > 0),
    seats: group === undefined ? [] : seatsOf(group),
    recused,
  };
}

/** Those a chart itself names: the party a case is about, who attended a meeting, who leads a group and sits in it. */
function participantsOf(instance: Instance): string[] {
  switch (instance.workflow) {
    case "working_group":
      return seatsOf(instance);
    case "meeting":
      return texts(contextOf(instance)["attended"]);
    default: {
      const [, person] = /^(?:party|account):(.+)$/.exec(instance.businessKey ?? "") ?? [];
      return person === undefined ? [instance.id] : [instance.id, person];
    }
  }
}

const seatsOf = (group: Instance): string[] => {
  const { leads, held } = contextOf(group);
  return [...texts(leads), ...texts(held)];
};

const texts = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((one): one is string => typeof one === "string") : [];

function byProgramme(instances: readonly Instance[]): Map<string, Instance[]> {
  const map = new Map<string, Instance[]>();
  for (const instance of instances) {
    map.set(instance.programmeId, [...(map.get(instance.programmeId) ?? []), instance]);
  }
  return map;
}
