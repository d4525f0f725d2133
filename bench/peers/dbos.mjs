/**
 * The lifecycle of bench/benchmarks/lifecycle.ts on DBOS Transact: a workflow that receives a message and runs a step,
 * six times. Prints one line of JSON.
 */
import { randomUUID } from "node:crypto";
import { DBOS } from "@dbos-inc/dbos-sdk";
import { note, report, rounds } from "./measure.mjs";

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

/** Says so while the step runs: its sender need not wait for the checkpoint, since the next message is kept for it. */
async function work(id) {
  waiting.get(id)?.();
  return { ok: true };
}

/** Started in this process and not through a queue, which would cost a write more. */
async function live() {
  const workflowID = randomUUID();
  const handle = await DBOS.startWorkflow(engagement, { workflowID })();
  for (let round = 1; round <= rounds; round += 1) {
    const worked = new Promise((resolve) => waiting.set(workflowID, resolve));
    await DBOS.send(workflowID, { note }, "reported", randomUUID());
    await worked;
  }
  waiting.delete(workflowID);
  await handle.getResult();
}

DBOS.setConfig({
  name: "convoke-bench",
  systemDatabaseUrl: process.env.DATABASE_URL,
  // Twice the default: with 64 workflows on two cores, 10 and 20 could not be told apart, and 32 and 64 were slower.
  systemDatabasePoolSize: 20,
  logLevel: "error",
});
await DBOS.launch();
await report(live);
await DBOS.shutdown();
process.exit(0);
