import pg from "pg";
import { beforeAll, describe, expect, inject, it } from "vitest";
import { openHouse } from "../../bin/house.ts";
import { readConfig } from "../../src/config.ts";
import { createApp } from "../../src/http/app.ts";
import { createStream } from "../../src/http/stream/stream.ts";
import { createMaster } from "../../src/seal/master.ts";
import { createLog } from "../../src/lib/log.ts";
import { lookForChanges } from "../../src/store/journal-changes.ts";
import { writeSetMarking } from "../../src/store/markings.ts";
import type { Caller } from "../support/house.ts";
import { MONDAY, PUBLIC_URL, testHouse } from "../support/house.ts";
import { openPort } from "../support/listen.ts";
import { clearChecks, vettingProfile } from "../support/vetting.ts";

const house = testHouse();
type Port = Awaited<ReturnType<typeof openPort>>;
let port: Port;
let officer: Caller;
let letters = 0;
const received = async () => await house.receive(`listener-${(letters += 1)}@harbour.example`);
const claim = async (id: string, by = officer) =>
  await by.post(`/api/v1/engagements/${id}/events`, { type: "triage.claimed" }).expect(200);
const ask = async (id: string) =>
  await officer
    .post(`/api/v1/engagements/${id}/events`, {
      type: "info.requested",
      data: { questions: ["Which ships?"] },
    })
    .expect(200);

const markRed = async (id: string) =>
  await writeSetMarking(house.house.db, {
    kind: "engagement",
    id,
    programmeId: await house.programme("default"),
    marking: "TLP:RED",
    setBy: "somebody",
    setAt: MONDAY,
    named: [],
  });

beforeAll(async () => {
  officer = await house.as("officer");
  port = await openPort(house.app);
});

describe("whoever listens", () => {
  it("is told of each event: what it was, who sent it, from where to where", async () => {
    const ear = await port.listen(officer);
    const id = await received();
    await claim(id);
    const change = await ear.hears("change", id);
    expect(change.data).toMatchObject({ workflow: "engagement", revision: 1, from: null, status: "active" });
    await expect.poll(() => ear.revisionsOf(id)).toEqual([1, 2]);
    const [, second] = ear.heard.filter(({ data }) => data["id"] === id);
    expect(second?.data).toMatchObject({
      programmeId: await house.programme("default"),
      from: { stage: "inquiry", state: "received" },
      to: { stage: "inquiry", state: "triage" },
      cause: { event: "triage.claimed", actor: officer.accountId, at: expect.any(String) },
    });
    expect(JSON.stringify(ear.heard)).not.toMatch(/Ines|harbour/);
    await ear.hangUp();
  });

  it("resumes where the line was cut: nothing is missed, and nothing comes twice", async () => {
    const first = await port.listen(officer);
    const id = await received();
    const { id: last } = await first.hears("change", id);
    await first.hangUp();
    await claim(id);
    const later = await received();
    for (const after of [{ id: last ?? "" }, { query: last ?? "" }]) {
      const again = await port.listen(officer, after);
      expect(again.revisionsOf(id)).toEqual([2]);
      expect(again.revisionsOf(later)).toEqual([1]);
      expect(again.heard.map(({ event }) => event)).not.toContain("reset");
      await again.hangUp();
    }
  });

  it("hears what another process committed, and resumes there", async () => {
    const other = await openHouse(
      readConfig({ CONVOKE_CLOCK: "virtual", CONVOKE_CLOCK_START: MONDAY.toISOString(), PUBLIC_URL }),
      {
        log: createLog("silent"),
        backing: {
          ...house.house.backing,
          master: createMaster(house.masterKey),
          stop: () => Promise.resolve(),
        },
      },
    );
    const there = await openPort(createApp({ ...other, publicUrl: PUBLIC_URL, isVirtual: true }, "0.0.0"));
    const [here, beyond] = [await port.listen(officer), await there.listen(officer)];
    const id = await received();
    const [, heard] = [await here.hears("change", id), await beyond.hears("change", id)];
    await beyond.hangUp();
    await claim(id);
    const back = await port.listen(officer, { id: heard.id ?? "" });
    expect(back.revisionsOf(id)).toEqual([2]);
    // A process that ends sends everybody away first.
    const last = await there.listen(officer);
    await other.close();
    expect((await last.hears("end")).data).toEqual({ because: "shutdown" });
    await last.ended;
    await Promise.all([here.hangUp(), back.hangUp()]);
  });

  it("is told to ask anew after missing too much, after too long, and after an id of another database", async () => {
    const id = await received();
    await house.database.pool.query(
      `insert into journal (instance_id, seq, version, event, origin, actor, happened_at, entered_at, facts, effects, emitted,
         state, hash)
       select $1, n, 1, '{"type":"a"}', 'operator', '{"id":"system"}', now(), now(), '{}', '[]', '[]', 'triage', ''
       from generate_series(1000, 1500) n`,
      [id],
    );
    const { rows } = await house.database.pool.query("select max(position) as top from journal");
    const top = Number(rows[0]?.top);
    const second = (ms: number) => Math.floor(ms / 1_000).toString(36);
    const [now, then] = [second(Date.now()), second(Date.now() - 7_200_000)];
    for (const after of [`${top - 501}-${now}`, `${top}-${then}`, `${top + 1}-${now}`, "nonsense"]) {
      const ear = await port.listen(officer, { id: after });
      expect(ear.heard.map(({ event }) => event)).toEqual(["reset", "ready"]);
      await ear.hangUp();
    }
  });

  it("hears of what was given its place early and committed late", async () => {
    const id = await received();
    const ear = await port.listen(officer);
    const slow = await house.database.pool.connect();
    await slow.query("begin");
    await slow.query(
      `insert into journal (instance_id, seq, version, event, origin, actor, happened_at, entered_at, facts, effects, emitted,
         state, hash)
       values ($1, 50, 1, '{"type":"a"}', 'operator', '{"id":"system"}', now(), now(), '{}', '[]', '[]', 'triage', '')`,
      [id],
    );
    const quick = await received();
    const early = await ear.hears("change", quick);
    expect(ear.revisionsOf(id)).toEqual([]);
    await slow.query("commit");
    slow.release();
    await ear.hears("change", id);
    await ear.hangUp();
    // The place of what came first lies before the one that was missing: it is not skipped by who resumes there.
    const again = await port.listen(officer, { id: early.id ?? "" });
    expect(again.revisionsOf(id)).toEqual([50]);
    await again.hangUp();
  });
});

