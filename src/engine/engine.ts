/** The engine's public face: start an instance, send it events, find out where it stands. */
import type { JsonObject, StepInfo } from "../../workflows/workflow.ts";
import type { Actor } from "../contract/actor.ts";
import { reaches, rolesIn } from "../contract/actor.ts";
import { bodiesOf, placeOf } from "../contract/bodies.ts";
import type { Acceptance } from "../machine/port.ts";
import type { BatchWrite } from "../store/batches.ts";
import { readNow } from "../store/clock.ts";
import type { Db } from "../store/database.ts";
import type { Instance } from "../store/instances.ts";
import { findByBusinessKey, readInstances, readInstanceUnscoped } from "../store/instances.ts";
import { ConvokeError, NotFound } from "../lib/errors.ts";
import { gather, together } from "../lib/gather.ts";
import { isId } from "../lib/ids.ts";
import { createBatcher } from "./batcher.ts";
import type { After, Command, Result, SendCommand, StartCommand } from "./commands.ts";
import { checkAtDoor } from "./door.ts";
import { foreknownFacts } from "./facts.ts";
import type { Foreseen } from "./foresee.ts";
import { foresee } from "./foresee.ts";
import { RecentInstances } from "./recent.ts";
import type { Registry } from "./registry.ts";

export interface EngineSettings {
  readonly db: Db;
  /** Connections for writing batches only, so that they never queue behind reads. (Default: `db`) */
  readonly writer?: Db;
  readonly registry: Registry;
  /** Keyed fingerprint of a request's body, hex. */
  readonly hmac: (text: string) => string;
  /** Read the domain time from the shared virtual row instead of the database's clock. */
  readonly isVirtual: boolean;
}

/** What a caller may send now, and for the rest why not. */
export interface Prospect extends Acceptance {
  /** The caller holds none of the roles that may send it. */
  readonly isForbidden: boolean;
  /** Guards that refuse it however it is filled in, unless it waives them. */
  readonly unlessWaived: readonly string[];
}

/** The field by which somebody sets a guard aside, with a reason. */
const WAIVER = "waiver";

export interface Engine {
  readonly registry: Registry;
  readonly db: Db;
  /** Domain time is the virtual row's, not the database's. */
  readonly isVirtual: boolean;
  now(): Promise<Date>;
  /** Throws `invalid` for what could never be stored, and `busy`. */
  start(command: Omit<StartCommand, "kind">): Promise<Result>;
  /** Throws as `start` does. */
  send(command: Omit<SendCommand, "kind">): Promise<Result>;
  /** Several events at once; each is judged by itself, in the order given. What `send` throws is `rejected` here. */
  sendMany(commands: readonly Omit<SendCommand, "kind">[]): Promise<Result[]>;
  /** For the engine's own workers: timers and outcomes too. */
  run(command: Command): Promise<Result>;
  /** The instance as the actor may see it; throws `not-found`. */
  find(id: string, scope: Actor): Promise<Instance>;
  /** Without a scope: for workers, never for an answer to a caller. */
  peek(id: string): Promise<Instance | undefined>;
  /** The live instance that holds a business key, such as a party's case in a programme. */
  holder(programmeId: string, workflow: string, businessKey: string): Promise<Instance | undefined>;
  /** `facts`: those that are known; a guard that asks for others judges without them. */
  prospects(seen: After, actor: Actor, facts?: JsonObject): readonly Prospect[];
  /** Facts for `prospects` that hang on no field of an event. */
  foreknown(instance: Instance, actor: Actor): Promise<JsonObject>;
  /** What the event would do to each of them, by the functions that would do it. Writes nothing. */
  foresee(instances: readonly Instance[], command: Pick<SendCommand, "event" | "actor">): Promise<Foreseen[]>;
  /** Called after every commit that changed something. */
  onCommit(listener: (write: BatchWrite, now: Date) => void): void;
  drain(): Promise<void>;
}

export function createEngine({ db, writer = db, registry, hmac, isVirtual }: EngineSettings): Engine {
  const listeners: ((write: BatchWrite, now: Date) => void)[] = [];
  const batcher = createBatcher(
    writer,
    { registry, hmac, isVirtual, recent: new RecentInstances() },
    (write, now) => {
      // In a turn of its own: a listener that throws ends the process, but fails no event that is committed.
      for (const listener of listeners) queueMicrotask(() => listener(write, now));
    },
  );

  // Looked up with most requests, so those that come together are looked up together.
  const instanceOf = gather((ids) => readInstances(db, ids));

  const clock = together(async (askers: readonly unknown[]) => {
    const now = await readNow(db, isVirtual);
    return askers.map(() => now);
  });

  async function send(command: Omit<SendCommand, "kind">): Promise<Result> {
    checkAtDoor(command);
    const { instanceId } = command;
    if (!isId(instanceId)) return { kind: "not-found", instanceId };
    return await batcher.run({ ...command, kind: "send" });
  }

  return {
    registry,
    db,
    isVirtual,
    now: () => clock(undefined),
    async start(command) {
      checkAtDoor(command);
      return await batcher.run({ ...command, kind: "start" });
    },
    send,
    sendMany: (commands) => Promise.all(commands.map(async (command) => await orRejected(send(command)))),
    run: (command) => batcher.run(command),
    async find(id, scope) {
      const instance = isId(id) ? await instanceOf(id.toLowerCase()) : undefined;
      if (instance === undefined || !reaches(scope, placeOf(instance))) throw new NotFound("instance", id);
      return instance;
    },
    peek: async (id) => (isId(id) ? await readInstanceUnscoped(db, id) : undefined),
    holder: (programmeId, workflow, businessKey) => findByBusinessKey(db, programmeId, workflow, businessKey),
    prospects({ instance, now, live }, actor, facts = {}) {
      const machine = registry.version(instance.workflow, instance.version);
      const roles = rolesIn(actor, instance.programmeId, bodiesOf(instance));
      const step: StepInfo = {
        now: now.toISOString(),
        happenedAt: now.toISOString(),
        actor: { id: actor.id, roles },
        facts,
      };
      const { events } = machine.definition;
      const snapshot = live ?? machine.restore(instance.snapshot);
      return machine.accepts(snapshot, step).map((acceptance) => ({
        ...acceptance,
        unlessWaived:
          acceptance.verdict === "depends" ? machine.standing(snapshot, step, acceptance.type, WAIVER) : [],
        isForbidden: !(events[acceptance.type]?.who ?? []).some((role) => roles.includes(role)),
      }));
    },
    async foreknown(instance, actor) {
      const { definition } = registry.version(instance.workflow, instance.version);
      const { programmeId } = instance;
      return await foreknownFacts(definition.events, { tx: db, programmeId, actorId: actor.id, instance });
    },
    foresee: async (instances, command) =>
      await foresee({ db, registry, now: await clock(undefined) }, instances, command),
    onCommit: (listener) => void listeners.push(listener),
    drain: () => batcher.drain(),
  };
}

async function orRejected(sending: Promise<Result>): Promise<Result> {
  try {
    return await sending;
  } catch (problem) {
    if (problem instanceof ConvokeError) return { kind: "rejected", problem };
    throw problem;
  }
}
