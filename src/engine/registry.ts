import type { WorkflowDefinition } from "../../workflows/workflow.ts";
import { ConvokeError } from "../lib/errors.ts";
import { loadMachine } from "../machine/load-machine.ts";
import type { Machine } from "../machine/port.ts";

/** The workflows of this process, each version loaded once. */
export interface Registry {
  /** New instances run on the newest version. */
  newest(workflow: string): Machine;
  /** Throws `definition` when a stored instance needs a version that is not here. */
  version(workflow: string, version: number): Machine;
  all(): readonly Machine[];
}

/** Throws `DefinitionError` when a definition asks for something the engine could not run faithfully. */
export function createRegistry(definitions: readonly WorkflowDefinition[]): Registry {
  const machines = definitions.map(loadMachine);
  const byVersion = new Map<string, Machine>();
  const newestByName = new Map<string, Machine>();
  for (const machine of machines) {
    const { name, version } = machine.definition;
    if (byVersion.has(`${name}@${version}`)) {
      throw new ConvokeError("definition", `Workflow ${name} version ${version} is defined twice`);
    }
    byVersion.set(`${name}@${version}`, machine);
    if ((newestByName.get(name)?.definition.version ?? -1) < version) newestByName.set(name, machine);
  }
  return {
    newest: (workflow) => known(newestByName.get(workflow), workflow),
    version: (workflow, version) => known(byVersion.get(`${workflow}@${version}`), `${workflow}@${version}`),
    all: () => machines,
  };
}

function known(machine: Machine | undefined, name: string): Machine {
  if (machine === undefined) throw new ConvokeError("definition", `No workflow ${name} is loaded`);
  return machine;
}
