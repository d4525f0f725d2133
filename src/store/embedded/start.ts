/**
 * PostgreSQL without an administrator: the binaries from npm, one cluster in the data folder, reached through a unix
 * socket only. The server is a process of its own that survives this one; the next start adopts or replaces it.
 */
import { readFile, rmdir } from "node:fs/promises";
import { setTimeout as wait } from "node:timers/promises";

import type pg from "pg";

import { ConvokeError } from "../../lib/errors.ts";
import { type Binaries, findBinaries } from "./binaries.ts";
import { type Cluster, openCluster, USER } from "./cluster.ts";
import { alreadyInUse, claim, ensureDatabase } from "./owner.ts";
import {
  findPostmaster,
  logPath,
  type Postmaster,
  spawnPostmaster,
  stopPostmaster,
  wasStartedWith,
} from "./postmaster.ts";
import { chooseRunAs, type RunAs } from "./run-as.ts";
import { makeSocketFolder } from "./socket-folder.ts";

/** The part of a pino logger that is used here. */
export interface EmbeddedLog {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

export interface EmbeddedOptions {
  /** Made when missing; the cluster goes into `postgres` below it. */
  readonly dataDir: string;
  readonly log: EmbeddedLog;
  /** Server settings other than ours, such as `fsync: "off"` where losing the data on a power cut is fine. */
  readonly settings?: Readonly<Record<string, string>>;
  /** (Default: the first way that works here) */
  readonly runAs?: RunAs;
}

export interface EmbeddedPostgres {
  /** Goes into `new pg.Pool(connection)` as it is. `host` is the folder of the unix socket. */
  readonly connection: {
    readonly host: string;
    readonly port: number;
    readonly user: string;
    readonly password: string;
    readonly database: string;
  };
  /** Stops the server. Close the pools first: sessions that are still open are ended. */
  readonly stop: () => Promise<void>;
}

interface Server {
  readonly dataDir: string;
  readonly log: EmbeddedLog;
  readonly binaries: Binaries;
  readonly runAs: RunAs;
  readonly cluster: Cluster;
  readonly socketFolder: string;
  readonly args: readonly string[];
}

const DATABASE = "convoke";
const POLL_MS = 10;
/** A server that neither answers nor says that it is starting is replaced after this long. */
const SILENCE_MS_MAX = 10_000;
/** How long the lock of an owner that has just been killed may linger. */
const LINGER_MS_MAX = 1_000;
const RECOVERY_PAUSE_MS = 250;

/**
 * Start, or adopt, the PostgreSQL of this data folder and own it until `stop()`. If the server dies it is started again.
 * Throws `setting` when another live process owns the folder, or when PostgreSQL cannot run here.
 */
export async function startEmbeddedPostgres(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const { dataDir, log } = options;
  const startedAt = performance.now();
  const binaries = await findBinaries();
  const runAs = options.runAs ?? (await chooseRunAs());
  const cluster = await openCluster({ dataDir, binaries, runAs, log });
  const socketFolder = await makeSocketFolder(cluster.path, runAs.owner);
  const args = serverArguments(cluster.path, socketFolder, options.settings ?? {});
  const server = { dataDir, log, binaries, runAs, cluster, socketFolder, args };

  const session = await own(server);
  await ensureDatabase(session, DATABASE);
  const watch = watchOver(server, session);
  log.info(
    { dataDir, runsAs: runAs.description, tookMs: Math.round(performance.now() - startedAt) },
    "The embedded PostgreSQL is ready",
  );

  return {
    connection: {
      host: socketFolder,
      port: 5432,
      user: USER,
      password: cluster.password,
      database: DATABASE,
    },
    stop: async () => {
      await watch.end();
      await stopPostmaster(cluster.path);
      // A next process may be on its way and have put something there already.
      await rmdir(socketFolder).catch(() => {});
      log.info({ dataDir }, "The embedded PostgreSQL has stopped");
    },
  };
}

/** A server that dies (out of memory, an operator's kill) ends the owner's session; then it is started again. */
function watchOver(server: Server, first: pg.Client) {
  let isOver = false;
  let recovering: Promise<void> = Promise.resolve();

  const follow = (session: pg.Client) => session.once("end", () => (recovering = recover()));
  const recover = async (): Promise<void> => {
    while (!isOver) {
      server.log.error(
        { logFile: logPath(server.cluster.path) },
        "Lost the embedded PostgreSQL; starting it again",
      );
      try {
        await wait(RECOVERY_PAUSE_MS);
        follow(await own(server));
        return;
      } catch (error) {
        server.log.error({ err: error }, "The embedded PostgreSQL could not be started again");
      }
    }
  };

  follow(first);
  return {
    end: async () => {
      isOver = true;
      await recovering;
    },
  };
}

/** Get a server that runs with our arguments, and own it. Loops because the one that is found may be on its way out. */
async function own(server: Server): Promise<pg.Client> {
  const { cluster, log } = server;
  let silentSince = performance.now();
  let takenSince: number | undefined;
  let started: { hasExited?: string } | undefined;

  for (;;) {
    const running = await findPostmaster(cluster.path);
    if (!running) {
      if (started?.hasExited !== undefined) throw await failedToStart(server, started.hasExited);
      if (!started) {
        started = await start(server);
        silentSince = performance.now();
      }
      await wait(POLL_MS);
      continue;
    }

    const claimed =
      running.socketFolder === ""
        ? ({ kind: "unreachable" } as const)
        : await claim(cluster, running.socketFolder);
    switch (claimed.kind) {
      case "claimed":
        if (await isAsWanted(server, running)) return claimed.session;
        log.info({ pid: running.pid }, "Restarting the embedded PostgreSQL, which runs with other settings");
        await stopPostmaster(cluster.path);
        started = undefined;
        break;
      case "taken":
        takenSince ??= performance.now();
        if (performance.now() - takenSince > LINGER_MS_MAX) throw alreadyInUse(server.dataDir, claimed.by);
        await wait(POLL_MS);
        break;
      case "busy":
        silentSince = performance.now();
        await wait(POLL_MS);
        break;
      case "unreachable":
        if (performance.now() - silentSince > SILENCE_MS_MAX) {
          log.warn({ pid: running.pid }, "Stopping a PostgreSQL that does not answer");
          await stopPostmaster(cluster.path);
          started = undefined;
        }
        await wait(POLL_MS);
        break;
      case "stranger":
        log.warn(
          { pid: running.pid, reason: claimed.reason },
          "Stopping a PostgreSQL that refuses our password",
        );
        await stopPostmaster(cluster.path);
        started = undefined;
        break;
    }
  }
}

async function start(server: Server): Promise<{ hasExited?: string }> {
  const started: { hasExited?: string } = {};
  await makeSocketFolder(server.cluster.path, server.runAs.owner);
  const { exited } = await spawnPostmaster({ ...server, clusterPath: server.cluster.path });
  void exited.then((reason) => (started.hasExited = reason));
  return started;
}

async function isAsWanted(server: Server, running: Postmaster): Promise<boolean> {
  const sameSettings = await wasStartedWith(server.cluster.path, server.binaries.postgres, server.args);
  return sameSettings && running.socketFolder === server.socketFolder;
}

async function failedToStart({ cluster }: Server, exit: string): Promise<ConvokeError> {
  const path = logPath(cluster.path);
  const tail = (await readFile(path, "utf8").catch(() => "")).trim().split("\n").slice(-5).join("\n");
  return new ConvokeError(
    "setting",
    `The embedded PostgreSQL ended at once (${exit}); ${path} says:\n${tail}`,
  );
}

/** Timeouts of statements belong to the pools, which know what they are for; this is what only a server can set. */
function serverArguments(
  clusterPath: string,
  socketFolder: string,
  others: Record<string, string>,
): string[] {
  const settings = {
    listen_addresses: "",
    port: "5432",
    unix_socket_directories: socketFolder,
    unix_socket_permissions: "0700",
    max_connections: "100",
    shared_buffers: "128MB",
    jit: "off",
    timezone: "UTC",
    log_timezone: "UTC",
    log_line_prefix: "%m [%p] ",
    // Without an error's DETAIL, which quotes whole rows.
    log_error_verbosity: "terse",
    cluster_name: "convoke",
    ...others,
  };
  return [
    "-D",
    clusterPath,
    ...Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]),
  ];
}
