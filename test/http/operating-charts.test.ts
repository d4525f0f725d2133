import { beforeAll, describe, expect, it } from "vitest";
import type { Caller } from "../support/house.ts";
import { MONDAY, testHouse } from "../support/house.ts";
import { parkInstance } from "../../src/engine/park.ts";
import { newId } from "../../src/lib/ids.ts";
import { addIncident } from "../../src/store/incidents.ts";

const house = testHouse();
let admin: Caller;
let ids: string[] = [];
/** A meeting on the first version of its chart, which has a second. */
const old = newId();

beforeAll(async () => {
  admin = await house.as("admin", null);
  ids = [await house.receive("one@harbour.example"), await house.receive("two@harbour.example")];
  const programmeId = await house.programme("default");
  const { registry } = house.house.engine;
  await house.database.pool.query(
    `insert into instance (id, workflow, version, definition_hash, programme_id, revision, status, state, card, snapshot,
       chain, created_at, updated_at)
     values ($1, 'meeting', 1, $2, $3, 1, 'active', 'proposed', '{}', $4, '', now(), now())`,
    [
      old,
      registry.version("meeting", 1).hash,
      programmeId,
      JSON.stringify({
        status: "active",
        value: "proposed",
        historyValue: {},
        context: { groupId: newId(), title: "Old", startsAt: null, attended: [] },
        children: {},
      }),
    ],
  );
});

describe("where the charts of a workflow stand", () => {
  it("is counted by version and state, with the parked ones, for administrators alone", async () => {
    const { pool } = house.database;
    await pool.query("update instance set status = 'parked' where id = $1", [ids[0]]);
    const { body } = await admin.get("/api/v1/workflows/engagement/counts").expect(200);
    expect(body.items).toEqual([{ version: 1, stage: "inquiry", state: "received", live: 2, parked: 1 }]);
    await pool.query("update instance set status = 'active' where id = $1", [ids[0]]);
    expect(
      (await admin.get("/api/v1/workflows/engagement/counts?programme=default").expect(200)).body.items,
    ).toEqual([{ version: 1, stage: "inquiry", state: "received", live: 2, parked: 0 }]);
    await admin.get("/api/v1/workflows/nothing/counts").expect(404);
    await (await house.as("officer")).get("/api/v1/workflows/engagement/counts").expect(403);
    const other = await house.as("admin", "elsewhere");
    expect((await other.get("/api/v1/workflows/engagement/counts").expect(200)).body.items).toEqual([]);
  });
});

describe("a parked chart", () => {
  it("is listed with what stopped it, what it holds up and what helps, and is gone once it helped", async () => {
    const [id = ""] = ids;
    const { rows } = await house.database.pool.query(
      "select seq, name, (select count(*) from effect where instance_id = $1) as waiting from effect where instance_id = $1 limit 1",
      [id],
    );
    const [{ seq, name, waiting }] = rows;
    await parkInstance(
      house.house.engine,
      id,
      { instanceId: id, seq: Number(seq), name },
      "It threw five times",
    );
    const effect = `${id}/${seq}/${name}`;
    const list = async (query = "") =>
      (await admin.get(`/api/v1/instances/parked${query}`).expect(200)).body.items;
    const [parked, ...others] = await list();
    expect(others).toEqual([]);
    expect(parked).toMatchObject({
      id,
      workflow: "engagement",
      state: "received",
      reason: "It threw five times",
      since: expect.any(String),
      attempts: 0,
      waiting: Number(waiting),
      remedies: [{ act: "retry" }, { act: "skip", effect }],
    });
    expect(await list("?workflow=meeting")).toEqual([]);
    const unknown = await admin
      .post(`/api/v1/instances/${id}/skip`, { effect, because: "bored" })
      .expect(422);
    expect(unknown.body.errors[0].pointer).toBe("/because");
    await admin.post(`/api/v1/instances/${id}/skip`, { effect, because: "not-needed" }).expect(204);
    expect(await list()).toEqual([]);
    const { rows: closed } = await house.database.pool.query(
      "select resolution from incident where instance_id = $1",
      [id],
    );
    expect(closed).toEqual([{ resolution: `skipped ${effect}: not-needed` }]);
    await (await house.as("officer")).get("/api/v1/instances/parked").expect(403);
  });

  it("on an older version may be moved to the newer one, after a look at what that does", async () => {
    await parkInstance(house.house.engine, old, { instanceId: old, seq: 1, name: "a" }, "A bug of version 1");
    const { body } = await admin.get("/api/v1/instances/parked?workflow=meeting").expect(200);
    expect(body.items[0].remedies).toContainEqual({ act: "migrate", to: 2 });
    const preview = await admin.post(`/api/v1/instances/${old}/migrate-preview`, {}).expect(200);
    expect(preview.body).toEqual({
      id: old,
      from: 1,
      to: 2,
      problem: null,
      stage: null,
      state: "proposed",
      timers: [],
    });
    const wrong = await admin.post(`/api/v1/instances/${old}/migrate`, { to: 3 }).expect(422);
    expect(wrong.body.errors).toEqual([{ pointer: "/to", detail: "expected a version from 2 to 2" }]);
    await (await house.as("officer")).post(`/api/v1/instances/${old}/migrate`, {}).expect(403);
    const moved = await admin.post(`/api/v1/instances/${old}/migrate`, { to: 2 }).expect(200);
    expect(moved.body).toEqual({ id: old, from: 1, to: 2 });
    expect((await admin.get("/api/v1/instances/parked").expect(200)).body.items).toEqual([]);
    const again = await admin.post(`/api/v1/instances/${old}/migrate`, {}).expect(409);
    expect(again.body.detail).toContain("newest version, 2");
  });
});

