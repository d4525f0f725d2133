import { createHmac } from "node:crypto";
import type { Engine } from "../src/engine/engine.ts";
import { createEngine } from "../src/engine/engine.ts";
import { createRegistry } from "../src/engine/registry.ts";
import { SYSTEM } from "../src/contract/actor.ts";
import { newId } from "../src/lib/ids.ts";
import type { Connection } from "../src/store/database.ts";
import { openDatabase } from "../src/store/database.ts";
import type { WorkflowDefinition } from "../workflows/workflow.ts";
import { NOTE } from "./workflows/casework.ts";

export const PROGRAMME = "00000000-0000-7000-8000-000000000001";

export interface OpenEngine {
  readonly engine: Engine;
  readonly close: () => Promise<void>;
}

/** The engine as a process has it, on the database's clock, without workers. */
export function openEngine(connection: Connection, workflows: readonly WorkflowDefinition[]): OpenEngine {
  const db = openDatabase({ connection });
  const engine = createEngine({
    db,
    registry: createRegistry(workflows),
    hmac: (text) => createHmac("sha256", "bench").update(text).digest("hex"),
    isVirtual: false,
  });
  return {
    engine,
    async close() {
      await engine.drain();
      await db.end();
    },
  };
}

/** As many as the pgbench scripts choose from. */
export const CASES = 1_000;

/** Open so many cases, numbered as the pgbench scripts expect. Returns their ids. */
export async function openCases(engine: Engine, count: number): Promise<string[]> {
  const ids = Array.from({ length: count }, (_, index) => numbered(index + 1));
  for (let from = 0; from < count; from += 500) {
    await Promise.all(ids.slice(from, from + 500).map((id) => openCase(engine, id)));
  }
  return ids;
}

const numbered = (number: number): string =>
  `00000000-0000-7000-8000-${number.toString(16).padStart(12, "0")}`;

async function openCase(engine: Engine, id: string): Promise<void> {
  const result = await engine.start({
    workflow: "casework",
    programmeId: PROGRAMME,
    id,
    event: { type: "opened", title: "Access to cross-border data" },
    actor: SYSTEM,
    origin: "caller",
  });
  if (result.kind !== "applied") throw new Error(`A case could not be opened: ${result.kind}`);
}

/** One event under a key of its own. Throws when it was not applied: a refusal would be cheap. */
export async function sendNote(engine: Engine, instanceId: string): Promise<void> {
  const result = await engine.send({
    instanceId,
    event: { type: "noted", minutes: 5, note: NOTE },
    actor: SYSTEM,
    origin: "caller",
    key: newId(),
  });
  if (result.kind !== "applied") throw new Error(`An event was not applied: ${result.kind}`);
}
