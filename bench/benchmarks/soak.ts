/**
 * What a long run leaves behind: engagements are lived on the product's own chart, with their mails, timers and signals,
 * most of them to their end; then those that ended are archived, and as much again is lived in the room that left.
 */
import type { Engine } from "../../src/engine/engine.ts";
import { archiveJournals } from "../../src/engine/archive-journals.ts";
import type { EffectHandler } from "../../src/engine/outcome.ts";
import { done } from "../../src/engine/outcome.ts";
import { createPerformer } from "../../src/engine/perform.ts";
import { createRelay } from "../../src/engine/relay.ts";
import { signalHandler } from "../../src/engine/signal.ts";
import { createTimerLoop } from "../../src/engine/timers.ts";
import { prepareBackend } from "../../src/queue/backend.ts";
import { QUEUE_NAMES } from "../../src/queue/names.ts";
import { openQueues } from "../../src/queue/queues.ts";
import { workflows } from "../../workflows/index.ts";
import type { Benchmark, Line } from "../benchmark.ts";
import { liveEngagement } from "../engagements.ts";
import type { Growth } from "../growth.ts";
import { growthLines, measureGrowth, memoryLines, watchMemory } from "../growth.ts";
import { drive, loadNow } from "../measure.ts";
import { openEngine } from "../open-engine.ts";
import type { Server } from "../stage.ts";
import { maintain, quiet, unheard } from "../stage.ts";

const AT_ONCE = 128;
const CONCURRENCY = 8;
const MEMORY_SAMPLES = 10;
/** Statistics of tables are reported up to a second after a connection has fallen idle, and autovacuum naps. */
const SETTLE_MS = 2_000;

export const soak: Benchmark = async (stage, { soakSeconds }, say) => {
  const database = await stage.newDatabase("bench_soak");
  const whole = await openWhole(database);
  let [events, lives] = [0, 0];
  const live = (): Promise<void> => liveEngagement(whole.engine, (lives += 1), () => void (events += 1));
  const seen = watchMemory((soakSeconds * 1_000) / MEMORY_SAMPLES, () => events);

  const empty = await measureGrowth(database);
  const { perSecond } = await drive(AT_ONCE, soakSeconds / 2, live);
  const first = events;
  const full = await settled(database);
  say(`  ${first.toLocaleString("en")} events, archiving …`);
  const archiving = await archiveEnded(whole.engine, database, full);
  await maintain(database, "vacuum analyze");
  const vacuumed = await measureGrowth(database);
  say("  and once more …");
  await drive(AT_ONCE, soakSeconds / 2, live);
  const memory = memoryLines(seen());
  const again = await settled(database);
  await whole.close();

  const journal = growthLines(vacuumed, again, events - first).find(({ what }) => what === "journal");
  return [
    {
      what: `${first.toLocaleString("en")} events`,
      figure: (perSecond * first) / lives,
      unit: "events/s",
      load: loadNow(),
    },
    ...growthLines(empty, full, first),
    ...memory,
    ...archiving,
    {
      what: `journal, ${(events - first).toLocaleString("en")} events later`,
      figure: journal?.figure ?? 0,
      unit: "B/event",
      load: loadNow(),
      note: "what was archived left room that new rows take",
    },
  ];
};

async function settled(database: Server): Promise<Growth> {
  await new Promise((resolve) => setTimeout(resolve, SETTLE_MS));
  return await measureGrowth(database);
}

async function archiveEnded(engine: Engine, database: Server, before: Growth): Promise<Line[]> {
  const startedAt = performance.now();
  const { journals, rows, packedBytes } = await archiveJournals(engine, { before: await engine.now() });
  const tookS = (performance.now() - startedAt) / 1_000;
  const after = await measureGrowth(database);
  const journal = before.tables.find(({ name }) => name === "journal");
  const archive = after.tables.find(({ name }) => name === "journal_archive");
  if (journal === undefined || archive === undefined || rows === 0) throw new Error("Nothing was archived");
  const rowBytes = (journal.heap + journal.indexes + journal.toast) / journal.live;
  const archivedBytes = (archive.heap + archive.indexes + archive.toast) / rows;
  const load = loadNow();
  return [
    {
      what: "a journal row, archived",
      figure: archivedBytes,
      unit: "B",
      load,
      ratio: { value: rowBytes / archivedBytes, of: "as large before" },
      note: `${rowBytes.toFixed(0)} B before with its indexes; ${(packedBytes / rows).toFixed(0)} B of the packed bytes alone`,
    },
    {
      what: `archiving ${journals.toLocaleString("en")} journals`,
      figure: rows / tookS,
      unit: "rows/s",
      load,
      note: "half of the time at rest",
    },
  ];
}

interface Whole {
  readonly engine: Engine;
  close(): Promise<void>;
}

/** Engine, relay, timers and workers in one process, as `convoke start` has them; the outside world does all at once. */
async function openWhole(database: Server): Promise<Whole> {
  const backend = { kind: "postgres" as const, connection: database };
  await prepareBackend(backend);
  const { engine, close } = openEngine(database, workflows);
  const queues = openQueues(backend, unheard);
  const relay = createRelay(engine, queues, quiet);
  const timers = createTimerLoop(engine, quiet);
  const handlers: Record<string, EffectHandler> = { signal: signalHandler(engine) };
  for (const { effects, activities } of workflows) {
    for (const name of [...Object.keys(effects), ...Object.keys(activities)])
      handlers[name] = { perform: () => Promise.resolve(done()) };
  }
  const performer = createPerformer(engine, handlers, quiet);
  for (const name of QUEUE_NAMES) queues.work(name, CONCURRENCY, (hint) => performer.perform(hint));
  relay.start();
  timers.start();
  return {
    engine,
    async close() {
      await timers.stop();
      await relay.stop();
      await queues.close();
      performer.stop();
      await close();
    },
  };
}
