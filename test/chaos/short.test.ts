import { beforeAll, describe, expect, it } from "vitest";
import type { Db } from "../../src/store/database.ts";
import { buildCommand } from "../process/convoke.ts";
import { check } from "./checker.ts";
import { faults, plant } from "./planted-faults.ts";
import type { Aftermath } from "./run-chaos.ts";
import { runChaos } from "./run-chaos.ts";

const seed = Number(process.env["CONVOKE_CHAOS_SEED"] ?? Date.now() % 1_000_000);

/** What the checker said to each planted fault, by its name. */
const told = new Map<string, readonly string[]>();
let aftermath: Aftermath | undefined;

beforeAll(async () => {
  await buildCommand();
  console.log(`seed ${seed} (CONVOKE_CHAOS_SEED=${seed} breaks the same things again)`);
  aftermath = await runChaos({ seed, seconds: 8, queue: "postgres", clients: 4 }, plantFaults);
  const { counts, breaks, settledMs, log } = aftermath;
  console.log({ ...counts, settledMs, breaks, statuses: Object.fromEntries(log.statuses) });
}, 300_000);

/** Each into the settled database, by a transaction that is rolled back. */
async function plantFaults(db: Db, { log, received }: Aftermath): Promise<void> {
  for (const fault of faults) {
    const tx = await db.connect();
    try {
      await tx.query("begin");
      const { problems } = await check(await plant(fault, { db: tx, log, received }, tx));
      told.set(fault.name, problems);
    } finally {
      await tx.query("rollback");
      tx.release();
    }
  }
}

describe("chaos, for a short while", () => {
  it("loses nothing, doubles nothing and is never early", () => {
    expect(aftermath?.problems).toEqual([]);
  });

  it("was chaos: things broke, clients were served, timers fired, mails went out", () => {
    expect(aftermath?.breaks.length).toBeGreaterThan(2);
    for (const count of ["acknowledgedEvents", "acknowledgedDeliveries", "timersFired", "messages"])
      expect(aftermath?.counts[count], count).toBeGreaterThan(0);
  });
});

describe("the checker finds", () => {
  it.each(faults)("$name", ({ name, found }) => {
    expect(told.get(name)).toContainEqual(expect.stringMatching(found));
  });
});
