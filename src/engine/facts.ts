/** Facts a guard needs from outside its instance, gathered before the step and journaled with the event. */
import type { EventRule, Json, JsonObject } from "../../workflows/workflow.ts";
import type { MachineEvent } from "../machine/port.ts";
import type { Queryable } from "../store/database.ts";
import type { Instance } from "../store/instances.ts";
import { readInstanceUnscoped } from "../store/instances.ts";
import { readMarkedRecords, refOf } from "../store/marked-records.ts";
import { refText } from "../store/markings.ts";
import { textsIn } from "../contract/bodies.ts";
import { interestsForms } from "../store/recusals.ts";
import { recusalsFor } from "./recusals.ts";
import { isId } from "../lib/ids.ts";

interface Asking {
  readonly tx: Queryable;
  readonly event: MachineEvent;
  readonly programmeId: string;
  /** Whoever sends the event. */
  readonly actorId: string;
  /** The instance the event is for; undefined for an event that opens one. */
  readonly instance?: Instance | undefined;
}

/** Reads one fact. It may have aged when it is used, so it carries the revision it was taken at. */
type FactGatherer = (asking: Asking) => Promise<Json>;

/** The working group an event names in `groupId`: its public card, its state and revision; null when unknown. */
const group: FactGatherer = async ({ tx, event, programmeId }) => {
  const id = event["groupId"];
  if (typeof id !== "string" || !isId(id)) return null;
  const instance = await readInstanceUnscoped(tx, id);
  if (instance?.workflow !== "working_group" || instance.programmeId !== programmeId) return null;
  return { ...instance.card, id, state: instance.state, revision: instance.revision };
};

/** The case that an event names in `survivorId`, for a merge: its state and revision; null when unknown. */
const survivor: FactGatherer = async ({ tx, event, programmeId }) => {
  const id = event["survivorId"];
  if (typeof id !== "string" || !isId(id)) return null;
  const instance = await readInstanceUnscoped(tx, id);
  if (instance?.workflow !== "engagement" || instance.programmeId !== programmeId) return null;
  return { id, state: instance.state, revision: instance.revision };
};

/** The group whose chart or paper it is, and the engagements that sit in it; null without one. */
const body: FactGatherer = async ({ tx, instance, programmeId }) => {
  const id = instance?.card["groupId"];
  if (typeof id !== "string" || !isId(id)) return null;
  const found = await readInstanceUnscoped(tx, id);
  if (found?.workflow !== "working_group" || found.programmeId !== programmeId) return null;
  const { context } = found.snapshot as { readonly context?: { readonly held?: Json } };
  return { id, held: context?.held ?? [], revision: found.revision };
};

/** Who has to stay out of it, and of which items of its agenda: engagements and accounts. */
const recusals: FactGatherer = async ({ tx, instance }) =>
  instance === undefined ? null : await recusalsFor(tx, instance);

/** What the record will be marked once its chart has published it. */
const marking: FactGatherer = async ({ tx, instance }) => {
  const ref = instance === undefined ? undefined : refOf(instance);
  if (instance === undefined || ref === undefined) return null;
  const record = (await readMarkedRecords(tx, [ref], [instance])).get(refText(ref));
  return record === undefined ? null : { whenPublished: record.whenPublished };
};

/** How far the forms about interests have come: of whoever sends the event, of the party, and of the leads it names. */
const interests: FactGatherer = async ({ tx, event, programmeId, actorId, instance }) => {
  const leads = textsIn(event["leads"]);
  const party = instance?.workflow === "engagement" ? instance.businessKey : null;
  const sender = `account:${actorId}`;
  const keys = [sender, ...(party === null ? [] : [party]), ...leads.map((lead) => `account:${lead}`)];
  const forms = await interestsForms(tx, programmeId, keys);
  const standingOf = (key: string | null): Json => (key === null ? undefined : forms.get(key)) ?? null;
  return {
    sender: standingOf(sender),
    ...(party === null ? {} : { party: standingOf(party) }),
    ...(leads.length === 0
      ? {}
      : { leads: Object.fromEntries(leads.map((lead) => [lead, standingOf(`account:${lead}`)])) }),
  };
};

const factGatherers: Readonly<Record<string, FactGatherer>> = {
  group,
  survivor,
  body,
  recusals,
  marking,
  interests,
};

/** What hangs on whoever would send an event and on the record, and on no field: known before anybody fills in a form. */
const FOREKNOWN: ReadonlySet<string> = new Set(["interests"]);

/** Of the facts that the events of a chart ask for, those that are known before one is sent. */
export async function foreknownFacts(
  events: Readonly<Record<string, EventRule>>,
  asking: Omit<Asking, "event">,
): Promise<JsonObject> {
  const asked = new Set(Object.values(events).flatMap(({ facts = [] }) => facts));
  return await gatherFacts(
    [...asked].filter((name) => FOREKNOWN.has(name)),
    { ...asking, event: { type: "" } },
  );
}

/** All facts that an event's rule asks for, by name. */
export async function gatherFacts(names: readonly string[] | undefined, asking: Asking): Promise<JsonObject> {
  if (names === undefined || names.length === 0) return {};
  const facts: Record<string, Json> = {};
  for (const name of names) {
    const gather = factGatherers[name];
    if (gather === undefined) throw new Error(`No fact gatherer is called ${name}`);
    facts[name] = await gather(asking);
  }
  return facts;
}
