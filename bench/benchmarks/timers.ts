/** A hundred thousand timers due in the same second, and what a million of them cost while they wait. */
import { setTimeout as wait } from "node:timers/promises";
import { SYSTEM } from "../../src/contract/actor.ts";
import type { Engine } from "../../src/engine/engine.ts";
import { createRelay } from "../../src/engine/relay.ts";
import { createTimerLoop } from "../../src/engine/timers.ts";
import { QUEUE_NAMES } from "../../src/queue/names.ts";
import { prepareBackend } from "../../src/queue/backend.ts";
import { openQueues } from "../../src/queue/queues.ts";
import { withConnection } from "../../src/store/database.ts";
import type { Benchmark, Line } from "../benchmark.ts";
import { loadNow } from "../measure.ts";
import { openEngine, PROGRAMME } from "../open-engine.ts";
import type { Server, Stage } from "../stage.ts";
import { maintain, quiet, unheard } from "../stage.ts";
import { alarm } from "../workflows/alarm.ts";

const DUE = 100_000;
const ARMED_EACH = 10;
const FIRE_MS_MAX = 300_000;
const IDLE_S = 30;
const QUERIES_A_SECOND_MAX = 1;

export const timers: Benchmark = async (stage, _settings, say) => {
  const database = await stage.newDatabase("bench_timers");
  const { engine, close } = openEngine(database, [alarm]);
  const fired = await fireAll(database, engine, say);
  say(`  arming ${(DUE * ARMED_EACH).toLocaleString("en")} timers …`);
  await armMany(database);
  const idle = await idleCost(stage, database, engine);
  await close();
  return [...fired, ...idle];
};

async function fireAll(
  database: Server,
  engine: Engine,
  say: (text: string) => void,
): Promise<readonly Line[]> {
  await copyAlarms(database, engine);
  const loop = createTimerLoop(engine, quiet);
  let gone = 0;
  const all = new Promise<void>((resolve) => {
    engine.onCommit(({ finished }) => {
      gone += finished.length;
      if (gone >= DUE) resolve();
    });
  });
  const { dueAt } = await ask<{ dueAt: Date }>(database, `select min(due_at) as "dueAt" from effect`);
  loop.start();
  await Promise.race([all, wait(FIRE_MS_MAX, undefined, { ref: false })]);
  const tookMs = Date.now() - dueAt.getTime();
  await loop.stop();
  if (gone < DUE) say(`  only ${gone} timers fired in ${FIRE_MS_MAX} ms`);

  const { p50, p99, early } = await ask<{ p50: number; p99: number; early: number }>(
    database,
    `select percentile_cont(0.5) within group (order by late) as p50, percentile_cont(0.99) within group (order by late)
       as p99, count(*) filter (where late < 0)::int as early
     from (select extract(epoch from entered_at - happened_at)::float8 * 1000 as late
       from journal where origin = 'timer') j`,
  );
  return [
    {
      what: `${gone.toLocaleString("en")} due in one second`,
      figure: (gone * 1_000) / tookMs,
      unit: "timers/s",
      p50Ms: p50,
      p99Ms: p99,
      load: loadNow(),
      note: `all fired ${(tookMs / 1_000).toFixed(1)} s after the first was due; p50 and p99 are lateness; ${early} early`,
    },
  ];
}

/** One alarm set through the engine, and copies of its rows: what a firing does is real, the setting is not. */
async function copyAlarms(database: Server, engine: Engine): Promise<void> {
  const event = { type: "opened" };
  const result = await engine.start({
    workflow: "alarm",
    programmeId: PROGRAMME,
    event,
    actor: SYSTEM,
    origin: "caller",
  });
  if (result.kind !== "applied") throw new Error(`An alarm could not be set: ${result.kind}`);
  const of = (n: string): string => `('00000000-0000-7000-9000-' || lpad(to_hex(${n}), 12, '0'))::uuid`;
  await maintain(
    database,
    `insert into instance
     select (jsonb_populate_record(i, jsonb_build_object('id', ${of("n")}))).*
     from instance i, generate_series(1, ${DUE}) n;
     insert into effect
     select (jsonb_populate_record(e, jsonb_build_object('instance_id', ${of("n")},
       'due_at', clock_timestamp() + interval '10 seconds' + n * interval '10 microseconds'))).*
     from effect e, generate_series(1, ${DUE}) n;
     delete from effect where instance_id = '${result.standing.instanceId}';
     analyze`,
  );
}

/** More timers than instances: each alarm of before gets some that are due in a year. */
async function armMany(database: Server): Promise<void> {
  await maintain(
    database,
    `insert into effect (instance_id, seq, name, kind, action, payload, ordinal, programme_id, due_at, created_at)
     select id, n, 'timer:' || n, 'timer', 'ring', '{"event": {"type": "ring"}}', 0, programme_id,
       clock_timestamp() + interval '1 year' + n * interval '1 hour', clock_timestamp()
     from instance, generate_series(1, ${ARMED_EACH}) n`,
  );
  await maintain(database, "vacuum analyze");
}

async function idleCost(stage: Stage, database: Server, engine: Engine): Promise<readonly Line[]> {
  const backend = { kind: "postgres" as const, connection: database };
  await prepareBackend(backend);
  const queues = openQueues(backend, unheard);
  const loop = createTimerLoop(engine, quiet);
  const relay = createRelay(engine, queues, quiet);
  loop.start();
  relay.start();
  const alone = await queriesASecond(stage, database);
  for (const name of QUEUE_NAMES) queues.work(name, 8, () => Promise.resolve());
  const withQueues = await queriesASecond(stage, database);
  await loop.stop();
  await relay.stop();
  await queues.close();
  const armed = (DUE * ARMED_EACH).toLocaleString("en");
  const rss = Math.round(process.memoryUsage().rss / 2 ** 20);
  return [
    {
      what: `${armed} armed, idle engine`,
      figure: alone,
      unit: "queries/s",
      load: loadNow(),
      target: { text: `< ${QUERIES_A_SECOND_MAX}/s`, isMet: alone < QUERIES_A_SECOND_MAX },
      note: `${rss} MiB resident, the benchmark's own load included; timers and relay`,
    },
    { what: "  with BullMQ's workers on PostgreSQL", figure: withQueues, unit: "queries/s", load: loadNow() },
  ];
}

/** Transactions of one database by PostgreSQL's own count, asked from another database. */
async function queriesASecond(stage: Stage, { database }: Server): Promise<number> {
  const count = async (): Promise<number> => {
    const { commits } = await ask<{ commits: string }>(
      stage.connection,
      `select xact_commit + xact_rollback as commits from pg_stat_database where datname = '${database}'`,
    );
    return Number(commits);
  };
  // What was done before is reported up to ten seconds later.
  await wait(12_000);
  const before = await count();
  await wait(IDLE_S * 1_000);
  return ((await count()) - before) / IDLE_S;
}

async function ask<Row extends object>(database: Server, sql: string): Promise<Row> {
  return await withConnection(database, async (client) => {
    const { rows } = await client.query<Row>(sql);
    if (rows[0] === undefined) throw new Error("The database answered nothing");
    return rows[0];
  });
}
