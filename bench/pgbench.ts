/** PostgreSQL's own load generator, for what the same row work costs without an engine. */
import { execFile, spawnSync } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Round } from "./measure.ts";
import type { Server } from "./stage.ts";

/** Only decides how long a round takes. */
const GUESSED_PER_SECOND = 3_000;

export const hasPgbench = (): boolean => spawnSync("pgbench", ["--version"]).status === 0;

/** Run one of the committed scripts, one transaction an event, and give its rate and mean latency. */
export async function pgbench(
  { host, port, user, password, database }: Server,
  script: "several-statements" | "one-statement",
  clients: number,
  seconds: number,
): Promise<Round> {
  const file = join(process.cwd(), "bench", "pgbench", `${script}.sql`);
  const run = ["-n", "-M", "prepared", "-f", file, "-c", String(clients), "-j", String(Math.min(clients, 2))];
  // By count and not by time: pgbench begins to count the time before its clients have connected.
  const each = String(Math.ceil((seconds * GUESSED_PER_SECOND) / clients));
  const { stdout } = await promisify(execFile)(
    "pgbench",
    [...run, "-t", each, "-h", host, "-p", String(port), "-U", user, database],
    { env: { ...process.env, PGPASSWORD: password }, timeout: (seconds + 60) * 1_000 },
  );
  const perSecond = Number(/tps = ([\d.]+)/.exec(stdout)?.[1]);
  const meanMs = Number(/latency average = ([\d.]+)/.exec(stdout)?.[1]);
  if (!Number.isFinite(perSecond)) throw new Error(`pgbench printed no rate: ${stdout}`);
  return { perSecond, p50Ms: meanMs, p99Ms: Number.NaN };
}
