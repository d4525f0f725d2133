/** What administrators see of the house: who gave which role, what rests on whom, all tokens, how work goes, whether the trail holds. */
import { beforeAll, describe, expect, it } from "vitest";
import { newId } from "../../src/lib/ids.ts";
import type { Caller } from "../support/house.ts";
import { testHouse } from "../support/house.ts";

const house = testHouse();
let admin: Caller;
let officer: Caller;

beforeAll(async () => {
  admin = await house.as("admin", null);
  officer = await house.as("officer");
});

const accountOf = async (id: string) =>
  (await admin.get("/api/v1/accounts").expect(200)).body.items.find((one: { id: string }) => one.id === id);

describe("a role", () => {
  it("says since when it is held and by whose act, and keeps both when it is given again", async () => {
    const { accountId } = await house.caller([]);
    const path = `/api/v1/accounts/${accountId}/roles`;
    const grant = [{ role: "vetter", programme: "default" }];
    const { body } = await admin.post(path, { grant }).expect(200);
    expect(body.roles).toEqual([{ ...grant[0], since: "2012-12-03T09:00:00.000Z", by: "admin" }]);
    const other = await house.caller([["admin", null]]);
    await other.post(path, { grant }).expect(200);
    expect((await accountOf(accountId)).roles).toEqual(body.roles);
    // What Convoke gave by itself was nobody's act.
    expect((await accountOf(officer.accountId)).roles).toMatchObject([{ role: "officer", by: null }]);
  });
});

describe("whoever leaves", () => {
  it("hands over first what rests on them, and then holds nothing more and comes in no more", async () => {
    const leaver = await house.caller([["officer", "default"]]);
    const id = await house.receive("ines@handover.example");
    const claim = { type: "triage.claimed", data: {} };
    await leaver.post(`/api/v1/engagements/${id}/events`, claim).expect(200);
    const rules = { languages: ["en"], routes: [{ id: "all", owner: leaver.accountId }] };
    await admin.put("/api/v1/programmes/default/intake", rules).expect(200);
    const path = `/api/v1/accounts/${leaver.accountId}`;
    expect((await admin.get(`${path}/holdings`).expect(200)).body.items).toEqual([
      { kind: "engagements", programme: "default", count: 1 },
      { kind: "routes", programme: "default", count: 1 },
    ]);
    const refused = await admin.post(`${path}/leave`).expect(409);
    expect(refused.body.detail).toContain("1 engagements, 1 routes");
    expect((await accountOf(leaver.accountId)).disabledAt).toBeNull();

    await admin.put("/api/v1/programmes/default/intake", { ...rules, routes: [] }).expect(200);
    await house.database.pool.query("update instance set owner_id = $2 where id = $1", [
      id,
      officer.accountId,
    ]);
    const { body } = await admin.post(`${path}/leave`).expect(200);
    expect(body).toMatchObject({ roles: [], disabledAt: "2012-12-03T09:00:00.000Z" });
    await leaver.get("/api/v1/me").expect(401);
    await admin.post(`${path}/enable`).expect(200);
    await leaver.get("/api/v1/me").expect(401);
  });

  it("is somebody else: nobody ends their own account", async () => {
    await admin.post(`/api/v1/accounts/${admin.accountId}/leave`).expect(409);
  });
});

describe("the tokens of all", () => {
  it("are listed page by page with whose they are, without what was revoked", async () => {
    const made = await officer
      .post(`/api/v1/accounts/${officer.accountId}/tokens`, { label: "weekly figures", expiresInDays: 7 })
      .expect(201);
    const first = (await admin.get("/api/v1/tokens?limit=1").expect(200)).body;
    expect(first.items).toMatchObject([
      { id: made.body.id, label: "weekly figures", account: { id: officer.accountId, kind: "staff" } },
    ]);
    const second = (await admin.get(`/api/v1/tokens?limit=1&cursor=${first.next}`).expect(200)).body;
    expect(second.items[0].id).not.toBe(made.body.id);
    await officer.post(`/api/v1/accounts/${officer.accountId}/tokens/${made.body.id}/revoke`).expect(204);
    const left = (await admin.get("/api/v1/tokens").expect(200)).body.items;
    expect(left.map(({ id }: { id: string }) => id)).not.toContain(made.body.id);
    await officer.get("/api/v1/tokens").expect(403);
  });
});