describe("what somebody may not know", () => {
  it("is not told: of another programme, of another's body, and of what is marked beyond them (S-001, S-035)", async () => {
    const id = await received();
    const vetter = await port.listen(await house.as("vetter"));
    const stranger = await port.listen(await house.as("officer", "elsewhere"));
    const lead = await port.listen(await house.as("lead"));
    const admin = await port.listen(await house.as("admin", null));
    const approver = await port.listen(await house.as("approver"));
    const mine = await port.listen(officer);
    await claim(id);
    await mine.hears("change", id);
    await approver.hears("change", id);
    await markRed(id);
    await ask(id);
    const seen = await received();
    await mine.hears("change", seen);
    await approver.hears("change", seen);
    expect(mine.revisionsOf(id)).toEqual([2, 3]);
    expect(approver.revisionsOf(id)).toEqual([2]);
    // Each of the others hears something that comes after it all, and nothing of it.
    for (const ear of [vetter, stranger, lead, admin]) expect(ear.revisionsOf(id)).toEqual([]);
    await Promise.all([vetter, stranger, lead, admin, approver, mine].map(async (ear) => await ear.hangUp()));
  });

  it("is told as a list would show it: to who reads roster cards neither stage nor event", async () => {
    const ear = await port.listen(await house.as("secretariat"));
    const id = await received();
    const { data } = await ear.hears("change", id);
    expect(data).toMatchObject({ from: null, to: { stage: null, state: "none" }, cause: null });
    await ear.hangUp();
  });
});