describe("what an administrator has to look at today", () => {
  const troubles = async (query = "") => (await admin.get(`/api/v1/troubles${query}`).expect(200)).body;
  const sourceOf = async (slug: string): Promise<{ id: string; programme_id: string }> =>
    (await house.database.pool.query("select id, programme_id from source where slug = $1", [slug])).rows[0];
  /** As many deliveries of the source as there are days, each so many days ago. */
  const delivered = async (
    slug: string,
    status: string,
    days: readonly number[],
    score: number | null = null,
  ) => {
    const { id, programme_id } = await sourceOf(slug);
    await house.database.pool.query(
      `insert into delivery (id, source_id, programme_id, dedupe_key, status, size_bytes, body_sha256, score, received_at)
       select gen_random_uuid(), $1, $2, gen_random_uuid()::text, $3, 2, 'x', $4, $5::timestamptz - ago * interval '1 day'
       from unnest($6::float[]) as a(ago)`,
      [id, programme_id, status, score, MONDAY, days],
    );
  };

  it("is what stopped, what was given up, and nothing more where all is well", async () => {
    expect(await troubles()).toEqual({
      parked: { total: 0, items: [] },
      failed: { total: 0, items: [] },
      sources: { total: 0, items: [] },
    });
    const [id = ""] = ids;
    const { engine } = house.house;
    await parkInstance(engine, id, { instanceId: id, seq: 1, name: "a" }, "It threw five times");
    const effect = `${id}/1/sendMail:thanks`;
    const programmeId = await house.programme("default");
    const createdAt = await engine.now();
    for (const kind of ["gave-up", "signal-undelivered"] as const)
      await addIncident(house.database.pool, {
        id: newId(),
        instanceId: id,
        programmeId,
        effect,
        kind,
        reason: "550 no such mailbox",
        createdAt,
      });
    const { parked, failed } = await troubles();
    expect(parked).toMatchObject({
      total: 1,
      items: [{ id, remedies: [{ act: "retry" }, { act: "skip" }] }],
    });
    expect(failed.total).toBe(2);
    expect(failed.items[0]).toMatchObject({ instance: id, effect, programme: "default" });
    expect(await troubles("?programme=default")).toMatchObject({
      parked: { total: 1 },
      failed: { total: 2 },
    });
    await house.programme("elsewhere");
    expect(await troubles("?programme=elsewhere")).toMatchObject({
      parked: { total: 0 },
      failed: { total: 0 },
    });
  });

  it("are sources that were refused, could not be read, fell silent or never delivered, the gravest first", async () => {
    const made = ["a-refused", "b-unread", "c-silent", "d-never", "e-well", "f-paused", "g-suspicious"];
    for (const slug of made) await admin.post("/api/v1/sources", { slug, vendor: "typeform" }).expect(201);
    await delivered("a-refused", "accepted", [3]);
    await delivered("a-refused", "refused", [1, 2, 8]);
    await delivered("b-unread", "held", [2]);
    await delivered("c-silent", "accepted", [31, 40]);
    await delivered("e-well", "accepted", [29]);
    await delivered("e-well", "refused", [20]);
    await delivered("g-suspicious", "held", [1], 100);
    await house.database.pool.query("update source set paused_at = $1 where slug = 'f-paused'", [MONDAY]);
    const { sources } = await troubles();
    const at = (daysAgo: number) => new Date(MONDAY.getTime() - daysAgo * 86_400_000).toISOString();
    expect(sources.items).toMatchObject([
      { name: "a-refused", programme: "default", vendor: "typeform", why: "refused", count: 2, since: at(1) },
      { name: "b-unread", why: "held", count: 1, since: at(2) },
      { name: "c-silent", why: "silent", count: 0, since: at(31) },
      { name: "d-never", why: "never", count: 0 },
    ]);
    expect(sources.total).toBe(4);
  });

  it("is for administrators, each of their own programmes", async () => {
    const other = await house.as("admin", "elsewhere");
    expect((await other.get("/api/v1/troubles").expect(200)).body).toMatchObject({
      parked: { total: 0 },
      failed: { total: 0 },
      sources: { total: 0 },
    });
    await other.get("/api/v1/troubles?programme=default").expect(400);
    await (await house.as("officer")).get("/api/v1/troubles").expect(403);
  });
});
