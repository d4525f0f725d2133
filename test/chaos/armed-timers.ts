/** Follows a journal as a second bookkeeper: which timers are armed after each row, and when each may fire. */
import type { Role } from "../../workflows/workflow.ts";
import type { Calendar } from "../../src/engine/calendar.ts";
import { dueAt } from "../../src/engine/calendar.ts";
import type { Registry } from "../../src/engine/registry.ts";
import { stepInfo } from "../../src/engine/step-info.ts";
import type { LiveSnapshot, MachineEffect } from "../../src/machine/port.ts";
import type { JournalRow } from "../../src/store/journal.ts";

interface Armed {
  /** The effect row's key, as text. */
  readonly key: string;
  /** When it is due; undefined once it was paused, for then the engine alone knows. */
  readonly dueAt: Date | undefined;
}

interface Followed {
  /** Keys of the timers that must still have a row. */
  readonly armed: readonly string[];
  readonly problems: readonly string[];
}

export function followTimers(
  registry: Registry,
  workflow: string,
  calendar: Calendar,
  rows: readonly JournalRow[],
): Followed {
  const problems: string[] = [];
  let armed = new Map<string, Armed>();
  let live: LiveSnapshot | undefined;
  for (const row of rows) {
    if (row.origin === "timer") problems.push(...firedWrongly(row, armed));
    const machine = registry.version(workflow, row.version);
    const step = stepInfo({
      now: row.enteredAt,
      happenedAt: row.happenedAt,
      actorId: row.actor["id"] as string,
      roles: row.actor["roles"] as readonly Role[],
      facts: row.facts,
    });
    const effects: MachineEffect[] = [];
    if (live === undefined) {
      const first = machine.initial(row.input ?? {}, step);
      effects.push(...first.effects);
      live = first.snapshot;
    }
    const stepped = machine.apply(live, row.event as { type: string }, step);
    if (stepped.kind === "refused") return { armed: [], problems: [`row ${row.seq} is refused on replay`] };
    effects.push(...stepped.effects);
    live = stepped.snapshot;
    // A timer that fires is gone, unless the step it takes arms it again.
    if (row.origin === "timer") armed = withoutKey(armed, String(row.key));
    for (const effect of effects) {
      if (effect.kind === "arm") {
        const rule = machine.definition.timers[effect.id];
        const due =
          rule === undefined
            ? new Date(row.enteredAt.getTime() + effect.delayMs)
            : dueAt(rule, row.enteredAt, calendar);
        armed.set(effect.id, { key: `${row.instanceId}/${row.seq}/timer:${effect.id}`, dueAt: due });
      }
      if (effect.kind === "cancel") armed.delete(effect.id);
      const known = effect.kind === "pause" || effect.kind === "resume" ? armed.get(effect.id) : undefined;
      if (known !== undefined && "id" in effect) armed.set(effect.id, { key: known.key, dueAt: undefined });
    }
    if (stepped.status === "done") armed = new Map();
  }
  return { armed: [...armed.values()].map(({ key }) => key), problems };
}

function firedWrongly(row: JournalRow, armed: ReadonlyMap<string, Armed>): string[] {
  const timer = [...armed.values()].find(({ key }) => key === row.key);
  if (timer === undefined) return [`timer ${row.key} fired at row ${row.seq}, but was not armed`];
  const told = new Date(row.facts["dueAt"] as string);
  if (row.enteredAt < told) return [`timer ${row.key} fired at row ${row.seq} before it was due`];
  if (timer.dueAt !== undefined && row.enteredAt < timer.dueAt)
    return [`timer ${row.key} fired at row ${row.seq} before its rule allows`];
  return [];
}

const withoutKey = (armed: ReadonlyMap<string, Armed>, key: string): Map<string, Armed> =>
  new Map([...armed].filter(([, timer]) => timer.key !== key));
