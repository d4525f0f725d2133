/** Puts an engagement into any state of its chart, for tests: complete and ordinary but for what a case changes. */
import { loadMachine } from "../../src/machine/load-machine.ts";
import type { LiveSnapshot, Refused, Stepped, StoredSnapshot } from "../../src/machine/port.ts";
import type { Role, StepInfo } from "../../workflows/workflow.ts";
import { emptyContext, type EngagementContext } from "../../workflows/engagement/v1/context.ts";
import { engagementV1 } from "../../workflows/engagement/v1/index.ts";
import { PROFILE } from "../../workflows/engagement/v1/chart/examples.ts";
import type { Example, Row } from "../../workflows/engagement/v1/chart/row.ts";

export const machine = loadMachine(engagementV1);
export const NOW = "2013-01-15T09:00:00.000Z";
const INPUT = { id: "engagement-1", programmeId: "partners-in-prevention" };

export function stepBy(
  role: Role,
  example: Pick<Example<unknown>, "actor" | "facts"> = {},
  now = NOW,
): StepInfo {
  const actor = example.actor ?? { id: role === "system" ? "system" : `${role}-1`, roles: [role] };
  // Everybody has declared their interests, unless an example says otherwise.
  const interests = { sender: { state: "clear", validUntil: "2099-01-01T00:00:00.000Z" } };
  return { now, happenedAt: now, actor, facts: { interests, ...example.facts } };
}

export function begin(): LiveSnapshot {
  return machine.initial(INPUT, stepBy("system")).snapshot;
}

/** An engagement in the state at `path`, as if it had come there. */
export function standAt(path: string, context: Partial<EngagementContext> = {}): LiveSnapshot {
  if (path === "new") return begin();
  const ordinary = { ...emptyContext(INPUT), partyId: "party-1", owner: "officer-1", profile: PROFILE };
  // Contexts are JSON by design; the compiler cannot see that an interface is.
  const stored = { ...machine.persist(begin()), value: valueOf(path), context: { ...ordinary, ...context } };
  return machine.restore(stored as unknown as StoredSnapshot);
}

/** Try one example of a row from one of the states it starts from. */
export function tryExample(row: Row, from: string, example: Example): Stepped | Refused {
  const step = stepBy(row.who[0] ?? "system", example);
  return machine.apply(standAt(from, example.context), { type: row.event, ...example.data }, step);
}

/** Path of the leaf it is in, such as `assignment.offered.open`. */
export function placeOf(snapshot: LiveSnapshot): string {
  return pathOf(machine.persist(snapshot)["value"]);
}

export function contextOf(snapshot: LiveSnapshot): EngagementContext {
  return machine.persist(snapshot)["context"] as unknown as EngagementContext;
}

function valueOf(path: string): unknown {
  const [top, ...rest] = path.split(".");
  return rest.length === 0 ? top : { [top ?? ""]: valueOf(rest.join(".")) };
}

function pathOf(value: unknown): string {
  if (typeof value !== "object" || value === null) return String(value);
  return Object.entries(value)
    .map(([key, inner]) => `${key}.${pathOf(inner)}`)
    .join();
}
