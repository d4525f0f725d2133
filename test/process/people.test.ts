import { mkdtemp, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { beginOwnRotation, endOwnRotation, readOwnMasterKey } from "../../bin/own-master-key.ts";
import { generateMasterKey } from "../../src/seal/master.ts";
import { testDatabase } from "../support/database.ts";
import { eventually } from "../support/eventually.ts";
import { buildCommand, runConvoke, startConvoke } from "./convoke.ts";

const NAME = "Ottoline Marchbanks";
const database = testDatabase();
const folder = await mkdtemp(join(tmpdir(), "convoke-people-"));
const [oldKey, newKey] = [generateMasterKey(), generateMasterKey()];
let partyId = "";
let printed = "";

const environment = (more: Readonly<Record<string, string>> = {}) => ({
  CONVOKE_DATA: folder,
  DATABASE_URL: database.url,
  CONVOKE_MASTER_KEY: oldKey,
  PORT: "0",
  LOG_LEVEL: "debug",
  ...more,
});
const convoke = async (line: string, more: Readonly<Record<string, string>> = {}) =>
  await runConvoke(line.split(" "), environment(more));

beforeAll(async () => {
  await buildCommand();
  const running = await startConvoke(environment());
  await fetch(`${running.url}/hooks/contact`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ name: NAME, email: "ottoline@marchbanks.example", message: "May we take part?" }),
  });
  partyId = await eventually(async () => {
    const { rows } = await database.pool.query<{ id: string }>(
      "select party_id as id from delivery where status = 'accepted'",
    );
    if (rows[0] === undefined) throw new Error("The delivery was not read yet");
    return rows[0].id;
  });
  await running.stop();
  printed = running.output();
}, 300_000);
afterAll(async () => await rm(folder, { recursive: true, force: true }));

describe("convoke people erase", () => {
  it("shows what it would do and does nothing without two names and a yes", async () => {
    const shown = await convoke(`people erase ${partyId} --dry-run`);
    expect(shown.code, shown.output).toBe(0);
    expect(shown.output).toMatch(/^delete +1 {2}card: /m);
    expect(shown.output).toMatch(/^seal away +1 {2}deliveries: /m);
    for (const line of [
      `people erase ${partyId}`,
      `people erase ${partyId} --yes --requested-by Ann`,
      `people erase ${partyId} --reapply`,
    ]) {
      const refused = await convoke(line);
      expect(refused.code, line).toBe(1);
      expect(refused.output, line).toContain("convoke people erase <id> --dry-run");
    }
    expect((await convoke(`people erase ${partyId} --yes --requested-by Ann --approved-by Ann`)).code).toBe(
      1,
    );
    const { rows } = await database.pool.query("select 1 from person_card where name = $1", [NAME]);
    expect(rows).toHaveLength(1);
  }, 180_000);

  it("erases, searches, writes the list, and names nobody but the two", async () => {
    const done = await convoke(`people erase ${partyId} --yes --requested-by Ann --approved-by Ben`);
    expect(done.code, done.output).toBe(0);
    expect(done.output).toContain("nothing was found.");
    const list = await readFile(join(folder, "erasures.jsonl"), "utf8");
    expect(JSON.parse(list)).toMatchObject({ partyId, requestedBy: "Ann", approvedBy: "Ben" });
    for (const text of [printed, done.output, list])
      expect(text.toLowerCase()).not.toMatch(/ottoline|marchbanks/);
    expect((await convoke("people proofs")).output).toContain("1 proofs of erasures hold.");
    const again = await convoke(`people erase ${partyId} --yes --requested-by Ann --approved-by Ben`);
    expect(again.output).toContain(`The person ${partyId} was erased before`);
    expect((await convoke("people erase --reapply")).output).toContain(
      "1 erasures are on the list; 0 people",
    );
  }, 180_000);
});

describe("convoke keys rotate", () => {
  it("says what it needs, and then changes the master key", async () => {
    const lacking = await convoke("keys rotate");
    expect(lacking.code).toBe(1);
    expect(lacking.output).toContain("CONVOKE_MASTER_KEY_PREVIOUS: expected");
    const both = { CONVOKE_MASTER_KEY: newKey, CONVOKE_MASTER_KEY_PREVIOUS: oldKey };
    const rotated = await convoke("keys rotate", both);
    expect(rotated.code, rotated.output).toBe(0);
    expect(rotated.output).toMatch(/Wrapped \d+ keys again/);
    expect((await convoke("people proofs")).output).toContain(
      "is not the key this database was sealed under",
    );
    expect((await convoke("people proofs", { CONVOKE_MASTER_KEY: newKey })).code).toBe(0);
    for (const { output } of [lacking, rotated]) {
      expect(output).not.toContain(oldKey);
      expect(output).not.toContain(newKey);
    }
  }, 180_000);

  it("of the embedded database keeps both keys in its folder until it is over", async () => {
    const own = join(folder, "own");
    const { current: first } = await readOwnMasterKey(own);
    await beginOwnRotation(own);
    const during = await readOwnMasterKey(own);
    expect(during.previous).toBe(first);
    expect(during.current).not.toBe(first);
    // Broken off and begun again: still the same two.
    await beginOwnRotation(own);
    expect(await readOwnMasterKey(own)).toEqual(during);
    const kept = await endOwnRotation(own);
    expect(await readOwnMasterKey(own)).toEqual({ current: during.current, previous: undefined });
    expect(await readFile(kept, "utf8")).toBe(first);
    for (const name of ["master.key", "master.key.previous"])
      expect((await stat(join(own, name))).mode & 0o077, name).toBe(0);
  });
});
