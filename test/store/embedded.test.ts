import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { appendFile, cp, mkdir, readdir, realpath, rm, stat, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { promisify } from "node:util";

import pg from "pg";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";

import { findPostmaster } from "../../src/store/embedded/postmaster.ts";
import { waysToRun } from "../../src/store/embedded/run-as.ts";
import {
  type EmbeddedOptions,
  type EmbeddedPostgres,
  startEmbeddedPostgres,
} from "../../src/store/embedded/start.ts";
import { eventually } from "../support/eventually.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let dataDir: string;
let started: EmbeddedPostgres[];
let children: ChildProcess[];
let logged: string[];

let pristine: Awaited<ReturnType<typeof temporaryFolder>>;

/** Making a cluster takes a second, copying one does not; only a few stories are about the making. */
beforeAll(async () => {
  pristine = await temporaryFolder();
  const postgres = await startEmbeddedPostgres({
    dataDir: pristine.path,
    log: { info() {}, warn() {}, error() {} },
  });
  await postgres.stop();
});

afterAll(() => pristine[Symbol.asyncDispose]());

beforeEach(async () => {
  folder = await temporaryFolder();
  dataDir = join(folder.path, "data");
  await cp(pristine.path, dataDir, { recursive: true });
  [started, children, logged] = [[], [], []];
});

afterEach(async () => {
  for (const child of children) child.kill("SIGKILL");
  for (const postgres of started) await postgres.stop();
  await folder[Symbol.asyncDispose]();
});

describe("the embedded PostgreSQL", () => {
  it("starts in an empty folder, stops without leaving a process, and keeps its data", async () => {
    await rm(dataDir, { recursive: true });
    const first = await start();
    await query(first, "create table note (words text)");
    await query(first, "insert into note values ('kept')");
    const running = await postmaster();
    await first.stop();

    expect(await isAlive(running.pid)).toBe(false);
    const second = await start();
    expect(await query(second, "select words from note")).toEqual([{ words: "kept" }]);
  });

  it("is durable, listens on no network, and asks for a password that only the owner can read", async () => {
    const postgres = await start();

    expect(await query(postgres, "show fsync")).toEqual([{ fsync: "on" }]);
    expect(await query(postgres, "show listen_addresses")).toEqual([{ listen_addresses: "" }]);
    expect((await stat(join(dataDir, "postgres/convoke.password"))).mode & 0o777).toBe(0o600);
    expect((await stat(postgres.connection.host)).mode & 0o777).toBe(0o700);
    const wrong = new pg.Client({ ...postgres.connection, password: "wrong" });
    await expect(wrong.connect()).rejects.toMatchObject({ code: "28P01" });
  });

  it("knows letters beyond Latin, so that names can be searched", async () => {
    const postgres = await start();
    await query(postgres, "create extension pg_trgm");

    expect(await query(postgres, "select similarity('Владимир', 'Владимира') > 0.5 as alike")).toEqual([
      { alike: true },
    ]);
    expect(await query(postgres, "select lower('ÄÖŁ') as lower")).toEqual([{ lower: "äöł" }]);
  });

  it("lives in a folder whose path is too long for a socket, or goes through a link", async () => {
    const long = join(folder.path, "a".repeat(100), "b".repeat(100));
    await mkdir(long, { recursive: true });
    await symlink(long, join(folder.path, "link"));
    dataDir = join(folder.path, "link");

    const postgres = await start();
    expect(await query(postgres, "select 1 as one")).toEqual([{ one: 1 }]);
  });

  it.runIf(process.getuid?.() === 0)("runs in root's private folder each way that root has", async () => {
    await rm(dataDir, { recursive: true });
    expect((await stat(folder.path)).mode & 0o777).toBe(0o700);
    const ways = await waysToRun();
    const [namespace, systemUser] = ways;

    for (const runAs of [namespace, systemUser, namespace]) {
      if (!runAs) throw new Error(`Root has only ${ways.length} ways to run PostgreSQL here`);
      const postgres = await start({ runAs });
      expect(await query(postgres, "select 1 as one")).toEqual([{ one: 1 }]);
      expect(logged.join("\n")).toContain(runAs.description);
      await postgres.stop();
    }
  });

  it("adopts the server of a process that was killed", async () => {
    const killed = await startInChild();
    await query(killed, "create table note (words text)");
    const orphan = await postmaster();
    await kill(killed.child);
    expect(await isAlive(orphan.pid)).toBe(true);

    const postgres = await start();

    expect((await postmaster()).pid).toBe(orphan.pid);
    expect(await query(postgres, "select count(*)::int from note")).toEqual([{ count: 0 }]);
  });

  it("replaces an orphan that runs with other settings", async () => {
    const killed = await startInChild();
    const orphan = await postmaster();
    await kill(killed.child);

    const postgres = await start({ settings: { fsync: "off" } });

    expect(await isAlive(orphan.pid)).toBe(false);
    expect(await query(postgres, "show fsync")).toEqual([{ fsync: "off" }]);
  });

  it("recovers when server and owner were both killed", async () => {
    const killed = await startInChild();
    await query(killed, "create table note (words text)");
    process.kill((await postmaster()).pid, "SIGKILL");
    await kill(killed.child);

    const postgres = await start();
    expect(await query(postgres, "select count(*)::int from note")).toEqual([{ count: 0 }]);
  });

  it("is not stopped by a lock file that names a process of somebody else, nor does it signal that one", async () => {
    const postgres = await start();
    await postgres.stop();
    const stranger = spawn("sleep", ["60"]);
    children.push(stranger);
    await writeFile(
      join(dataDir, "postgres/postmaster.pid"),
      `${stranger.pid}\n${dataDir}/postgres\n0\n5432\n/tmp\n`,
    );

    await start();
    expect(stranger.signalCode).toBeNull();
    expect(stranger.exitCode).toBeNull();
  });

  it("starts again by itself when the server dies", async () => {
    const postgres = await start();
    const first = await postmaster();
    process.kill(first.pid, "SIGKILL");

    await eventually(async () => expect((await postmaster()).pid).not.toBe(first.pid));
    await eventually(async () => expect(await query(postgres, "select 1 as one")).toEqual([{ one: 1 }]));
  });

  it("refuses a second process on the same folder, which it names, until the first is dead", async () => {
    const first = await startInChild();
    await expect(start()).rejects.toMatchObject({
      code: "setting",
      message: expect.stringContaining(dataDir),
    });
    expect(await query(first, "select 1 as one")).toEqual([{ one: 1 }]);

    await kill(first.child);
    await start();
  });

  it("lets one of several processes that start at once have the folder", async () => {
    await rm(dataDir, { recursive: true });
    const answers = await Promise.all([answerOfChild(), answerOfChild(), answerOfChild()]);

    expect(answers.filter(({ answer }) => answer.connection)).toHaveLength(1);
    const refusals = answers.flatMap(({ answer }) => answer.refused ?? []);
    expect(refusals).toEqual([expect.stringContaining(dataDir), expect.stringContaining(dataDir)]);
    expect((await readdir(dataDir)).toSorted()).toEqual(["postgres", "postgres.log"]);
    for (const { child } of answers) if (child.exitCode === null) await kill(child);
    await start();
  });

  it("makes the cluster again when a process died while making it", async () => {
    await rm(dataDir, { recursive: true });
    const dead = spawn("true");
    await once(dead, "exit");
    await mkdir(join(dataDir, `postgres.making-${dead.pid}-00000000`), { recursive: true });
    await mkdir(join(dataDir, "postgres"));
    await writeFile(join(dataDir, "postgres/PG_VERSION"), "18\n");

    const postgres = await start();

    expect(await query(postgres, "select 1 as one")).toEqual([{ one: 1 }]);
    expect((await readdir(dataDir)).toSorted()).toEqual([
      "postgres",
      expect.stringMatching(/^postgres\.broken-/),
      "postgres.log",
    ]);
  });

  it("refuses data of another major version of PostgreSQL", async () => {
    const postgres = await start();
    await postgres.stop();
    await writeFile(join(dataDir, "postgres/PG_VERSION"), "17\n");

    await expect(start()).rejects.toMatchObject({
      code: "setting",
      message: expect.stringContaining("PostgreSQL 17"),
    });
  });

  it("says why the server does not start", async () => {
    const postgres = await start();
    await postgres.stop();
    await appendFile(join(dataDir, "postgres/postgresql.conf"), "\nno_such_setting = 1\n");

    await expect(start()).rejects.toMatchObject({ message: expect.stringContaining("no_such_setting") });
  });

  it("refuses a folder of sockets that is open to others", async () => {
    const postgres = await start();
    await postgres.stop();
    await rm(postgres.connection.host, { recursive: true, force: true });
    await mkdir(postgres.connection.host, { mode: 0o755 });

    await expect(start()).rejects.toMatchObject({
      message: expect.stringContaining(postgres.connection.host),
    });
    await rm(postgres.connection.host, { recursive: true, force: true });
  });
});

async function start(options: Partial<EmbeddedOptions> = {}): Promise<EmbeddedPostgres> {
  const note = (fields: object, message: string) => void logged.push(`${message} ${JSON.stringify(fields)}`);
  const postgres = await startEmbeddedPostgres({
    dataDir,
    log: { info: note, warn: note, error: note },
    ...options,
  });
  started.push(postgres);
  return postgres;
}

interface ChildAnswer {
  readonly connection?: EmbeddedPostgres["connection"];
  readonly refused?: string;
}

async function answerOfChild(): Promise<{ child: ChildProcess; answer: ChildAnswer }> {
  const script = join(import.meta.dirname, "../support/own-data-folder.ts");
  const child = spawn(process.execPath, ["--import", "tsx", script, dataDir], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  children.push(child);
  const [line] = (await once(createInterface(child.stdout), "line")) as [string];
  return { child, answer: JSON.parse(line) as ChildAnswer };
}

async function startInChild() {
  const { child, answer } = await answerOfChild();
  if (!answer.connection) throw new Error(`The child was refused: ${answer.refused}`);
  return { child, connection: answer.connection };
}

async function kill(child: ChildProcess): Promise<void> {
  child.kill("SIGKILL");
  await once(child, "exit");
}

async function query({ connection }: Pick<EmbeddedPostgres, "connection">, sql: string): Promise<unknown[]> {
  const client = new pg.Client(connection);
  client.on("error", () => {});
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

async function postmaster() {
  const running = await findPostmaster(join(await realpath(dataDir), "postgres"));
  if (!running) throw new Error(`No PostgreSQL works on ${dataDir}`);
  return running;
}

/** One that has ended but that nobody has waited for (its parent was killed) counts as dead. */
async function isAlive(pid: number): Promise<boolean> {
  const state = await promisify(execFile)("ps", ["-o", "stat=", "-p", String(pid)]).catch(() => ({
    stdout: "",
  }));
  return state.stdout !== "" && !state.stdout.startsWith("Z");
}
