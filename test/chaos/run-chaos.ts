/** One run: a town of clients, a fleet of processes, and everything that can break breaking; then peace, and the checker. */
import { randomBytes } from "node:crypto";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import type { Db } from "../../src/store/database.ts";
import { openDatabase } from "../../src/store/database.ts";
import { startEmbeddedPostgres } from "../../src/store/embedded/start.ts";
import { eventually } from "../support/eventually.ts";
import { MailHost } from "../support/mail-host.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { postgresOf } from "../process/convoke.ts";
import type { ReceivedMessage, Verdict } from "./checker.ts";
import { check } from "./checker.ts";
import type { ClientLog } from "./client-log.ts";
import { newClientLog } from "./client-log.ts";
import type { Town } from "./clients.ts";
import { beBusy, hireStaff, letTimePass, moveClock } from "./clients.ts";
import { Fleet, TOKEN } from "./fleet.ts";
import { RedisProcess } from "./redis-process.ts";
import { Seeded } from "./seeded.ts";

interface Plan {
  readonly seed: number;
  readonly seconds: number;
  readonly queue: "postgres" | "redis";
  readonly apis?: number;
  readonly workers?: number;
  readonly clients?: number;
}

export interface Aftermath extends Verdict {
  readonly log: ClientLog;
  readonly received: readonly ReceivedMessage[];
  /** What was broken, in order. */
  readonly breaks: readonly string[];
  /** From the last break until nothing waited any more. */
  readonly settledMs: number;
}

const START = "2012-12-03T09:00:00.000Z";
const HOUR_MS = 3_600_000;
const WEEK_MS = 7 * 24 * HOUR_MS;
/** How long a machine may take over what is left; no invariant, only patience on a machine with much else to do. */
const SETTLE_MS = 240_000;
/** Killing PostgreSQL loses nothing that the kernel was given, so it need not wait for the disk. */
const SETTINGS = { fsync: "off", full_page_writes: "off", max_connections: "300" };

/** `look` sees the settled database before it goes away. */
export async function runChaos(
  plan: Plan,
  look: (db: Db, aftermath: Aftermath) => Promise<void> = () => Promise.resolve(),
): Promise<Aftermath> {
  await using folder = await temporaryFolder();
  const dataDir = join(folder.path, "data");
  await mkdir(dataDir);
  const log = { info: () => {}, warn: () => {}, error: () => {} };
  const postgres = await startEmbeddedPostgres({ dataDir, log, settings: SETTINGS });
  const redis = plan.queue === "redis" ? await RedisProcess.start(folder.path) : undefined;
  const host = new MailHost();
  const chance = new Seeded(plan.seed);
  // Some mails are put off by the host, so that there are retries.
  const whims = new Seeded(plan.seed + 1);
  host.judge = () => (whims.happens(0.05) ? { code: 451, says: "4.3.0 try again" } : undefined);

  const { connection } = postgres;
  const login = `${connection.user}:${encodeURIComponent(connection.password)}`;
  const fleet = new Fleet(
    {
      PORT: "0",
      LOG_LEVEL: "error",
      DATABASE_URL: `postgresql://${login}@localhost/${connection.database}?host=${encodeURIComponent(connection.host)}`,
      CONVOKE_MASTER_KEY: randomBytes(32).toString("base64"),
      CONVOKE_ADMIN_TOKEN: TOKEN,
      CONVOKE_CLOCK: "virtual",
      CONVOKE_CLOCK_START: START,
      SMTP_URL: await host.open(),
      ...(redis === undefined ? {} : { REDIS_URL: redis.url }),
    },
    { apis: plan.apis ?? 2, workers: plan.workers ?? 2 },
  );
  const db = openDatabase({ connection });
  try {
    await fleet.begin();
    let isOver = false;
    const clientLog = newClientLog();
    const token = await hireStaff({ fleet, log: clientLog });
    const town: Town = { fleet, log: clientLog, token, isOver: () => isOver };
    const busy = Array.from({ length: plan.clients ?? 6 }, (_, n) =>
      beBusy(town, `c${n}`, new Seeded(plan.seed + 100 + n)),
    );
    const time = letTimePass(town, db, new Seeded(plan.seed + 99));

    const until = performance.now() + plan.seconds * 1_000;
    const breaks: string[] = [];
    while (performance.now() < until) {
      await wait(chance.between(500, 2_500));
      breaks.push(await breakSomething({ chance, fleet, dataDir, redis, db }));
    }
    isOver = true;
    fleet.thawAll();
    const brokenAt = performance.now();
    await Promise.all([...busy, time]);

    await settle(fleet, clientLog, db);
    const settledMs = Math.round(performance.now() - brokenAt);
    const ended = await fleet.stop();
    const odd = ended.filter((end) => end !== 0).map((end) => `process: one ended with ${end} when stopped`);
    const received = host.received.map(({ headers, text }) => ({
      messageId: /^Message-ID: (<.+>)/im.exec(headers)?.[1] ?? "none",
      effect: /^X-Convoke-Effect: (\S+)/im.exec(headers)?.[1] ?? "none",
      body: text,
    }));
    const { problems, counts } = await check({ db, log: clientLog, received });
    const crashes = fleet.crashes.map((crash) => `process: ${crash}`);
    const aftermath: Aftermath = {
      problems: [...problems, ...odd, ...crashes],
      counts,
      log: clientLog,
      received,
      breaks,
      settledMs,
    };
    await look(db, aftermath);
    return aftermath;
  } finally {
    await fleet.stop();
    await db.end();
    await host.close();
    await redis?.kill();
    await postgres.stop();
  }
}

