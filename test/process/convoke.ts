/** The built command as a process of its own, as an operator runs it. */
import type { ChildProcessByStdio } from "node:child_process";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { fileURLToPath } from "node:url";
import pg from "pg";
import { afterAll, inject } from "vitest";
import { eventually } from "../support/eventually.ts";
import { everybodyIn, leaksIn } from "../support/leaks.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const COMMAND = join(ROOT, "dist", "bin", "convoke.js");
/** Any number, as long as only builds use it. */
const BUILD_LOCK = 0x6275696c;

/** What processes of this test file that are told no folder of data leave behind; the checkout has its own. */
const ownFolder = await mkdtemp(join(tmpdir(), "convoke-process-"));
afterAll(async () => await rm(ownFolder, { recursive: true, force: true }));

type Environment = Readonly<Record<string, string>>;

export interface Process {
  readonly child: ChildProcessByStdio<null, Readable, Readable>;
  /** All it printed so far, both streams. */
  readonly output: () => string;
  /** Resolves to the exit code, or to the signal that ended it. */
  readonly ended: Promise<number | string>;
}

export interface Running extends Process {
  readonly url: string;
  readonly signInUrl: string | undefined;
  /** From the start of the process to the line that says it is ready. */
  readonly readyMs: number;
  /** Ends it politely and answers as `ended` does. */
  readonly stop: () => Promise<number | string>;
  /** Ends it as a power cut would; PostgreSQL is left behind. */
  readonly kill: () => Promise<void>;
}

/** Bring `dist` up to date, once for all test files that run at the same time: they share the server, so its lock holds. */
export async function buildCommand(): Promise<void> {
  const session = new pg.Client(inject("postgres"));
  await session.connect();
  try {
    await session.query("select pg_advisory_lock($1)", [BUILD_LOCK]);
    const { ended, output } = launch(["scripts/run.mjs", "no-command"], {});
    // It has built what was stale and then found that there is no such command.
    if ((await ended) !== 2) throw new Error(`The build failed:\n${output()}`);
  } finally {
    await session.end();
  }
}

/** Run the command to its end. */
export async function runConvoke(args: readonly string[], environment: Environment) {
  const { ended, output } = launch([COMMAND, ...args], environment);
  return { code: await ended, output: output() };
}

/** Begin to start a server. */
export const beginConvoke = (environment: Environment): Process => launch([COMMAND, "start"], environment);

/** Start a server and wait until it says that it is ready; what is not ready within `withinMs` is killed. */
export async function startConvoke(
  environment: Environment,
  command = "start",
  { withinMs }: { withinMs: number } = { withinMs: 50_000 },
): Promise<Running> {
  const startedAt = performance.now();
  const process = launch([COMMAND, command], environment);
  const { child, ended, output } = process;
  let isOver = false;
  void ended.then(() => (isOver = true));
  const url = await eventually(
    () => {
      const [, found] = /Convoke is ready at (\S+)\n/.exec(output()) ?? [];
      if (found === undefined && !isOver) throw new Error(`convoke ${command} is not ready:\n${output()}`);
      return found;
    },
    { withinMs },
  ).catch(async (error: unknown) => {
    child.kill("SIGKILL");
    await ended;
    throw error;
  });
  if (url === undefined) throw new Error(`convoke ${command} ended:\n${output()}`);
  return {
    ...process,
    url,
    signInUrl: /administrator .*: (\S+)/.exec(output())?.[1],
    readyMs: Math.round(performance.now() - startedAt),
    stop: async () => {
      child.kill("SIGTERM");
      return await ended;
    },
    kill: async () => {
      child.kill("SIGKILL");
      await ended;
    },
  };
}

function launch(args: readonly string[], environment: Environment): Process {
  // Nothing of the environment of the tests reaches it, but where programs are found.
  const env: Environment = {
    PATH: process.env["PATH"] ?? "",
    HOME: process.env["HOME"] ?? "",
    CONVOKE_DATA: ownFolder,
    ...environment,
  };
  const child = spawn(process.execPath, [...args], { cwd: ROOT, env, stdio: ["ignore", "pipe", "pipe"] });
  let [printed, logged] = ["", ""];
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (text: string) => (printed += text));
  child.stderr.on("data", (text: string) => (logged += text));
  const ended = once(child, "close").then(async ([code, signal]) => {
    // The log is what goes to standard error: the one-time link and the demo's story are printed.
    await expectNoLeaks(`convoke ${args.join(" ")}`, logged, env);
    return (code ?? signal) as number | string;
  });
  return { child, ended, output: () => printed };
}

/** Throws when a process, or the PostgreSQL in its folder, logged what it was told in secret or who anybody is. */
export async function expectNoLeaks(what: string, logged: string, environment: Environment): Promise<void> {
  const folder = environment["CONVOKE_DATA"] ?? "";
  const ofPostgres = await readFile(join(folder, "postgres.log"), "utf8").catch(() => "");
  const planted = [...secretsOf(environment), ...(await peopleIn(environment["DATABASE_URL"]))];
  const leaks = leaksIn(`${logged}\n${ofPostgres}`.split("\n"), planted);
  if (leaks.length > 0) throw new Error(`${what} logged what no log may hold:\n${leaks.join("\n")}`);
}

/** Whom its database knows; nobody where there is none of that address, as some tests have it. */
async function peopleIn(url = ""): Promise<string[]> {
  if (url === "") return [];
  const session = new pg.Client(url);
  try {
    await session.connect();
  } catch {
    return [];
  }
  try {
    return await everybodyIn(session);
  } finally {
    await session.end();
  }
}

/** What the environment tells a process and its log must not. */
const secretsOf = (environment: Environment): string[] =>
  ["CONVOKE_MASTER_KEY", "CONVOKE_MASTER_KEY_PREVIOUS", "CONVOKE_ADMIN_TOKEN"]
    .map((name) => environment[name])
    .concat(
      URL.canParse(environment["DATABASE_URL"] ?? "")
        ? new URL(environment["DATABASE_URL"] ?? "").password
        : [],
    )
    .flatMap((secret) => (secret === undefined || secret === "" ? [] : [secret]));

/** A start on embedded defaults, at any free port. */
export const embeddedIn = (dataDir: string, more: Environment = {}): Environment => ({
  CONVOKE_DATA: dataDir,
  PORT: "0",
  LOG_LEVEL: "warn",
  ...more,
});

/** The PostgreSQL that works on a data folder: its process id, or nothing when none is alive. */
export async function postgresOf(dataDir: string): Promise<number | undefined> {
  const lock = await readFile(join(dataDir, "postgres", "postmaster.pid"), "utf8").catch(() => "");
  const pid = Number.parseInt(lock, 10);
  return Number.isNaN(pid) || !isAlive(pid) ? undefined : pid;
}

/** A dead process that nobody has collected yet, as containers leave them behind, is not alive. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  if (process.platform !== "linux") return true;
  const status = readFileSync(`/proc/${pid}/stat`, "utf8");
  return !status.slice(status.lastIndexOf(")")).startsWith(") Z");
}
