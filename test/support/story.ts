/** A programme in memory, for stories told with plain objects: charts, their signals and their mails, and no engine. */
import { loadMachine } from "../../src/machine/load-machine.ts";
import type { LiveSnapshot, Machine, MachineEvent } from "../../src/machine/port.ts";
import { workflows } from "../../workflows/index.ts";
import type { JsonObject, Projection, Role, SignalParams, StepInfo } from "../../workflows/workflow.ts";

interface Standing {
  readonly machine: Machine;
  snapshot: LiveSnapshot;
}

export interface Story {
  readonly mails: string[];
  /** Charts and the states they are in, such as `insurance planned`. */
  readonly state: (id: string) => string;
  readonly projection: (id: string) => Projection;
  readonly open: (workflow: string, id: string, day: string, role: Role, event: MachineEvent) => void;
  /** Send an event and carry its signals, and theirs, to where they go. Throws when it is refused. */
  readonly send: (id: string, day: string, role: Role, event: MachineEvent) => void;
  readonly persisted: (id: string) => JsonObject;
}

/** Everybody in these stories has declared that there is nothing. */
const CLEAR = { state: "clear", validUntil: "2099-01-01T00:00:00.000Z" };
const DECLARED = { sender: CLEAR, leads: { "lead-1": CLEAR, "lead-2": CLEAR } };

export function beginStory(): Story {
  const machines = new Map(workflows.map((definition) => [definition.name, loadMachine(definition)]));
  const standing = new Map<string, Standing>();
  const mails: string[] = [];

  function find(id: string): Standing {
    const found = standing.get(id);
    if (found === undefined) throw new Error(`no chart has the id ${id}`);
    return found;
  }

  function stepOn(day: string, role: Role, event: MachineEvent): StepInfo {
    const now = `${day}T09:00:00.000Z`;
    const actor = { id: role === "system" ? "system" : `${role}-1`, roles: [role] };
    return { now, happenedAt: now, actor, facts: { group: factsOf(event["groupId"]), interests: DECLARED } };
  }

  function factsOf(groupId: unknown): JsonObject | null {
    const group = typeof groupId === "string" ? standing.get(groupId) : undefined;
    if (group === undefined) return null;
    const { state, card } = group.machine.project(group.snapshot);
    return { ...card, state, revision: 1 };
  }

  function send(id: string, day: string, role: Role, event: MachineEvent): void {
    const chart = find(id);
    const rule = chart.machine.definition.events[event.type];
    const { type, ...data } = event;
    rule?.schema.parse(data);
    if (!rule?.who.includes(role)) throw new Error(`${role} may not send ${type}`);
    const result = chart.machine.apply(chart.snapshot, event, stepOn(day, role, event));
    if (result.kind === "refused") throw new Error(`${id} refused ${type}: ${result.guards.join(", ")}`);
    // Kept and read back after every step, as the engine does.
    chart.snapshot = chart.machine.restore(chart.machine.persist(result.snapshot));
    for (const effect of result.effects) {
      if (effect.kind === "act") note(id, day, effect.params);
      if (effect.kind === "signal") carry(effect.signal, day);
    }
  }

  /** A chart that is named by its business key goes by that name here. */
  function carry({ to, event, createWith }: SignalParams, day: string): void {
    if (createWith !== undefined && !standing.has(to)) open(createWith.workflow, to, day, "system", event);
    else send(to, day, "system", event);
  }

  function open(workflow: string, id: string, day: string, role: Role, event: MachineEvent): void {
    const machine = machines.get(workflow);
    if (machine === undefined) throw new Error(`no workflow is called ${workflow}`);
    const input = { id, programmeId: "partners-in-prevention" };
    standing.set(id, { machine, snapshot: machine.initial(input, stepOn(day, role, event)).snapshot });
    send(id, day, role, event);
  }

  function note(id: string, day: string, params: JsonObject): void {
    if (typeof params["template"] === "string") mails.push(`${day} ${id}: ${params["template"]}`);
  }

  return {
    mails,
    state: (id) => find(id).machine.project(find(id).snapshot).state,
    projection: (id) => find(id).machine.project(find(id).snapshot),
    open,
    send,
    persisted: (id) => find(id).machine.persist(find(id).snapshot),
  };
}
