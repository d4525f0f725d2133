/** What there is to know of a record before somebody may know it: its marking, its audience, who is recused from it. */
import { AWAITING_BODY, bodiesOf, textsIn, vettersOf } from "../contract/bodies.ts";
import { covers } from "../contract/recusals.ts";
import { partyIdOf, personIdOf } from "../directory/people.ts";
import { together } from "../lib/gather.ts";
import type { Queryable } from "../store/database.ts";
import type { Instance } from "../store/instances.ts";
import type { MarkedRecord } from "../store/marked-records.ts";
import { contextOf, groupIdOf, readMarkedRecords, refOf } from "../store/marked-records.ts";
import type { RecordRef } from "../store/markings.ts";
import { refText } from "../store/markings.ts";
import { agendaItemsOf, organisationsOfParties, recusalsIn } from "../store/recusals.ts";
import type { Known } from "./audience.ts";

/** An instance with all that `mayKnow` has to know of it. */
export interface Described {
  readonly instance: Instance;
  readonly record: MarkedRecord;
  readonly known: Known;
}

/** `refFor` says which record of each: the chart itself, or the dossier that vetting keeps on a case. */
export async function describe(
  db: Queryable,
  instances: readonly Instance[],
  refFor: (instance: Instance) => RecordRef | undefined = refOf,
): Promise<Described[]> {
  if (instances.length === 0) return [];
  const refs = instances.flatMap((instance) => refFor(instance) ?? []);
  const records = await readMarkedRecords(db, refs, instances);
  const described: Described[] = [];
  for (const [programmeId, own] of byProgramme(instances)) {
    const recused = await recusedFrom(db, programmeId, own);
    for (const instance of own) {
      const ref = refFor(instance);
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
      const managed = recusals
        .filter(({ scope }) => covers(scope, from))
        .map(({ person }) => person)
        // Nobody stays out of their own case: whoever is kept out of the programme is still told so.
        .filter((person) => person !== instance.businessKey);
      const declared = from.items.flatMap(({ recused }) => recused);
      return [instance.id, [...managed, ...declared]];
    }),
  );
}

function knownOf(
  { ref, instance, ownerId, marking, setBy, named, group }: MarkedRecord,
  recused: readonly string[],
): Known {
  const { kind } = ref;
  const known = { kind, marking, ownerId, setBy, recused };
  // Of a dossier nobody has a part by being its subject, owning the case or sitting in a group: only by vetting.
  if (kind === "vetting") {
    const vetters = instance === undefined ? [] : vettersOf(instance);
    return { ...known, participants: [...named, ...vetters], hasBody: false, seats: [] };
  }
  return {
    ...known,
    participants: [...named, ...(instance === undefined ? [] : participantsOf(instance))],
    hasBody: instance !== undefined && (instance.stage === AWAITING_BODY || bodiesOf(instance).length > 0),
    seats: group === undefined ? [] : seatsOf(group),
  };
}

/** Those a chart itself names: the party a case is about, who attended a meeting, who leads a group and sits in it. */
function participantsOf(instance: Instance): readonly string[] {
  switch (instance.workflow) {
    case "working_group":
      return seatsOf(instance);
    case "meeting":
      return textsIn(contextOf(instance)["attended"]);
    default: {
      const person = personIdOf(instance.businessKey);
      return person === undefined ? [instance.id] : [instance.id, person];
    }
  }
}

const seatsOf = (group: Instance): string[] => {
  const { leads, held } = contextOf(group);
  return [...textsIn(leads), ...textsIn(held)];
};

function byProgramme(instances: readonly Instance[]): Map<string, Instance[]> {
  const map = new Map<string, Instance[]>();
  for (const instance of instances) {
    map.set(instance.programmeId, [...(map.get(instance.programmeId) ?? []), instance]);
  }
  return map;
}

type DescribeOne = (instance: Instance) => Promise<Described | undefined>;
const describers = new WeakMap<Queryable, DescribeOne>();

/** Asked with every request about one record, so those that come together are described together. Nothing is remembered. */
export async function describeOne(db: Queryable, instance: Instance): Promise<Described | undefined> {
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
