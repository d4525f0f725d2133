/** The queues on a real Redis Cluster: six servers on loopback, three of them replicas. */
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openQueues } from "../../src/queue/queues.ts";
import { openScheduler } from "../../src/queue/scheduler.ts";
import { RedisProcess } from "../chaos/redis-process.ts";
import { eventually } from "../support/eventually.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const NODES = 6;
const SETTINGS = [
  "--cluster-enabled",
  "yes",
  "--cluster-node-timeout",
  "2000",
  "--repl-diskless-sync-delay",
  "0",
];
const hasRedis = ["redis-server", "redis-cli"].every(
  (program) => spawnSync(program, ["--version"]).status === 0,
);

describe.skipIf(!hasRedis)("on a Redis Cluster", () => {
  const nodes: RedisProcess[] = [];
  const folders: Awaited<ReturnType<typeof temporaryFolder>>[] = [];
  const errors: unknown[] = [];

  beforeAll(async () => {
    for (let n = 0; n < NODES; n += 1) {
      // Each keeps the map of the Cluster in its folder.
      const folder = await temporaryFolder();
      folders.push(folder);
      nodes.push(await RedisProcess.start(folder.path, SETTINGS));
    }
    const addresses = nodes.map(({ port }) => `127.0.0.1:${port}`);
    const make = ["--cluster", "create", ...addresses, "--cluster-replicas", "1", "--cluster-yes"];
    const [code] = (await once(spawn("redis-cli", make, { stdio: "ignore" }), "exit")) as [number];
    expect(code).toBe(0);
    await eventually(
      async () => {
        const infos = await Promise.all(nodes.map((node) => node.ask((redis) => redis.info("replication"))));
        // A replica that has not caught up yet may not take its master's place.
        expect(infos.filter((info) => info.includes("master_link_status:up"))).toHaveLength(NODES / 2);
        for (const node of nodes)
          expect(await node.ask((redis) => redis.cluster("INFO"))).toContain("cluster_state:ok");
      },
      { withinMs: 40_000 },
    );
  }, 60_000);

  afterAll(async () => {
    await Promise.all(nodes.map((node) => node.kill()));
    await Promise.all(folders.map((folder) => folder[Symbol.asyncDispose]()));
  });

  const backend = () => {
    const url = `redis-cluster://${nodes
      .slice(0, 2)
      .map(({ port }) => `127.0.0.1:${port}`)
      .join(",")}`;
    return { kind: "redis" as const, url };
  };
  const note = (error: unknown): void => void errors.push(error);

  it("hints are carried, and a recurring job wakes", { timeout: 60_000 }, async () => {
    const queues = openQueues(backend(), note);
    const got: string[] = [];
    for (const name of ["mail", "intake", "signals"] as const)
      queues.work(name, 4, async ({ effects }) => void got.push(...effects));
    let woken = 0;
    const wake = async (): Promise<void> => void (woken += 1);
    const scheduler = await openScheduler(backend(), { name: "jobs", everyMs: 500, wake, onError: note });

    const given = Array.from({ length: 60 }, (_, n) => `effect-${n}`);
    for (const [n, effect] of given.entries())
      await queues.hint((["mail", "intake", "signals"] as const)[n % 3] ?? "mail", [effect]);
    await eventually(() => expect(got.toSorted()).toEqual(given.toSorted()));
    await eventually(() => expect(woken).toBeGreaterThan(1));
    expect(errors).toEqual([]);
    await scheduler.close();
    await queues.close();
  });

  it("hints go on when a master dies and its replica takes its place", { timeout: 90_000 }, async () => {
    const queues = openQueues(backend(), () => {});
    const got: string[] = [];
    queues.work("mail", 4, async ({ effects }) => void got.push(...effects));
    await queues.hint("mail", ["before"]);
    await eventually(() => expect(got).toContain("before"));

    const owner = await ownerOf("{convoke}:convoke-mail:wait");
    await owner.kill();
    await eventually(
      async () => {
        // As the relay does: a hint that got lost is given again.
        await queues.hint("mail", ["after"]);
        expect(got).toContain("after");
      },
      { withinMs: 60_000 },
    );
    await queues.close();
  });

  /** The master that keeps a key. */
  async function ownerOf(key: string): Promise<RedisProcess> {
    const [first] = nodes;
    const slot = await first?.ask((redis) => redis.cluster("KEYSLOT", key));
    const slots = (await first?.ask((redis) => redis.cluster("SLOTS"))) as
      | [number, number, [string, number]][]
      | undefined;
    const range = slots?.find(([from, to]) => from <= Number(slot) && Number(slot) <= to);
    const owner = nodes.find(({ port }) => port === range?.[2][1]);
    if (owner === undefined) throw new Error(`Nobody keeps ${key}`);
    return owner;
  }
});
