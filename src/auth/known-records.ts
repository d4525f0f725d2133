/** Reads what `mayKnow` has to know of records and of whoever asks, for many at a time. */
import type { Actor } from "../contract/actor.ts";
import { rolesIn } from "../contract/actor.ts";
import type { Marking } from "../contract/markings.ts";
import { covers } from "../contract/recusals.ts";
import { partyIdOf } from "../directory/people.ts";
import { ConvokeError } from "../lib/errors.ts";
import type { Queryable } from "../store/database.ts";
import type { Instance } from "../store/instances.ts";
import { findByBusinessKey } from "../store/instances.ts";
import type { MarkedRecord } from "../store/marked-records.ts";
import { contextOf, groupIdOf, readMarkedRecords, refOf } from "../store/marked-records.ts";
import type { RecordRef } from "../store/markings.ts";
import { refText } from "../store/markings.ts";
import { agendaItemsOf, organisationsOfParties, recusalsIn } from "../store/recusals.ts";
import type { Knower, Known, Verdict } from "./audience.ts";
import { mayKnow } from "./audience.ts";

/** Of these, those the actor may know, with the marking each bears; the order stays. */
export async function knownTo<Row extends Instance>(
  db: Queryable,
  actor: Actor,
  instances: readonly Row[],
): Promise<{ readonly row: Row; readonly marking: Marking }[]> {
  const judged = await judge(db, actor, instances);
  return instances.flatMap((row) => {
    const found = judged.get(row.id);
    return found?.verdict.may === true ? [{ row, marking: found.record.marking }] : [];
  });
}

/** The marking of the instance. Throws `forbidden` with the sentence that says whom it is for. */
export async function demandKnown(db: Queryable, actor: Actor, instance: Instance): Promise<Marking> {
  const found = (await judge(db, actor, [instance])).get(instance.id);
  if (found === undefined) return "TLP:RED";
  if (!found.verdict.may)
    throw new ConvokeError("forbidden", found.verdict.sentence, { extra: { marking: found.record.marking } });
  return found.record.marking;
}

/** Of several people, those who may know the instance: recipients of a mail, subscribers of a webhook. */
export async function whoMayKnow<Person extends { readonly actor: Actor }>(
  db: Queryable,
  instance: Instance,
  people: readonly Person[],
): Promise<{ readonly people: Person[]; readonly marking: Marking }> {
  const may: Person[] = [];
  const [record] = await describe(db, [instance]);
  if (record === undefined) return { people: [], marking: "TLP:RED" };
  for (const person of people) {
    const knower = await knowerOf(db, person.actor, instance.programmeId);
    if (mayKnow(knower, record.known).may) may.push(person);
  }
  return { people: may, marking: record.record.marking };
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
  const knowers = new Map<string, Knower>();
  for (const { id, programmeId, record, known } of await describe(db, instances)) {
    const knower = knowers.get(programmeId) ?? (await knowerOf(db, actor, programmeId));
    knowers.set(programmeId, knower);
    judged.set(id, { record, verdict: mayKnow(knower, known) });
  }
  return judged;
}

async function knowerOf(db: Queryable, actor: Actor, programmeId: string): Promise<Knower> {
  const { kind, id } = actor;
  const theirs =
    kind === "public" && id !== "public"
      ? await findByBusinessKey(db, programmeId, "engagement", `party:${id}`)
      : undefined;
  return {
    kind,
    id,
    roles: rolesIn(actor, programmeId),
    engagementIds: theirs === undefined ? [] : [theirs.id],
  };
}

interface Described {
  readonly id: string;
  readonly programmeId: string;
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
      described.push({ id: instance.id, programmeId, record, known });
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
  if (recusals.length === 0) return new Map();
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
      const who = recusals.filter(({ scope }) => covers(scope, from)).map(({ person }) => person);
      return [instance.id, who];
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
    hasBody: group !== undefined,
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
