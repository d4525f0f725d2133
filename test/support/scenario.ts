import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "../../src/contract/actor.ts";
import type { Result, Standing } from "../../src/engine/commands.ts";
import type { Engine } from "../../src/engine/engine.ts";
import { replayInstance } from "../../src/engine/replay.ts";
import { advanceClock } from "../../src/engine/virtual-time.ts";
import { prepareBackend } from "../../src/queue/backend.ts";
import { startVirtualClock } from "../../src/store/clock.ts";
import type { Instance } from "../../src/store/instances.ts";
import type { JournalRow } from "../../src/store/journal.ts";
import { readJournal } from "../../src/store/journal.ts";
import { insertProgramme } from "../../src/store/programmes.ts";
import type { MachineEvent } from "../../src/machine/port.ts";
import type { JsonObject } from "../../workflows/workflow.ts";
import { officer, PROGRAMME } from "./actors.ts";
import type { TestDatabase } from "./database.ts";
import { testDatabase } from "./database.ts";
import { eventually } from "./eventually.ts";
import { Outside } from "./outside.ts";
import type { QueueBackend } from "./queues.ts";
import { eachQueue } from "./queues.ts";
import type { Server } from "./server.ts";
import { backendOf, openServer } from "./server.ts";

/** A Monday morning in Rome. */
const MONDAY = new Date("2026-03-02T09:00:00Z");

export const SECOND_MS = 1_000;
export const MINUTE_MS = 60 * SECOND_MS;
export const DAY_MS = 86_400_000;

/** What a story may do. Each act is a step, after which the restarted telling begins a new process. */
export interface World {
  readonly outside: Outside;
  /** The process of this moment. Ask for it again after every step. */
  readonly engine: Engine;
  start(workflow: string, event: MachineEvent, options?: Options): Promise<Standing>;
  send(id: string, event: MachineEvent, options?: Options): Promise<Result>;
  /** Move the virtual clock on, in milliseconds or to an instant, and wait until all that fell due is done. */
  advance(by: number | Date): Promise<void>;
  /** Wait until nothing that is due remains undone. */
  quiet(): Promise<void>;
  now(): Promise<Date>;
  instance(id: string): Promise<Instance>;
  journal(id: string): Promise<JournalRow[]>;
  readonly eventually: typeof eventually;
}

interface Options {
  readonly id?: string;
  readonly input?: JsonObject;
  readonly key?: string;
  readonly actor?: Actor;
}

/**
 * Tell a durable story twice on each queue: straight through, and with a new process after every step. Each telling has
 * a database of its own and ends with a replay of every journal in it (invariant 9).
 */
export function scenario(name: string, story: (world: World) => Promise<void>): void {
  eachQueue(name, (queue) => {
    tell("goes straight through", queue, story, { restarts: false });
    tell("goes the same with a restart after every step", queue, story, { restarts: true });
  });
}

type Story = (world: World) => Promise<void>;

function tell(title: string, queue: QueueBackend, story: Story, { restarts }: { restarts: boolean }): void {
  describe(title, () => {
    const database = testDatabase();
    const outside = new Outside();
    let server: Server;
    const open = () =>
      openServer(database, { backend: backendOf(queue, database), outside: outside.handler });

    beforeAll(async () => {
      await prepareBackend(backendOf(queue, database));
      await settle(database);
      server = open();
    });
    afterAll(async () => await server.close());

    async function step<T>(act: () => Promise<T>): Promise<T> {
      const result = await act();
      if (!restarts) return result;
      await server.close();
      server = open();
      return result;
    }
    const advance = async (to: Date) =>
      void (await advanceClock(server.engine, server.relay, server.timers, to));

    it("as told", async () => {
      await story({
        outside,
        eventually,
        get engine() {
          return server.engine;
        },
        start: (workflow, event, { actor = officer, ...rest } = {}) =>
          step(async () => {
            const command = { workflow, event, actor, origin: "caller" as const, programmeId: PROGRAMME };
            const result = await server.engine.start({ ...command, ...rest });
            if (result.kind !== "applied") throw new Error(`Not started: ${JSON.stringify(result)}`);
            return result.standing;
          }),
        send: (instanceId, event, { actor = officer, ...rest } = {}) =>
          step(() => server.engine.send({ instanceId, event, actor, origin: "caller", ...rest })),
        advance: (by) =>
          step(async () => {
            const now = await server.engine.now();
            await advance(by instanceof Date ? by : new Date(now.getTime() + by));
          }),
        quiet: () => step(async () => await advance(await server.engine.now())),
        now: () => server.engine.now(),
        instance: async (id) => await instanceOf(server.engine, id),
        journal: (id) => readJournal(database.pool, id),
      });
      await expectSound(server.engine, database);
    });
  });
}

/** A programme that works Monday to Friday in Rome, on a virtual Monday morning. */
export async function settle(database: TestDatabase): Promise<void> {
  await startVirtualClock(database.pool, MONDAY);
  await insertProgramme(database.pool, {
    id: PROGRAMME,
    slug: "default",
    name: "Default",
    zone: "Europe/Rome",
    week: [1, 2, 3, 4, 5],
    holidays: [],
    createdAt: MONDAY,
  });
}

export async function instanceOf(engine: Engine, id: string): Promise<Instance> {
  const instance = await engine.peek(id);
  if (instance === undefined) throw new Error(`No instance ${id}`);
  return instance;
}

/** Every journal replays to its snapshot, each timer and activity stands once, and no lease outlives its effect. */
export async function expectSound(engine: Engine, database: TestDatabase): Promise<void> {
  const { rows } = await database.pool.query<{ id: string }>("select id from instance order by id");
  for (const { id } of rows) expect(await replayInstance(engine, id)).toMatchObject({ problems: [] });
  const leases = await database.pool.query(
    `select l.name from effect_lease l left join effect e using (instance_id, seq, name) where e.name is null`,
  );
  expect(leases.rows).toEqual([]);
  const twice = await database.pool.query(
    `select name from effect where kind in ('timer', 'invoke') group by instance_id, name having count(*) > 1`,
  );
  expect(twice.rows).toEqual([]);
}
