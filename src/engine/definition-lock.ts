/**
 * The lock of workflow versions: what each version was when instances began to run on it. A definition edited without
 * a new version is refused before it can touch a running instance.
 */
import { z } from "zod";
import { DefinitionError } from "../lib/errors.ts";
import { definitionParts } from "../machine/hash-definition.ts";
import type { Machine } from "../machine/port.ts";

const lockSchema = z.record(
  z.string(),
  z.object({ hash: z.string(), parts: z.record(z.string(), z.string()) }),
);
/** By `name@version`. */
export type DefinitionLock = z.output<typeof lockSchema>;

/** Throws `DefinitionError` naming every part that is not as it was locked, and versions that are not locked at all. */
export function checkLock(lock: unknown, machines: readonly Machine[]): void {
  const locked = lockSchema.parse(lock);
  for (const machine of machines) {
    const { name, version } = machine.definition;
    const entry = locked[`${name}@${version}`];
    if (entry === undefined) {
      throw new DefinitionError(name, [`version ${version} is not in the lock; run: convoke workflows lock`]);
    }
    if (entry.hash === machine.hash) continue;
    const changes = differences(entry.parts, definitionParts(machine.definition));
    throw new DefinitionError(name, [
      `version ${version} was changed after it was locked; make it version ${version + 1} instead`,
      ...(changes.length > 0 ? changes : ["its parts are the same, but their order is not"]),
    ]);
  }
}

/** The lock with every version that it does not hold yet; what it holds stays unless `replace` is set. */
export function extendLock(lock: unknown, machines: readonly Machine[], replace = false): DefinitionLock {
  const locked: DefinitionLock = { ...lockSchema.parse(lock) };
  for (const { definition, hash } of machines) {
    const key = `${definition.name}@${definition.version}`;
    if (locked[key] === undefined || replace) locked[key] = { hash, parts: definitionParts(definition) };
  }
  return Object.fromEntries(Object.entries(locked).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

function differences(
  before: Readonly<Record<string, string>>,
  after: Readonly<Record<string, string>>,
): string[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].toSorted();
  return names.flatMap((name) => {
    if (before[name] === after[name]) return [];
    if (before[name] === undefined) return [`${name} was added`];
    return [after[name] === undefined ? `${name} was taken away` : `${name} was changed`];
  });
}
