import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import {
  chmod,
  chown,
  lstat,
  mkdir,
  open,
  readdir,
  readFile,
  realpath,
  rename,
  rm,
  writeFile,
} from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";

import { ConvokeError } from "../../lib/errors.ts";
import type { Binaries } from "./binaries.ts";
import { PLAIN_ENVIRONMENT, type RunAs, withPrefix } from "./run-as.ts";
import type { EmbeddedLog } from "./start.ts";

/** A database cluster on disk: everything PostgreSQL keeps, and the password it was made with. */
export interface Cluster {
  /** Without symbolic links, so that one folder has one name. */
  readonly path: string;
  readonly password: string;
}

export const USER = "convoke";

const PASSWORD_FILE = "convoke.password";
const UNFINISHED = "postgres.making-";

interface Deps {
  readonly dataDir: string;
  readonly binaries: Binaries;
  readonly runAs: RunAs;
  readonly log: EmbeddedLog;
}

/** Open the cluster in `<dataDir>/postgres`, or make it. It appears there finished or not at all. */
export async function openCluster({ dataDir, binaries, runAs, log }: Deps): Promise<Cluster> {
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const folder = await realpath(dataDir);
  const path = join(folder, "postgres");

  await removeUnfinished(folder);
  if (!(await isFinished(path))) {
    await setAside(path, log);
    await makeCluster({ folder, path, binaries, runAs, log });
  }

  await expectMajor(path, binaries.major);
  await giveTo(path, runAs.owner);
  return { path, password: await readPassword(path) };
}

async function makeCluster(deps: {
  folder: string;
  path: string;
  binaries: Binaries;
  runAs: RunAs;
  log: EmbeddedLog;
}): Promise<void> {
  const { folder, path, binaries, runAs, log } = deps;
  const startedAt = performance.now();
  const making = join(folder, `${UNFINISHED}${process.pid}-${randomBytes(4).toString("hex")}`);
  const passwordFile = `${making}.password`;
  const password = randomBytes(32).toString("base64url");

  try {
    await mkdir(making, { mode: 0o700 });
    await writeFile(passwordFile, password, { mode: 0o600 });
    await chown(making, runAs.owner.uid, runAs.owner.gid);
    await chown(passwordFile, runAs.owner.uid, runAs.owner.gid);
    await runInitdb({ binaries, runAs, making, passwordFile });
    await rename(passwordFile, join(making, PASSWORD_FILE));
    await publish(making, path, folder);
  } finally {
    await rm(passwordFile, { force: true });
    await rm(making, { recursive: true, force: true });
  }

  log.info(
    { path, tookMs: Math.round(performance.now() - startedAt) },
    "Made the embedded PostgreSQL cluster",
  );
}

/**
 * C.UTF-8 sorts by code point, the same on every system, yet knows letters: under plain C, trigrams see nothing in
 * Cyrillic or Arabic text. The built-in provider keeps indexes valid whatever libc comes later.
 */
async function runInitdb(deps: { binaries: Binaries; runAs: RunAs; making: string; passwordFile: string }) {
  const libcLocale = process.platform === "darwin" ? "en_US.UTF-8" : "C.UTF-8";
  const [program, ...args] = withPrefix(deps.runAs, deps.binaries.initdb, [
    `--pgdata=${deps.making}`,
    `--username=${USER}`,
    `--pwfile=${deps.passwordFile}`,
    "--auth=scram-sha-256",
    "--encoding=UTF8",
    `--locale=${libcLocale}`,
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
  ]);

  try {
    await promisify(execFile)(program, args, { env: PLAIN_ENVIRONMENT, cwd: "/" });
  } catch (cause) {
    const { stderr = "" } = cause as { stderr?: string };
    throw new ConvokeError(
      "setting",
      `The embedded PostgreSQL could not be set up in ${deps.making}: ${stderr.trim()}`,
      { cause },
    );
  }
}

/** Another process may have finished first; then its cluster is the one. */
async function publish(making: string, path: string, folder: string): Promise<void> {
  try {
    await rename(making, path);
  } catch (error) {
    if (!(await isFinished(path))) throw error;
  }
  const handle = await open(folder);
  await handle.sync().finally(() => handle.close());
}

/** What a process that died amid initdb left behind. */
async function removeUnfinished(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    if (!name.startsWith(UNFINISHED)) continue;
    const pid = Number.parseInt(name.slice(UNFINISHED.length), 10);
    if (pid === process.pid || !isAlive(pid)) await rm(join(folder, name), { recursive: true, force: true });
  }
}

/** A folder in the way that is no cluster is never deleted: it may be what is left of somebody's data. */
async function setAside(path: string, log: EmbeddedLog): Promise<void> {
  const entries = await readdir(path).catch(() => []);
  if (entries.length === 0) return;

  const aside = `${path}.broken-${randomBytes(4).toString("hex")}`;
  await rename(path, aside);
  log.warn({ path, aside }, "Moved a half-made PostgreSQL cluster aside");
}

/** The control file is among the last things initdb writes, and the folder gets its name only after that. */
async function isFinished(path: string): Promise<boolean> {
  const stat = await lstat(join(path, "global", "pg_control")).catch(() => undefined);
  return stat?.isFile() === true && stat.size > 0;
}

async function readPassword(path: string): Promise<string> {
  try {
    return await readFile(join(path, PASSWORD_FILE), "utf8");
  } catch (cause) {
    throw new ConvokeError(
      "setting",
      `The password of the data in ${path} cannot be read: ${PASSWORD_FILE}`,
      {
        cause,
      },
    );
  }
}

async function expectMajor(path: string, major: string): Promise<void> {
  const found = (await readFile(join(path, "PG_VERSION"), "utf8")).trim();
  if (found === major) return;
  throw new ConvokeError(
    "setting",
    `The data in ${path} was written by PostgreSQL ${found}, and this Convoke carries PostgreSQL ${major}. ` +
      `Back it up with the Convoke that wrote it, and restore the backup into a new folder.`,
  );
}

/** Root may have run PostgreSQL as somebody else before; PostgreSQL insists on owning its files. */
async function giveTo(path: string, owner: RunAs["owner"]): Promise<void> {
  const { uid } = await lstat(path);
  if (uid === owner.uid) return;
  if (process.getuid?.() !== 0) {
    throw new ConvokeError(
      "setting",
      `The data folder ${path} belongs to user ${uid}, not to user ${owner.uid}.`,
    );
  }
  const entries = await readdir(path, { recursive: true });
  for (const entry of entries) await chown(join(path, entry), owner.uid, owner.gid);
  await chown(path, owner.uid, owner.gid);
  await chmod(path, 0o700);
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
