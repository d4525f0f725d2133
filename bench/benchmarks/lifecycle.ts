/**
 * Whole engagements: six external events, each followed by one activity, against other durable engines on the same
 * PostgreSQL. Everybody's next event is sent as soon as the activity before it is known to be done.
 */
import { spawn, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
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
import { startRedis } from "../redis.ts";
import type { Server } from "../stage.ts";
import { quiet, unheard, urlOf } from "../stage.ts";
import { NOTE } from "../workflows/casework.ts";
import { lifecycle as workflow, ROUNDS } from "../workflows/lifecycle.ts";

const AT_ONCE = 64;
const CONCURRENCY = 8;
const RATIO_MIN = 10;
const PEER_MS_MAX = 180_000;

export const lifecycle: Benchmark = async (stage, { rounds, seconds, isAlone }, say) => {
  const database = await stage.newDatabase("bench_lifecycle");
  const onPostgres = await openWhole(database, { kind: "postgres", connection: database });
  const redis = await startRedis();
  if (redis === undefined) say("  redis-server is not on the path, so only the PostgreSQL queue is measured");
  const onRedis =
    redis === undefined
      ? undefined
      : await openWhole(await stage.newDatabase("bench_lifecycle_redis"), { kind: "redis", url: redis.url });
  const dbos = isAlone || !hasPeers(say) ? undefined : await stage.newDatabase("bench_dbos");

  const contestants: Record<string, (forSeconds: number) => Promise<Round>> = {
    postgres: (forSeconds) => drive(AT_ONCE, forSeconds, () => onPostgres.live()),
  };
  if (onRedis !== undefined)
    contestants["redis"] = (forSeconds) => drive(AT_ONCE, forSeconds, () => onRedis.live());
  // Each peer warms up by itself.
  for (const warmUp of Object.values(contestants)) await warmUp(1);
  if (dbos !== undefined) contestants["dbos"] = (forSeconds) => peer("dbos.mjs", dbos, forSeconds);
  const measured = await inTurn(rounds, contestants, seconds);
  await onPostgres.close();
  await onRedis?.close();
  await redis?.stop();

  const theirs = measured["dbos"];
  return [
    lineOf("Convoke, queue on Redis", measured["redis"], theirs),
    lineOf("Convoke, queue on PostgreSQL", measured["postgres"], theirs),
    lineOf("  DBOS Transact 5.3.0", theirs, undefined),
  ].flatMap((line) => (line === undefined ? [] : [line]));
};

function lineOf(what: string, ours: Round[] | undefined, theirs: Round[] | undefined): Line | undefined {
  if (ours === undefined) return undefined;
  const line: Line = { what, unit: "engagements/s", ...summarise(ours) };
  if (theirs === undefined) return line;
  const value = ratioOf(ours, theirs);
  const target = { text: `≥ ${RATIO_MIN}×`, isMet: value >= RATIO_MIN };
  return { ...line, ratio: { value, of: "DBOS" }, target };
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

function hasPeers(say: (text: string) => void): boolean {
  const folder = join(process.cwd(), "bench", "peers");
  if (existsSync(join(folder, "node_modules"))) return true;
  say("  installing bench/peers (npm ci) …");
  const { status } = spawnSync("npm", ["ci", "--no-audit", "--no-fund"], { cwd: folder, stdio: "ignore" });
  if (status !== 0) say("  bench/peers could not be installed, so nothing is compared with other engines");
  return status === 0;
}

/** Run a peer's program; it prints one line of JSON with its rate and latencies. */
async function peer(program: string, database: Server, seconds: number): Promise<Round> {
  const child = spawn(process.execPath, [join("bench", "peers", program)], {
    env: {
      PATH: process.env["PATH"],
      DATABASE_URL: urlOf(database),
      AT_ONCE: String(AT_ONCE),
      ROUNDS: String(ROUNDS),
      SECONDS: String(seconds),
      NOTE,
    },
    stdio: ["ignore", "pipe", "pipe"],
    timeout: PEER_MS_MAX,
  });
  let printed = "";
  let said = "";
  child.stdout.on("data", (chunk: Buffer) => (printed += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (said += chunk.toString()));
  const status = await new Promise((resolve) => child.on("close", resolve));
  const line = printed.split("\n").findLast((text) => text.startsWith('{"perSecond"'));
  if (line === undefined) throw new Error(`${program} ended with ${String(status)}: ${said.slice(-2_000)}`);
  return JSON.parse(line) as Round;
}
