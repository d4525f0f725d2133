/** A Restate server of this run's own on the loopback, durable, gone with its data when the process ends. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { rmSync } from "node:fs";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { createRequire } from "node:module";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";

const READY_MS_MAX = 60_000;

/**
 * Two partitions a core of the machine the figures come from. The default, 24, is meant for a cluster that grows, and cost
 * the server two thirds more processor time an engagement there.
 */
const PARTITIONS = 4;

/** Resolves once the server knows the services at `deployment`, a URL. `url` is its ingress. */
export async function startRestate(deployment) {
  const [ingress, admin, fabric] = await freePorts(3);
  // In the checkout, beside PostgreSQL's: a temporary folder may lie in memory, where fsync costs nothing.
  const data = join(process.cwd(), "data");
  await mkdir(data, { recursive: true });
  const dir = await mkdtemp(join(data, "bench-restate-"));
  const server = spawn(
    createRequire(import.meta.url).resolve(
      `@restatedev/restate-server-${process.platform}-${process.arch}/bin/restate-server`,
    ),
    ["--no-logo", "--log-filter", "error,octocrab=off", "--log-disable-ansi-codes", "true"],
    {
      // Standard output is for the line of JSON.
      stdio: ["ignore", 2, 2],
      env: {
        RESTATE_BASE_DIR: dir,
        RESTATE_NODE_NAME: "bench",
        RESTATE_LISTEN_MODE: "tcp",
        RESTATE_BIND_ADDRESS: `127.0.0.1:${fabric}`,
        RESTATE_INGRESS__BIND_ADDRESS: `127.0.0.1:${ingress}`,
        RESTATE_ADMIN__BIND_ADDRESS: `127.0.0.1:${admin}`,
        RESTATE_DEFAULT_NUM_PARTITIONS: String(PARTITIONS),
        // What is acknowledged is in the log server's RocksDB WAL. Said aloud, though it is the default: fsync every batch.
        RESTATE_BIFROST__DEFAULT_PROVIDER: "replicated",
        RESTATE_LOG_SERVER__ROCKSDB_DISABLE_WAL_FSYNC: "false",
        RESTATE_DISABLE_TELEMETRY: "true",
        DO_NOT_TRACK: "1",
      },
    },
  );
  goWith(server, dir);
  await answering(`http://127.0.0.1:${admin}/health`, server);
  const registered = await fetch(`http://127.0.0.1:${admin}/deployments`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ uri: deployment }),
  });
  if (!registered.ok) throw new Error(`Restate refused ${deployment}: ${await registered.text()}`);
  await answering(`http://127.0.0.1:${ingress}/restate/health`, server);
  return {
    url: `http://127.0.0.1:${ingress}`,
    /** Nobody reads the data again, so the server need not tidy up. */
    async stop() {
      server.kill("SIGKILL");
      await once(server, "exit");
      await rm(dir, { recursive: true, force: true });
    },
  };
}

/** A run that fails or is stopped must not leave it running. */
function goWith(server, dir) {
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.once(signal, () => process.exit(1));
  process.once("exit", () => {
    server.kill("SIGKILL");
    rmSync(dir, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 });
  });
}

async function answering(url, server) {
  for (const endsAt = performance.now() + READY_MS_MAX; performance.now() < endsAt;) {
    if (server.exitCode !== null) throw new Error(`restate-server ended with ${server.exitCode}`);
    const isOk = await fetch(url).then(
      ({ ok }) => ok,
      () => false,
    );
    if (isOk) return;
    await wait(50);
  }
  throw new Error(`restate-server does not answer at ${url}`);
}

/** All are held until all are known, so that no two are the same. */
async function freePorts(count) {
  const holders = Array.from({ length: count }, () => createServer().listen(0, "127.0.0.1"));
  await Promise.all(holders.map((holder) => once(holder, "listening")));
  const ports = holders.map((holder) => holder.address().port);
  await Promise.all(holders.map((holder) => once(holder.close(), "close")));
  return ports;
}