interface Breakable {
  readonly chance: Seeded;
  readonly fleet: Fleet;
  readonly dataDir: string;
  readonly redis: RedisProcess | undefined;
  readonly db: Db;
}

/** Returns what was broken. Nobody waits for it to heal. */
async function breakSomething({ chance, fleet, dataDir, redis, db }: Breakable): Promise<string> {
  const member = chance.pick(fleet.members);
  const dice = chance.next();
  if (dice < 0.35) {
    member.kill();
    return `killed a ${member.command}`;
  }
  if (dice < 0.6) {
    const frozenMs = chance.between(500, 9_000);
    member.freeze();
    setTimeout(() => member.thaw(), frozenMs).unref();
    return `froze a ${member.command} for ${frozenMs} ms`;
  }
  if (dice < 0.8) {
    const signal = chance.happens(0.5) ? "SIGQUIT" : "SIGINT";
    const pid = await postgresOf(dataDir);
    if (pid !== undefined) process.kill(pid, signal);
    return `ended PostgreSQL with ${signal}`;
  }
  return await loseQueue(redis, db, chance.happens(0.5));
}

async function loseQueue(redis: RedisProcess | undefined, db: Db, isRestart: boolean): Promise<string> {
  if (redis === undefined) {
    await db.query("truncate bullmq.job cascade").catch(() => undefined);
    return "emptied the queue in PostgreSQL";
  }
  if (!isRestart) {
    await redis.flush();
    return "emptied Redis";
  }
  await redis.kill();
  await redis.start();
  return "restarted Redis";
}

/** Until nothing waits: retries that were put off fall due as the clock is moved. */
async function settle(fleet: Fleet, log: ClientLog, db: Db): Promise<void> {
  // Whatever timers were set in the turmoil shall fire as well.
  await eventually(
    async () => {
      const status = await moveClock({ fleet, log }, WEEK_MS);
      if (status !== 200) throw new Error(`The clock answered ${status}`);
    },
    { withinMs: SETTLE_MS },
  );
  await eventually(
    async () => {
      const status = await moveClock({ fleet, log }, HOUR_MS);
      const { rows } = await db.query<{ waiting: number }>(
        "select count(*)::int as waiting from effect where kind <> 'timer' and state = 'pending'",
      );
      if (status !== 200 || rows[0]?.waiting !== 0)
        throw new Error(`Not settled: the clock answered ${status}, ${rows[0]?.waiting} effects wait`);
    },
    { withinMs: SETTLE_MS },
  );
}
