import { beforeAll, describe, expect, it } from "vitest";
import { blindIndex, createMaster, generateMasterKey } from "../../src/seal/master.ts";
import { newId } from "../../src/lib/ids.ts";
import { openMaster, rotateMaster } from "../../src/store/master-keys.ts";
import { createVault } from "../../src/store/vault.ts";
import { testDatabase } from "../support/database.ts";

const NOW = new Date("2012-12-03T09:00:00.000Z");
const database = testDatabase();
const [old, next] = [createMaster(generateMasterKey()), createMaster(generateMasterKey())];
const both = { current: next, previous: old };
const sealed: { keyId: string; bytes: Buffer; under: string }[] = [];

/** As a process has it that was started with these master keys. */
async function processWith(keys: { current: typeof old; previous: typeof old | undefined }) {
  const master = await openMaster(database.pool, keys);
  return { master, vault: createVault(master, keys.previous) };
}

async function sealSome({ vault }: Awaited<ReturnType<typeof processWith>>, under: string): Promise<void> {
  const { pool } = database;
  const [person, delivery] = [await vault.newKey(pool, NOW), await vault.newKey(pool, NOW)];
  sealed.push({ keyId: person, bytes: await vault.seal(pool, person, "their words", "here"), under });
  sealed.push({ keyId: delivery, bytes: await vault.seal(pool, delivery, "their words", "here"), under });
  await vault.handOver(pool, delivery, person);
}

async function openable({ vault }: Awaited<ReturnType<typeof processWith>>): Promise<number> {
  const opened = await Promise.allSettled(
    sealed.map(({ keyId, bytes }) => vault.open(database.pool, keyId, bytes, "here")),
  );
  return opened.filter(({ status }) => status === "fulfilled").length;
}

const wrappedBy = async (mark: string): Promise<number> =>
  (await database.pool.query("select 1 from seal_key where wrapped_by = $1", [mark])).rowCount ?? 0;

describe("another master key", () => {
  let before: Awaited<ReturnType<typeof processWith>>;
  let running: Awaited<ReturnType<typeof processWith>>;

  beforeAll(async () => {
    before = await processWith({ current: old, previous: undefined });
    for (let count = 0; count < 600; count += 1) await before.vault.newKey(database.pool, NOW);
    await sealSome(before, "the old key");
  });

  it("is refused while it was not rotated to, before it can seal a thing", async () => {
    await expect(processWith({ current: next, previous: undefined })).rejects.toMatchObject({
      code: "setting",
    });
    const third = createMaster(generateMasterKey());
    await expect(processWith({ current: third, previous: next })).rejects.toMatchObject({ code: "setting" });
  });

  it("beside the old one changes nothing yet: whoever has only the old one opens what is sealed meanwhile", async () => {
    running = await processWith(both);
    await sealSome(running, "either, before the rotation");
    expect(await openable(before)).toBe(sealed.length);
    expect(await openable(running)).toBe(sealed.length);
  });

  it("takes the old one's place in batches, and a broken-off rotation is taken up again", async () => {
    const { pool } = database;
    // What a run leaves that ended after its first batch.
    await expect(rotateMaster(failingAfter(pool, 2), next, old), "broken off in the midst").rejects.toThrow(
      "the connection went away",
    );
    expect(await wrappedBy(next.check().slice(0, 16))).toBe(500);
    await sealSome(running, "either, in the midst of it");
    expect(await openable(running)).toBe(sealed.length);

    expect(await rotateMaster(pool, next, old)).toBeGreaterThan(100);
    expect(await rotateMaster(pool, next, old)).toBe(0);
    await sealSome(running, "either, after it");
    expect(await wrappedBy(old.check().slice(0, 16))).toBe(0);

    const after = await processWith({ current: next, previous: undefined });
    expect(await openable(after)).toBe(sealed.length);
    await expect(processWith({ current: old, previous: undefined })).rejects.toMatchObject({
      code: "setting",
    });
  });

  it("finds addresses by the same blind index, and knows request keys and sessions again", async () => {
    const after = await processWith({ current: next, previous: undefined });
    const address = "ines@harbour.example";
    expect(blindIndex(after.master, address)).toBe(blindIndex(before.master, address));
    expect(after.master.hmac("sign-in", "cookies")).toBe(before.master.hmac("sign-in", "cookies"));
    expect(blindIndex(next, address)).not.toBe(blindIndex(before.master, address));
  });

  it("names the key that neither master wrapped, and leaves it as it is", async () => {
    const { pool } = database;
    const id = newId();
    const foreign = createMaster(generateMasterKey()).newKey().wrapped;
    await pool.query("insert into seal_key (id, wrapped, created_at) values ($1, $2, $3)", [
      id,
      foreign,
      NOW,
    ]);
    await expect(rotateMaster(pool, next, old)).rejects.toMatchObject({
      code: "sealed",
      message: expect.stringContaining(id),
    });
  });
});

/** A pool whose connections can be had only so many times. */
function failingAfter(pool: typeof database.pool, times: number): typeof database.pool {
  let left = times;
  const connect = async () => {
    left -= 1;
    if (left < 0) throw new Error("the connection went away");
    return await pool.connect();
  };
  return new Proxy(pool, {
    get: (target, name) => (name === "connect" ? connect : Reflect.get(target, name)),
  });
}
