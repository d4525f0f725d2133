/** What becomes of the words somebody said at a meeting, of the trail, and of a search that was broken off, when they are erased. */
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { approveAndErase, eraseAtOnce, requestErasure } from "../../src/directory/erasure/erase-person.ts";
import { searchFor } from "../../src/directory/erasure/search-later.ts";
import { openErasureOf } from "../../src/store/erasures.ts";
import type { Caller } from "../support/house.ts";
import { MONDAY, testHouse } from "../support/house.ts";

const house = testHouse();

const NAME = "Ottokar Zzyzxovic";
let secretariat: Caller;
let chair: Caller;
let dpo: Caller;
let officer: Caller;

const person = async (name: string): Promise<string> => {
  const email = `${name.toLowerCase().replaceAll(" ", ".")}@speaker.example`;
  return (await officer.post("/api/v1/people", { programme: "default", name, email }).expect(201)).body.id;
};

/** A sealed ledger in which the speakers said this. */
async function ledgerOf(said: readonly (readonly [string, string])[]): Promise<string> {
  const meeting = { programme: "default", groupId: null, title: "First", mode: "room", zone: "UTC" };
  const at = { startsAt: MONDAY.toISOString() };
  const { body } = await officer.post("/api/v1/meetings", { ...meeting, ...at }).expect(201);
  for (const [speaker, text] of said)
    await secretariat.post(`/api/v1/meetings/${body.id}/statements`, { speaker, text }).expect(201);
  await secretariat.post(`/api/v1/meetings/${body.id}/ledger/sealing`).expect(200);
  return body.id;
}

async function openedLedger(id: string): Promise<readonly { speaker: unknown; text: string }[]> {
  const openings = `/api/v1/meetings/${id}/ledger/openings`;
  const asked = await chair.post(openings, { reason: "A speaker disputes the minutes." }).expect(201);
  await dpo.post(`${openings}/${asked.body.id}/approval`).expect(200);
  return (await chair.get(`/api/v1/meetings/${id}/ledger`).expect(200)).body.items;
}

const searchesLeft = async (): Promise<number> =>
  (await house.database.pool.query("select 1 from erasure_search")).rowCount ?? 0;

beforeAll(async () => {
  [secretariat, chair, dpo, officer] = [
    await house.as("secretariat"),
    await house.as("chair"),
    await house.as("dpo"),
    await house.as("officer"),
  ];
});

describe("a speaker who is erased", () => {
  it("leaves their words on the record, sealed, and nobody's; those of others stay theirs", async () => {
    const [speaker, other] = [await person(NAME), await person("Berta Brown")];
    const ledger = await ledgerOf([
      [speaker, "The harbour was never inspected."],
      [other, "It was, in May."],
    ]);
    expect((await openedLedger(ledger)).map((one) => one.speaker)).toEqual([
      { id: speaker, name: NAME },
      { id: other, name: "Berta Brown" },
    ]);
    const asked = await officer.post(`/api/v1/people/${speaker}/erasure`).expect(201);
    expect(asked.body.plan.items).toContainEqual(
      expect.objectContaining({ what: "tie to words in ledgers", act: "delete", count: 1 }),
    );
    const done = await dpo.post(`/api/v1/erasures/${asked.body.id}/approval`).expect(200);
    expect(done.body).toMatchObject({ status: "verified", verification: { found: [] } });
    expect(await openedLedger(ledger)).toMatchObject([
      { speaker: null, text: "The harbour was never inspected." },
      { speaker: { id: other }, text: "It was, in May." },
    ]);
    expect(await searchesLeft()).toBe(0);
  });

  it("is found where somebody named them in a ledger, without a word of it being shown", async () => {
    const [speaker, other] = [await person("Zdislava Quux-Nemcova"), await person("Cyril Green")];
    await ledgerOf([[other, "As Zdislava Quux-Nemcova said, nobody looked."]]);
    const asked = await officer.post(`/api/v1/people/${speaker}/erasure`).expect(201);
    const { body } = await dpo.post(`/api/v1/erasures/${asked.body.id}/approval`).expect(200);
    const where = "sealed words of nobody's own in ledger_statement";
    expect(body).toMatchObject({ status: "residue", verification: { found: [{ where, count: 1 }] } });
  });
});

describe("the trail of audit", () => {
  it("has each step of an erasure at the machine, in the transaction that takes it", async () => {
    const id = await person("Dora Vantongeren");
    const two = { requestedBy: "first operator", approvedBy: "second operator" };
    const { id: erasure } = await eraseAtOnce(house.house.erasing, id, two);
    const { rows } = await house.database.pool.query<{ actor: string; detail: object }>(
      "select actor_id as actor, detail from audit where act = 'erased' and subject_id = $1 order by seq",
      [erasure],
    );
    expect(rows).toEqual(
      [{ requested: true }, { approved: true }, { carriedOut: true }].map((detail) => ({
        actor: "operator",
        detail,
      })),
    );
  });
});

describe("a search that was broken off", () => {
  it("is found undone, and is done, by whoever starts next; then what was searched for is forgotten", async () => {
    const { erasing, db } = house.house;
    const id = await person("Emerentia Vandersloot");
    const asked = await requestErasure(erasing, id, "first operator");
    // The keys are gone, and the disk with the list of erasures with them: nothing is searched.
    const noFolder = join(house.house.config.dataDir, "a-file");
    await writeFile(noFolder, "");
    const dying = { ...erasing, dataDir: noFolder };
    await expect(approveAndErase(dying, asked.id, "second operator")).rejects.toThrow();
    expect(await openErasureOf(db, id)).toMatchObject({ status: "executed", verification: null });
    const { rows } = await house.database.pool.query<{ text: string; keyId: string }>(
      `select encode(sealed, 'escape') as text, key_id as "keyId" from erasure_search`,
    );
    expect(rows).toHaveLength(1);
    expect(rows[0]?.text).not.toContain("Vandersloot");

    expect(await searchFor(erasing)).toBe(1);
    expect(await openErasureOf(db, id)).toMatchObject({ status: "verified", verification: { found: [] } });
    expect(await searchFor(erasing)).toBe(0);
    const keys = await house.database.pool.query("select 1 from seal_key where id = $1", [rows[0]?.keyId]);
    expect(keys.rowCount).toBe(0);
  });
});