describe("the workload", () => {
  it("tells work by queue and age, timers, workers and jobs, to administrators of everything only", async () => {
    const at = (minutesAgo: number): Date => new Date(Date.UTC(2012, 11, 3, 9) - minutesAgo * 60_000);
    // Of an instance that is parked nothing is carried out, so that it stays to be counted.
    const id = await house.receive("stuck@work.example");
    await house.database.pool.query("update instance set status = 'parked' where id = $1", [id]);
    const ages = [0, 30, 120, 3_000, -60];
    await house.database.pool.query(
      `insert into effect (instance_id, seq, name, kind, action, payload, ordinal, programme_id, due_at, attempts, created_at)
       select $1, 900 + n, 'sendMail:' || n, 'act', 'sendMail', '{}', 0, $2, due, 1, due
       from unnest($3::timestamptz[]) with ordinality as d(due, n)`,
      [id, await house.programme("default"), ages.map(at)],
    );
    const { body } = await admin.get("/api/v1/workload").expect(200);
    expect(body.queues.map(({ name }: { name: string }) => name)).toEqual([
      "intake",
      "mail",
      "signals",
      "effects",
    ]);
    expect(body.queues[1]).toMatchObject({
      due: { underAMinute: 1, underAnHour: 1, underADay: 1, older: 1 },
      tried: 4,
      later: 1,
      oldest: at(3_000).toISOString(),
    });
    expect(body.isMore).toBe(false);
    expect(body.timers.armed.count).toBeGreaterThan(0);
    expect(body.timers.due).toEqual({ count: 0, isMore: false });
    expect(body.workers).toMatchObject([{ queues: ["intake", "mail", "signals", "effects"], isAlive: true }]);
    expect(body.jobs.map(({ name }: { name: string }) => name)).toContain("daily-digest");
    await (await house.as("admin")).get("/api/v1/workload").expect(403);
    await officer.get("/api/v1/workload").expect(403);
    await house.database.pool.query("delete from effect where instance_id = $1 and seq >= 900", [id]);
    await house.database.pool.query("update instance set status = 'active' where id = $1", [id]);
  });

  it("tells a process that fell silent from one that works", async () => {
    await house.database.pool.query(
      "insert into worker_process (id, queues, started_at, seen_at) values ($1, '{mail}', now() - interval '1 hour', now() - interval '5 minutes')",
      [newId()],
    );
    const { workers } = (await admin.get("/api/v1/workload").expect(200)).body;
    expect(workers.map(({ isAlive }: { isAlive: boolean }) => isAlive)).toEqual([false, true]);
  });
});

describe("the deadlines of a programme", () => {
  it("are told as rules, each with the day it comes to by the programme's calendar", async () => {
    const { body } = await officer.get("/api/v1/programmes/default/timers").expect(200);
    const find = (timer: string) => body.items.find((one: { timer: string }) => one.timer === timer);
    expect(find("first_response")).toMatchObject({ workflow: "engagement", unit: "workingDays" });
    const { count, example } = find("first_response");
    expect(new Date(example).getTime()).toBeGreaterThan(Date.UTC(2012, 11, 3 + count - 1));
    const stranger = await house.as("officer", "elsewhere");
    await stranger.get("/api/v1/programmes/default/timers").expect(404);
  });
});

