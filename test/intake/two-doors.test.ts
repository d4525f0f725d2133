/** The same delivery at two processes at once: whatever is acknowledged is there. */
import { beforeAll, describe, expect, it } from "vitest";
import { createIntake } from "../../src/intake/intake.ts";
import type { Intake } from "../../src/intake/intake.ts";
import { makeSource } from "../../src/intake/sources.ts";
import { takeDelivery } from "../../src/intake/take-delivery.ts";
import { createMaster, generateMasterKey } from "../../src/seal/master.ts";
import { openDatabase } from "../../src/store/database.ts";
import { createVault } from "../../src/store/vault.ts";
import { PROGRAMME } from "../support/actors.ts";
import { testDatabase } from "../support/database.ts";
import { deliveryOf } from "../support/deliveries.ts";
import { eventually } from "../support/eventually.ts";
import { settle } from "../support/scenario.ts";

const database = testDatabase();
const vault = createVault(createMaster(generateMasterKey()));

const door = (): Intake =>
  createIntake({
    db: database.pool,
    vault,
    now: () => Promise.resolve(deliveryOf("").receivedAt),
    hint: () => undefined,
  });

const copy = (): ReturnType<typeof deliveryOf> =>
  deliveryOf(JSON.stringify({ name: "Ada Quist", email: "ada@quist.example", message: "Good morning" }));

beforeAll(async () => {
  await settle(database);
  await makeSource(door(), { programmeId: PROGRAMME, slug: "contact", vendor: "form", isOpen: true });
});

describe("a delivery that comes to two processes at once", () => {
  it("is acknowledged by both as the one that is kept, however many copies each has", async () => {
    const [first, second] = [door(), door()];
    // Holds up both where they write, after both have looked and found nothing.
    const blocker = openDatabase({ connection: database.poolConfig, max: 1 });
    const lock = await blocker.connect();
    await lock.query("begin; lock table delivery in share row exclusive mode");
    const taken = [first, first, first, second, second].map((intake) =>
      takeDelivery(intake, "contact", copy(), undefined),
    );
    await eventually(async () => {
      const { rows } = await database.pool.query(
        "select 1 from pg_locks where not granted and relation = 'delivery'::regclass",
      );
      expect(rows.length).toBeGreaterThanOrEqual(2);
    });
    await lock.query("commit");
    lock.release();
    await blocker.end();

    const answers = await Promise.all(taken);
    const { rows } = await database.pool.query<{ id: string }>("select id from delivery");
    expect(rows).toHaveLength(1);
    expect(answers.map(({ delivery }) => delivery)).toEqual(answers.map(() => rows[0]?.id));
    expect(answers.filter(({ status }) => status === "accepted")).toHaveLength(1);
  });
});
