/** `convoke audit verify`, as an operator runs it. */
import { beforeAll, describe, expect, it } from "vitest";
import { createTrail } from "../../src/audit/trail.ts";
import { generateMasterKey } from "../../src/seal/master.ts";
import { HOUSE } from "../../src/store/audit.ts";
import { testDatabase } from "../support/database.ts";
import { tamper } from "../support/tamper.ts";
import { buildCommand, runConvoke } from "./convoke.ts";

const database = testDatabase();
const masterKey = generateMasterKey();
const verify = async (...more: string[]) =>
  await runConvoke(["audit", "verify", ...more], {
    DATABASE_URL: database.url,
    CONVOKE_MASTER_KEY: masterKey,
    LOG_LEVEL: "warn",
  });

beforeAll(async () => {
  await buildCommand();
  const trail = createTrail({
    db: database.pool,
    now: () => Promise.resolve(new Date("2012-12-03T09:00:00Z")),
  });
  const act = { programmeId: HOUSE, actorId: "a", onBehalfOf: null, subjectKind: "account", subjectId: null };
  await trail.record([
    { ...act, act: "configured", detail: { operation: "makeAccount" } },
    { ...act, act: "saw", detail: { operation: "listLinks" } },
  ]);
}, 300_000);

describe("convoke audit verify", () => {
  it("says that all holds, and where each chain ends", async () => {
    const { code, output } = await verify();
    expect(output).toMatch(/Chain 0{8}-\S+ ends at row 2: [0-9a-f]{64}\n/);
    expect(output).toContain("Verified 2 rows of the trail, 0 journals and 0 statements: all hold.");
    expect(code).toBe(0);
  });

  it("names the row in which a byte was changed, and ends with 1", async () => {
    await tamper(database.pool, "update audit set actor_id = 'b' where seq = 2");
    const { code, output } = await verify();
    expect(output).toContain(`audit ${HOUSE} row 2: the row is not what was hashed\n`);
    expect(code).toBe(1);
  });

  it("says what it expected", async () => {
    expect(await verify("--programme", "nowhere")).toMatchObject({
      code: 1,
      output: expect.stringContaining("--programme: there is no programme nowhere"),
    });
    expect((await verify("again")).output).toContain(
      "Expected: convoke audit verify [--programme <slug or id>]",
    );
  });
});