describe("a chain of the trail", () => {
  it("is proved part by part to whoever reads it whole, and to nobody else", async () => {
    const { pool } = house.database;
    const programmeId = await house.programme("default");
    // Whoever looks makes rows: enough for two parts would take long, so the first part is left to a cursor.
    await officer.get("/api/v1/people?q=in").expect(200);
    const whole = (await admin.get("/api/v1/audit/verify?programme=default").expect(200)).body;
    expect(whole).toMatchObject({ programme: "default", findings: [], next: null });
    expect(whole.rows).toBe(whole.of);
    const { rows } = await pool.query("select hash from audit where programme_id = $1 and seq = 2", [
      programmeId,
    ]);
    const rest = await admin
      .get(`/api/v1/audit/verify?programme=default&cursor=2.${rows[0].hash}`)
      .expect(200);
    expect(rest.body.findings).toEqual([]);
    const elsewhere = await admin.get(`/api/v1/audit/verify?programme=default&cursor=2.${"0".repeat(64)}`);
    expect(elsewhere.body.findings[0].where).toBe(`audit ${programmeId} row 3`);
    await admin.get("/api/v1/audit/verify?programme=default&cursor=mine").expect(400);
    expect((await admin.get("/api/v1/audit/verify").expect(200)).body).toMatchObject({
      programme: null,
      next: null,
    });
    await (await house.as("dpo")).get("/api/v1/audit/verify").expect(400);
    await officer.get("/api/v1/audit/verify?programme=default").expect(403);
    await (await house.as("approver")).get("/api/v1/audit/verify?programme=default").expect(403);
    await (await house.as("dpo", "elsewhere")).get("/api/v1/audit/verify?programme=default").expect(400);
  });

  it("gives away the row that was changed", async () => {
    const { pool } = house.database;
    const programmeId = await house.programme("default");
    const { rows } = await pool.query("select actor_id from audit where programme_id = $1 and seq = 1", [
      programmeId,
    ]);
    const change = "update audit set actor_id = $2 where programme_id = $1 and seq = 1";
    await pool.query("alter table audit disable trigger all");
    await pool.query(change, [programmeId, "somebody else"]);
    const { body } = await admin.get("/api/v1/audit/verify?programme=default").expect(200);
    expect(body.findings).toEqual([
      { where: `audit ${programmeId} row 1`, problem: "the row is not what was hashed" },
    ]);
    await pool.query(change, [programmeId, rows[0].actor_id]);
    await pool.query("alter table audit enable trigger all");
  });

  it("names who acted as the account is called now", async () => {
    const { items } = (await admin.get(`/api/v1/audit?actor=${officer.accountId}`).expect(200)).body;
    expect(items[0]).toMatchObject({ actor: officer.accountId, actorName: "officer" });
  });
});

describe("the name of a programme", () => {
  it("is an administrator's to change, and the slug stays", async () => {
    await house.programme("renamed");
    const path = "/api/v1/programmes/renamed/name";
    const { body } = await admin.put(path, { name: " Ports of the Baltic " }).expect(200);
    expect(body).toMatchObject({ slug: "renamed", name: "Ports of the Baltic" });
    const { items } = (await admin.get("/api/v1/programmes").expect(200)).body;
    expect(items.find(({ slug }: { slug: string }) => slug === "renamed").name).toBe("Ports of the Baltic");
    const refused = await admin.put(path, { name: " " }).expect(422);
    expect(refused.body.errors[0].pointer).toBe("/name");
    await (await house.as("officer", "renamed")).put(path, { name: "Mine" }).expect(403);
    await officer.put(path, { name: "Mine" }).expect(404);
  });
});

