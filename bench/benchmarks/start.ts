/** How long somebody waits for `npm start`: with an empty data folder, and with one that is there. */
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Benchmark } from "../benchmark.ts";
import { loadNow, median, spreadOf } from "../measure.ts";

const READY_MS_MAX = 60_000;

export const start: Benchmark = async (_stage, { rounds }) => {
  const root = process.cwd();
  // Builds when a source is newer; the build itself is no part of the figure.
  spawnSync(process.execPath, ["scripts/run.mjs", "help"], { cwd: root, stdio: "ignore" });
  const first: number[] = [];
  const later: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const data = await mkdtemp(join(root, "data", "bench-start-"));
    try {
      first.push(await startOnce(root, data));
      later.push(await startOnce(root, data));
    } finally {
      await rm(data, { recursive: true, force: true });
    }
  }
  const load = loadNow();
  return [
    {
      what: "first start, initdb included",
      figure: median(first),
      unit: "ms",
      spread: spreadOf(first),
      load,
    },
    { what: "later start", figure: median(later), unit: "ms", spread: spreadOf(later), load },
  ];
};

/** From the command to the line that says it is ready. */
async function startOnce(root: string, data: string): Promise<number> {
  const startedAt = performance.now();
  const child = spawn(process.execPath, ["scripts/run.mjs", "start"], {
    cwd: root,
    env: {
      PATH: process.env["PATH"],
      HOME: process.env["HOME"],
      CONVOKE_DATA: data,
      PORT: "0",
      LOG_LEVEL: "error",
    },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const exited = once(child, "exit");
  const cut = setTimeout(() => child.kill("SIGTERM"), READY_MS_MAX);
  let readyAt: number | undefined;
  for await (const line of createInterface({ input: child.stdout })) {
    if (!line.startsWith("Convoke is ready")) continue;
    readyAt = performance.now();
    child.kill("SIGTERM");
  }
  await exited;
  clearTimeout(cut);
  if (readyAt === undefined) throw new Error("convoke start ended without saying that it is ready");
  return readyAt - startedAt;
}
