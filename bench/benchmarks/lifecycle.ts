/**
 * Whole engagements: six external events, each followed by one activity, against other durable engines on the same
 * machine. Everybody's next event is sent as soon as the activity before it is known to be done.
 */
import { SYSTEM } from "../../src/contract/actor.ts";
import type { Engine } from "../../src/engine/engine.ts";
import { done } from "../../src/engine/outcome.ts";
import { createPerformer } from "../../src/engine/perform.ts";
import { createRelay } from "../../src/engine/relay.ts";
import { newId } from "../../src/lib/ids.ts";
import type { QueueBackend } from "../../src/queue/backend.ts";
import { prepareBackend } from "../../src/queue/backend.ts";
import { QUEUE_NAMES } from "../../src/queue/names.ts";
import { openQueues } from "../../src/queue/queues.ts";
import type { Benchmark, Line } from "../benchmark.ts";
import type { Round } from "../measure.ts";
import { drive, inTurn, ratioOf, summarise } from "../measure.ts";
import { openEngine, PROGRAMME } from "../open-engine.ts";
import type { Peer } from "../peers/run-peer.ts";
import { openPeers } from "../peers/run-peer.ts";
import { startRedis } from "../redis.ts";
import type { Server } from "../stage.ts";
import { quiet, unheard } from "../stage.ts";
import { NOTE } from "../workflows/casework.ts";
import { lifecycle as workflow, ROUNDS } from "../workflows/lifecycle.ts";

const AT_ONCE = 64;
const CONCURRENCY = 8;
const RATIO_MIN = 10;

export const lifecycle: Benchmark = async (stage, { rounds, seconds, isAlone }, say) => {
  const database = await stage.newDatabase("bench_lifecycle");
  const onPostgres = await openWhole(database, { kind: "postgres", connection: database });
  const redis = await startRedis();
  if (redis === undefined) say("  redis-server is not on the path, so only the PostgreSQL queue is measured");
  const onRedis =
    redis === undefined
      ? undefined
      : await openWhole(await stage.newDatabase("bench_lifecycle_redis"), { kind: "redis", url: redis.url });
  const peers = isAlone ? [] : await openPeers(stage, { atOnce: AT_ONCE, rounds: ROUNDS, note: NOTE }, say);

  const contestants: Record<string, (forSeconds: number) => Promise<Round>> = {
    postgres: (forSeconds) => drive(AT_ONCE, forSeconds, () => onPostgres.live()),
  };
  if (onRedis !== undefined)
    contestants["redis"] = (forSeconds) => drive(AT_ONCE, forSeconds, () => onRedis.live());
  // Each peer warms up by itself.
  for (const warmUp of Object.values(contestants)) await warmUp(1);
  for (const { name, run } of peers) contestants[name] = run;
  const measured = await inTurn(rounds, contestants, seconds);
  await onPostgres.close();
  await onRedis?.close();
  await redis?.stop();

  return [
    ...linesOf("Convoke, queue on Redis", measured["redis"], peers, measured),
    ...linesOf("Convoke, queue on PostgreSQL", measured["postgres"], peers, measured),
    ...peers.flatMap(({ name, version }) => linesOf(`  ${name} ${version}`, measured[name], [], measured)),
  ];
};

/** The figure, once for each engine it is compared with. */
function linesOf(
  what: string,
  ours: Round[] | undefined,
  peers: readonly Peer[],
  measured: Readonly<Record<string, Round[]>>,
): Line[] {
  if (ours === undefined) return [];
  const line: Line = { what, unit: "engagements/s", ...summarise(ours) };
  if (peers.length === 0) return [line];
  return peers.map(({ name }) => {
    const value = ratioOf(ours, measured[name] ?? []);
    const target = { text: `≥ ${RATIO_MIN}×`, isMet: value >= RATIO_MIN };
    return { ...line, ratio: { value, of: name }, target };
  });
}

interface Whole {
  /** Live one engagement from its opening to its end. */
  live(): Promise<void>;
  close(): Promise<void>;
}

/** Engine, relay and workers in one process, as `convoke start` has them. */
async function openWhole(database: Server, backend: QueueBackend): Promise<Whole> {
  await prepareBackend(backend);
  const { engine, close } = openEngine(database, [workflow]);
  const queues = openQueues(backend, unheard);
  const relay = createRelay(engine, queues, quiet);
  const performer = createPerformer(
    engine,
    { work: { perform: () => Promise.resolve(done({ ok: true })) } },
    quiet,
  );
  for (const name of QUEUE_NAMES) queues.work(name, CONCURRENCY, (hint) => performer.perform(hint));
  relay.start();
  const reached = watchRevisions(engine);
  return {
    live: () => live(engine, reached),
    async close() {
      await relay.stop();
      await queues.close();
      performer.stop();
      await close();
    },
  };
}

type Reached = (id: string, revision: number) => Promise<void>;

/** Resolves when an instance has come to a revision; the commit itself says so. */
function watchRevisions(engine: Engine): Reached {
  const revisions = new Map<string, number>();
  const waiting = new Map<string, { revision: number; resolve: () => void }>();
  engine.onCommit(({ created, updated }) => {
    for (const { id, revision } of [...created, ...updated]) {
      revisions.set(id, revision);
      const one = waiting.get(id);
      if (one === undefined || one.revision > revision) continue;
      waiting.delete(id);
      one.resolve();
    }
  });
  return async (id, revision) => {
    if ((revisions.get(id) ?? 0) < revision) {
      await new Promise<void>((resolve) => waiting.set(id, { revision, resolve }));
    }
    if (revision === LAST_REVISION) revisions.delete(id);
  };
}

/** The opening, then each event and the outcome of its activity. */
const LAST_REVISION = 1 + 2 * ROUNDS;

async function live(engine: Engine, reached: Reached): Promise<void> {
  const id = newId();
  const by = { actor: SYSTEM, origin: "caller" as const };
  await engine.start({ ...by, workflow: "lifecycle", programmeId: PROGRAMME, id, event: { type: "opened" } });
  for (let round = 1; round <= ROUNDS; round += 1) {
    const event = { type: "reported", note: NOTE };
    const result = await engine.send({ ...by, instanceId: id, event, key: newId() });
    if (result.kind !== "applied") throw new Error(`An event was not applied: ${result.kind}`);
    await reached(id, 1 + 2 * round);
  }
}