describe("what is longer than a page", () => {
  const COUNT = 1_100;
  let dpo: Caller;

  beforeAll(async () => {
    const programmeId = await house.programme("long");
    dpo = await house.as("dpo", "long");
    await house.database.pool.query(
      `insert into audit (programme_id, seq, at, actor_id, act, subject_kind, subject_id, detail, hash)
       select $1, n, '2012-11-01T00:00:00Z'::timestamptz + (n / 7) * interval '1 minute', 'actor ' || n % 3,
         case when n % 11 = 0 then 'waived' else 'saw' end, 'engagement', gen_random_uuid(), '{}', 'hash ' || n
       from generate_series(1, ${COUNT}) n`,
      [programmeId],
    );
    await house.database.pool.query("insert into audit_chain (programme_id, seq, hash) values ($1, $2, $3)", [
      programmeId,
      COUNT,
      `hash ${COUNT}`,
    ]);
    await house.database.pool.query(
      `insert into instance (id, workflow, version, definition_hash, programme_id, revision, status, stage, state, card,
         snapshot, chain, created_at, updated_at)
       select gen_random_uuid(), 'engagement', 1, '', $1, 1, 'active', 'inquiry', 'triage',
         jsonb_build_object('origin', 'web', 'groups', '[]'::jsonb, 'vetters', '[]'::jsonb, 'country', 'IT'), '{}', '',
         '2012-11-01T00:00:00Z'::timestamptz + (n / 7) * interval '1 minute', '2012-11-01T00:00:00Z'
       from generate_series(1, ${COUNT}) n`,
      [programmeId],
    );
  });

  interface Item {
    readonly id: string;
    readonly programme: string;
    readonly seq: number;
    readonly chain: string;
  }
  const paged = async (path: string, by: Caller): Promise<Item[]> => {
    const items: Item[] = [];
    for (let cursor = ""; ;) {
      const { body } = await by.get(`${path}&limit=200${cursor}`).expect(200);
      items.push(...body.items);
      if (body.next === null) return items;
      cursor = `&cursor=${encodeURIComponent(body.next)}`;
    }
  };
  const lines = async (path: string, by: Caller): Promise<string[][]> => {
    const { text } = await by.get(path).expect(200);
    return text
      .trimEnd()
      .split("\r\n")
      .slice(1)
      .map((line) => line.split(","));
  };

  it("of the trail comes page by page and as one CSV with the same rows, each once, and says how many it took", async () => {
    const old = "from=2012-10-01T00:00:00Z&to=2012-12-01T00:00:00Z";
    for (const [filter, count] of [
      [old, COUNT],
      [`${old}&act=waived`, 100],
      [`${old}&actor=actor%201`, 367],
    ] as const) {
      const items = await paged(`/api/v1/audit?${filter}`, dpo);
      expect(items).toHaveLength(count);
      const rows = await lines(`/api/v1/audit/export?${filter}`, dpo);
      expect(rows.map(([programme, seq]) => [programme, Number(seq)])).toEqual(
        items.map(({ programme, seq }) => [programme, seq]),
      );
      const [row] = (await dpo.get("/api/v1/audit?act=exported&kind=audit&limit=1").expect(200)).body.items;
      expect(row.detail.count).toBe(count);
    }
    const { body } = await dpo.get("/api/v1/audit/verify?programme=long").expect(200);
    // Rows that nobody hashed: found out, part by part.
    expect(body.findings[0]).toMatchObject({ problem: "the row is not what was hashed" });
  });

  it("of engagements comes page by page and as one CSV with the same lines, each once, in every order", async () => {
    const officerThere = await house.as("officer", "long");
    for (const sort of ["newest", "since", "due", "who"]) {
      const items = await paged(`/api/v1/engagements?sort=${sort}`, officerThere);
      expect(new Set(items.map(({ id }) => id)).size, sort).toBe(COUNT);
      const rows = await lines(`/api/v1/engagements/export?sort=${sort}`, officerThere);
      expect(
        rows.map(([, reference]) => reference),
        sort,
      ).toEqual(items.map(({ id }) => id.slice(-8)));
    }
    const [row] = (await dpo.get("/api/v1/audit?act=exported&kind=engagement&limit=1").expect(200)).body
      .items;
    expect(row).toMatchObject({ actor: officerThere.accountId, detail: { count: COUNT } });
  });
});
