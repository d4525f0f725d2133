/** Facts a guard needs from outside its instance, gathered before the step and journaled with the event. */
import type { Json, JsonObject } from "../../workflows/workflow.ts";
import type { MachineEvent } from "../machine/port.ts";
import type { Tx } from "../store/database.ts";
import { readInstanceUnscoped } from "../store/instances.ts";
import { isId } from "../lib/ids.ts";

interface Asking {
  readonly tx: Tx;
  readonly event: MachineEvent;
  readonly programmeId: string;
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

const factGatherers: Readonly<Record<string, FactGatherer>> = { group, survivor };

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