describe("whoever could know a chart, and may no more", () => {
  const send = async (by: Caller, id: string, type: string, data: object) =>
    await by.post(`/api/v1/engagements/${id}/events`, { type, data }).expect(200);
  const vetted = async () => {
    const id = await received();
    await claim(id);
    await send(officer, id, "vetting.started", { profile: vettingProfile("shipping") });
    return id;
  };
  const withdraw = async (id: string) =>
    await send(officer, id, "withdraw.requested", { evidenceId: "letter-2" });
  const eventsOf = (ear: Awaited<ReturnType<Port["listen"]>>, id: string) =>
    ear.heard.filter(({ data }) => data["id"] === id).map(({ event }) => event);

  it("is told its id, once, and nothing else: when another vetter has it, and when its stage is over (S-001)", async () => {
    // Before anybody listens: nothing of them is remembered.
    const [taken, over, secret] = [await vetted(), await vetted(), await vetted()];
    await markRed(secret);
    const taker = await house.caller([["vetter", "default"]]);
    const other = await house.caller([["vetter", "default"]]);
    const theirs = await port.listen(taker);
    const ear = await port.listen(other);
    const seated = await port.listen(await house.as("lead"));
    const stranger = await port.listen(await house.as("vetter", "elsewhere"));
    const { id: before = "" } = await ear.hears("ready");

    const unseen = await received();
    await claim(unseen);
    await withdraw(secret);
    const checks = clearChecks("2012-12-03");
    await send(taker, taken, "screening.completed", { checks, dossierHash: "a".repeat(64) });
    expect((await ear.hears("gone", taken)).data).toEqual({ id: taken });
    await withdraw(over);
    for (const one of [ear, theirs]) expect((await one.hears("gone", over)).data).toEqual({ id: over });

    // What becomes of it is for whoever has it now, and for a lead as long as it looks for a place.
    await send(await house.as("approver"), taken, "vetting.approved", { conditions: [] });
    await seated.hears("change", taken);
    await withdraw(taken);
    expect((await seated.hears("gone", taken)).data).toEqual({ id: taken });
    const last = await vetted();
    await Promise.all([ear.hears("change", last), theirs.hears("change", last)]);
    expect(eventsOf(ear, taken)).toEqual(["gone"]);
    expect(eventsOf(theirs, taken)).not.toContain("gone");
    expect(eventsOf(theirs, taken)).toContain("change");
    for (const one of [ear, theirs, seated, stranger])
      expect([...eventsOf(one, unseen), ...eventsOf(one, secret)]).toEqual([]);
    expect([...eventsOf(stranger, taken), ...eventsOf(stranger, over)]).toEqual([]);

    const again = await port.listen(other, { id: before });
    expect(again.heard.map(({ event }) => event)).not.toContain("reset");
    expect([eventsOf(again, taken), eventsOf(again, over), eventsOf(again, unseen)]).toEqual([
      ["gone"],
      ["gone"],
      [],
    ]);
    await Promise.all([theirs, ear, seated, stranger, again].map(async (one) => await one.hangUp()));
  });
});

describe("a stream ends", () => {
  it("with the token it was opened by, before anything more is told", async () => {
    const somebody = await house.caller([["officer", "default"]]);
    const ear = await port.listen(somebody);
    await house.database.pool.query("update api_token set revoked_at = now() where account_id = $1", [
      somebody.accountId,
    ]);
    const id = await received();
    expect((await ear.hears("end")).data).toEqual({ because: "rights" });
    await ear.ended;
    expect(ear.revisionsOf(id)).toEqual([]);
  });

  it("with a role, and what was shown has to be asked for anew", async () => {
    const somebody = await house.caller([["officer", "default"]]);
    const ear = await port.listen(somebody);
    await house.database.pool.query("delete from role_grant where account_id = $1", [somebody.accountId]);
    const id = await received();
    await ear.ended;
    expect(ear.heard.map(({ event }) => event)).toEqual(["ready", "reset", "end"]);
    expect(ear.revisionsOf(id)).toEqual([]);
  });
});

describe("the stream", () => {
  it("asks the database nothing while nobody listens", async () => {
    const { db, engine, log } = house.house;
    let asked = 0;
    const counting = new Proxy(db, {
      get(target, name) {
        if (name === "query" || name === "connect") asked += 1;
        const value: unknown = Reflect.get(target, name);
        return typeof value === "function" ? value.bind(target) : value;
      },
    });
    const stream = createStream({ db: counting, engine, log });
    await received();
    expect(asked).toBe(0);
    stream.end();
  });

  it("outlives the database, and then tells what happened", async () => {
    const ear = await port.listen(officer);
    const { name } = house.database;
    const client = new pg.Client(inject("postgres"));
    await client.connect();
    await client.query(`alter database ${name} with allow_connections false`);
    await client.query("select pg_terminate_backend(pid) from pg_stat_activity where datname = $1", [name]);
    await expect(lookForChanges(house.house.db, { after: 0, missing: [], limit: 1 })).rejects.toThrow();
    await expect.poll(() => house.logged.join(), { timeout: 5_000 }).toMatch(/could not look for changes/);
    await client.query(`alter database ${name} with allow_connections true`);
    await client.end();
    await expect.poll(async () => (await house.anybody.get("/health/ready")).status).toBe(200);
    const id = await received();
    await ear.hears("change", id);
    await ear.hangUp();
  });

  it("is refused to who has no token, and to who listens too often already", async () => {
    await house.anybody.get("/api/v1/stream").expect(401);
    const eager = await house.caller([["officer", "default"]]);
    const ears = await Promise.all(Array.from({ length: 16 }, async () => await port.listen(eager)));
    const { status, body } = await eager.get("/api/v1/stream");
    expect([status, body.code]).toEqual([429, "too-many-requests"]);
    await Promise.all(ears.map(async (ear) => await ear.hangUp()));
  });
});
