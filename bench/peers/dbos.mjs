/**
 * The lifecycle of bench/benchmarks/lifecycle.ts on DBOS Transact: a workflow that receives a message and runs a step,
 * six times. Prints one line of JSON.
 */
import { randomUUID } from "node:crypto";
import { DBOS } from "@dbos-inc/dbos-sdk";

const { DATABASE_URL, NOTE } = process.env;
const [atOnce, rounds, seconds] = ["AT_ONCE", "ROUNDS", "SECONDS"].map((name) => Number(process.env[name]));

/** By workflow id: whoever waits for the step that runs next. */
const waiting = new Map();

const engagement = DBOS.registerWorkflow(
  async () => {
    for (let round = 1; round <= rounds; round += 1) {
      await DBOS.recv("reported", 60);
      await DBOS.runStep(() => work(DBOS.workflowID), { name: `work${round}` });
    }
    return { ok: true };
  },
  { name: "engagement" },
);

async function work(id) {
  waiting.get(id)?.();
  return { ok: true };
}

async function live() {
  const workflowID = randomUUID();
  const handle = await DBOS.startWorkflow(engagement, { workflowID })();
  for (let round = 1; round <= rounds; round += 1) {
    const worked = new Promise((resolve) => waiting.set(workflowID, resolve));
    await DBOS.send(workflowID, { note: NOTE }, "reported", randomUUID());
    await worked;
  }
  waiting.delete(workflowID);
  await handle.getResult();
}

DBOS.setConfig({
  name: "convoke-bench",
  systemDatabaseUrl: DATABASE_URL,
  runAdminServer: false,
  logLevel: "error",
});
await DBOS.launch();
await measure(1);
console.log(JSON.stringify(await measure(seconds)));
await DBOS.shutdown();
process.exit(0);

async function measure(forSeconds) {
  const latencies = [];
  const startedAt = performance.now();
  const endsAt = startedAt + forSeconds * 1_000;
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      while (performance.now() < endsAt) {
        const at = performance.now();
        await live();
        latencies.push(performance.now() - at);
      }
    }),
  );
  const took = performance.now() - startedAt;
  const sorted = latencies.toSorted((a, b) => a - b);
  const at = (share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
  return { perSecond: (latencies.length * 1_000) / took, p50Ms: at(0.5), p99Ms: at(0.99) };
}
