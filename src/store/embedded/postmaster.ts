import { execFile, spawn } from "node:child_process";
import { open, readFile, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { promisify } from "node:util";

import type { Binaries } from "./binaries.ts";
import { PLAIN_ENVIRONMENT, type RunAs, withPrefix } from "./run-as.ts";
import { SOCKET_NAME } from "./socket-folder.ts";

/** The server process that works on a cluster, as its own lock file tells. */
export interface Postmaster {
  readonly pid: number;
  readonly socketFolder: string;
}

/** The postmaster at work on the cluster, if one is. A lock file that a dead one left is no obstacle. */
export async function findPostmaster(clusterPath: string): Promise<Postmaster | undefined> {
  const lockFile = await readLockFile(join(clusterPath, "postmaster.pid"));
  if (!lockFile) return undefined;
  return (await worksOn(lockFile.pid, clusterPath)) ? lockFile : undefined;
}

/** Whether the running server was started with these arguments; an older Convoke may have used others. */
export async function wasStartedWith(
  clusterPath: string,
  postgres: string,
  args: readonly string[],
): Promise<boolean> {
  const opts = await readFile(join(clusterPath, "postmaster.opts"), "utf8").catch(() => "");
  return opts.trim() === [postgres, ...args.map((arg) => `"${arg}"`)].join(" ");
}

interface Start {
  readonly clusterPath: string;
  readonly socketFolder: string;
  readonly binaries: Binaries;
  readonly runAs: RunAs;
  readonly args: readonly string[];
}

/**
 * Start a server that outlives this process: detached, so that neither Ctrl-C nor a crash of ours reaches it amid a
 * drain. Resolves once it runs, not once it answers; `exited` tells with the exit code when it ends.
 */
export async function spawnPostmaster({ clusterPath, socketFolder, binaries, runAs, args }: Start) {
  await removeMisleadingLock(join(clusterPath, "postmaster.pid"), clusterPath);
  await removeMisleadingLock(join(socketFolder, `${SOCKET_NAME}.lock`), clusterPath);

  const logFile = await open(logPath(clusterPath), "w", 0o600);
  try {
    const [program, ...rest] = withPrefix(runAs, binaries.postgres, args);
    const child = spawn(program, rest, {
      detached: true,
      stdio: ["ignore", logFile.fd, logFile.fd],
      env: PLAIN_ENVIRONMENT,
      cwd: "/",
    });
    child.unref();
    const exited = new Promise<string>((resolve) => {
      child.once("error", (error) => resolve(error.message));
      child.once("exit", (code, signal) => resolve(signal ?? `code ${code}`));
    });
    return { exited };
  } finally {
    await logFile.close();
  }
}

/** What the server wrote since it was last started; PostgreSQL explains there why it will not start. */
export function logPath(clusterPath: string): string {
  return join(dirname(clusterPath), "postgres.log");
}

/**
 * Stop the server: first politely (it ends the sessions and writes a checkpoint), then without a checkpoint, which costs
 * the next start a recovery but no committed data, and last by force. Only a process proven to work on this cluster is
 * ever signalled.
 */
export async function stopPostmaster(clusterPath: string): Promise<void> {
  const steps = [
    { signal: "SIGINT", patienceMs: 20_000 },
    { signal: "SIGQUIT", patienceMs: 5_000 },
    { signal: "SIGKILL", patienceMs: 5_000 },
  ] as const;

  const first = await findPostmaster(clusterPath);
  if (!first) return;

  for (const { signal, patienceMs } of steps) {
    if (!(await worksOn(first.pid, clusterPath))) return;
    process.kill(first.pid, signal);

    const deadline = performance.now() + patienceMs;
    while (performance.now() < deadline) {
      if (!(await worksOn(first.pid, clusterPath))) return;
      await wait(10);
    }
  }
  throw new Error(`PostgreSQL (pid ${first.pid}) on ${clusterPath} does not stop`);
}

async function readLockFile(path: string): Promise<Postmaster | undefined> {
  const text = await readFile(path, "utf8").catch(() => "");
  const [pid, , , , socketFolder = ""] = text.split("\n");
  return Number(pid) > 0 ? { pid: Number(pid), socketFolder } : undefined;
}

/**
 * PostgreSQL takes a lock file seriously while any process carries its number. After a crash (or in a fresh container)
 * that may be a stranger, so the file goes; one whose process is dead, PostgreSQL removes itself.
 */
async function removeMisleadingLock(path: string, clusterPath: string): Promise<void> {
  const lockFile = await readLockFile(path);
  if (!lockFile || !isAlive(lockFile.pid)) return;
  if (await worksOn(lockFile.pid, clusterPath)) return;
  await rm(path, { force: true });
}

/** A number in a file proves nothing: the process must be PostgreSQL, and at home in this very folder. */
async function worksOn(pid: number, clusterPath: string): Promise<boolean> {
  if (!isAlive(pid)) return false;
  return process.platform === "linux" ? worksOnLinux(pid, clusterPath) : worksElsewhere(pid, clusterPath);
}

async function worksOnLinux(pid: number, clusterPath: string): Promise<boolean> {
  const name = await readFile(`/proc/${pid}/comm`, "utf8").catch(() => "");
  const status = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => "");
  const isZombie = status.slice(status.lastIndexOf(")")).startsWith(") Z");
  if (name.trim() !== "postgres" || isZombie) return false;

  // The folder itself decides, since its path may have changed; not everybody may look, so the arguments count too.
  const [home, cluster] = await Promise.all([
    stat(`/proc/${pid}/cwd`).catch(() => undefined),
    stat(clusterPath).catch(() => undefined),
  ]);
  if (home && cluster) return home.dev === cluster.dev && home.ino === cluster.ino;
  const args = await readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "");
  return args.split("\0").includes(clusterPath);
}

async function worksElsewhere(pid: number, clusterPath: string): Promise<boolean> {
  const { stdout } = await promisify(execFile)("ps", ["-ww", "-o", "stat=,args=", "-p", String(pid)], {
    env: PLAIN_ENVIRONMENT,
  }).catch(() => ({ stdout: "" }));
  return !stdout.startsWith("Z") && stdout.includes("postgres") && stdout.includes(clusterPath);
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
