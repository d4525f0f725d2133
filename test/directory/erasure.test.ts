import { appendFile, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Redis } from "ioredis";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import type { Erasing } from "../../src/directory/erasure/erasing.ts";
import { WordsOf } from "../../src/directory/erasure/known-words.ts";
import { listPath } from "../../src/directory/erasure/erasure-list.ts";
import { reapplyErasures } from "../../src/directory/erasure/reapply-erasures.ts";
import { verifyErasure } from "../../src/directory/erasure/verify-erasure.ts";
import { archiveJournals } from "../../src/engine/archive-journals.ts";
import { createEngine } from "../../src/engine/engine.ts";
import { keepMailOf, mailById, openMail } from "../../src/directory/correspondence.ts";
import { replayInstance } from "../../src/engine/replay.ts";
import { newId } from "../../src/lib/ids.ts";
import { queueTexts } from "../../src/queue/stored-texts.ts";
import { openDatabase } from "../../src/store/database.ts";
import type { Db } from "../../src/store/database.ts";
import { SYSTEM } from "../../src/contract/actor.ts";
import { brokenProof, executedErasures } from "../../src/store/erasures.ts";
import type { Caller } from "../support/house.ts";
import { testHouse } from "../support/house.ts";
import { adapterFor } from "../support/read-delivery.ts";
import { clearChecks, vettingProfile } from "../support/vetting.ts";

const NAME = "Zdenka Quillfeather";
const EMAIL = "zdenka.quillfeather@ostrander.example";
const PHONE = "+420 601 777 313";
const MESSAGE = "My harbour underwrites every ninth tanker, and I would like to say how.";
const SECRETS = [NAME, EMAIL, PHONE, MESSAGE, "Quillfeather", "zdenka", "ostrander.example", "601 777 313"];

const house = testHouse();
afterAll(async () => {
  await maintain(`drop database if exists ${copyFromBefore} with (force)`);
});

async function maintain(...statements: readonly string[]): Promise<void> {
  const client = new pg.Client(inject("postgres"));
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}

/** From a form to a contribution: somebody who led a group and then asks to be forgotten. */
interface Told {
  readonly partyId: string;
  readonly engagementId: string;
  readonly groupId: string;
  readonly meetingId: string;
  readonly recommendationId: string;
}
let told: Told;
let journalBefore: readonly unknown[];
let countsBefore: Readonly<Record<string, unknown>>;
let copyFromBefore: string;
let heldId: string;
/** Letters to them and to somebody else: of nobody's own, one that also names them, and a notice about another's case. */
const written: Record<"shared" | "naming" | "notice", string> = { shared: "", naming: "", notice: "" };
const COLLEAGUE = { name: "Cass Olling", email: "cass@olling.example" };
/** About interests: as a party, and by an account with their address. */
const forms: string[] = [];

async function send(caller: Caller, path: string, type: string, data = {}, more = {}): Promise<void> {
  const answer = await caller.post(`/api/v1/${path}/events`, { type, data, ...more });
  expect(answer.status, `${type}: ${JSON.stringify(answer.body)}`).toBe(200);
  await house.quiet();
}

async function tell(): Promise<Told> {
  const [officer, chair, secretariat] = [
    await house.as("officer"),
    await house.as("chair"),
    await house.as("secretariat"),
  ];
  const letter = { name: NAME, phone: PHONE, organisation: "Ostrander Harbour", message: MESSAGE };
  const engagementId = await house.receive(EMAIL, letter);
  const { rows } = await house.database.pool.query<{ id: string }>(
    "select party_id as id from delivery where engagement_id = $1",
    [engagementId],
  );
  const partyId = rows[0]?.id ?? "";
  const engagement = `engagements/${engagementId}`;
  await officer
    .put(`/api/v1/people/${partyId}`, {
      details: { phone: PHONE, note: `${NAME} prefers to be rung in the morning.` },
    })
    .expect(200);
  await send(officer, engagement, "triage.claimed");
  const profile = vettingProfile("insurance");
  await send(officer, engagement, "vetting.started", { profile });
  const checks = clearChecks("2012-12-03");
  await send(await house.as("vetter"), engagement, "screening.completed", {
    checks,
    dossierHash: "a".repeat(64),
  });
  await send(await house.as("approver"), engagement, "vetting.approved", {
    conditions: [],
    note: `${NAME} was known to two of us.`,
  });
  const group = await chair.post("/api/v1/groups", {
    name: "Insurance",
    sector: "insurance",
    launchMonth: "2013-06",
    capacity: 12,
  });
  const groupId = group.body.id as string;
  await send(chair, `groups/${groupId}`, "forming.started");
  await send(chair, `groups/${groupId}`, "group.launched", { leads: await house.leads() });
  const offer = { groupId, undertakings: "2013-01", interestsUntil: "2013-12-31" };
  await send(officer, engagement, "seat.offered", offer);
  await send(
    officer,
    engagement,
    "seat.accepted",
    { undertakings: "2013-01" },
    { onBehalfOf: "stakeholder" },
  );
  const meeting = await secretariat.post("/api/v1/meetings", {
    groupId,
    title: "First meeting",
    startsAt: "2013-01-25T13:00:00+01:00",
    zone: "Europe/Rome",
  });
  await send(secretariat, `meetings/${meeting.body.id}`, "meeting.held", {
    attendance: [{ engagementId, present: "remote" }],
  });
  const draft = await officer.post("/api/v1/recommendations", {
    title: "Premiums that reward screening",
    groupId,
  });
  const paper = {
    recommendationId: draft.body.id,
    engagementId,
    kind: "paper",
    text: `As ${NAME} I say: screen.`,
  };
  expect((await officer.post("/api/v1/contributions", paper)).status).toBe(201);
  await house.quiet();
  return {
    partyId,
    engagementId,
    groupId,
    meetingId: meeting.body.id as string,
    recommendationId: draft.body.id as string,
  };
}

/** As a worker keeps what it writes to several. */
async function writeTo(instanceId: string, audience: string, text: string): Promise<string> {
  const to = [{ name: NAME, email: EMAIL.toUpperCase() }, COLLEAGUE];
  const { directory } = house.house;
  const effect = `${instanceId}/1/${newId()}`;
  const content = { to, subject: "Positions", text };
  const about = { instanceId, template: "consensus-call", audience, messageId: `<${effect}@x.example>` };
  return (await keepMailOf(directory, { effect, ...about, content })).id;
}

async function readLetter(id: string) {
  const mail = await mailById(house.house.directory, id, SYSTEM);
  if (mail === undefined) throw new Error(`No mail ${id}`);
  return await openMail(house.house.directory, mail);
}

/** What a vendor signed and nobody could read: it waits for a person, and names nobody as its sender. */
async function deliverUnreadable(): Promise<string> {
  const officer = await house.as("officer");
  const secret = "0123456789abcdef-signing";
  const source = await officer.post("/api/v1/sources", { slug: "broken", vendor: "typeform", secret });
  const body = Buffer.from(`{"email": "${EMAIL}", "broken`);
  const answer = await house.anybody
    .post(new URL(source.body.url).pathname)
    .set({ "Content-Type": "application/json", ...adapterFor("typeform").sign?.(body, secret) })
    .send(body.toString("utf8"));
  expect(answer.body.status).toBe("held");
  return answer.body.delivery as string;
}

const journalOf = async (id: string): Promise<readonly unknown[]> =>
  (
    await house.database.pool.query(
      "select seq, event, actor, state, hash from journal where instance_id = $1 order by seq",
      [id],
    )
  ).rows;

/** What the meeting and the recommendation count, and how many rows of each kind there are. */
async function counts(): Promise<Record<string, unknown>> {
  const chair = await house.as("chair");
  const { rows } = await house.database.pool.query(
    `select (select count(*) from delivery) as deliveries, (select count(*) from sealed_record) as records,
       (select count(*) from party) as parties, (select count(*) from instance) as instances`,
  );
  const meeting = await chair.get(`/api/v1/meetings/${told.meetingId}`);
  const recommendation = await chair.get(`/api/v1/recommendations/${told.recommendationId}`);
  return { ...rows[0], meeting: meeting.body.card, recommendation: recommendation.body.card };
}

/** A dump of our own, by nothing of the product: every row of every table as text, bytes in hex, and the planner's memory. */
async function dump(db: Db): Promise<string> {
  const { rows: tables } = await db.query<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables
     where schemaname not in ('pg_catalog', 'information_schema')`,
  );
  const texts: string[] = [];
  for (const { name } of tables) {
    const { rows } = await db.query<{ line: string }>(`select t::text as line from ${name} t`);
    texts.push(...rows.map(({ line }) => `${name} ${line}`));
  }
  const { rows } = await db.query<{ line: string }>(
    "select s::text as line from pg_stats s where schemaname not in ('pg_catalog', 'information_schema')",
  );
  return [...texts, ...rows.map(({ line }) => line)].join("\n").toLowerCase();
}

async function eraseOverHttp(): Promise<void> {
  const { body: asked } = await (await house.as("officer")).post(`/api/v1/people/${told.partyId}/erasure`);
  const answer = await (await house.as("dpo")).post(`/api/v1/erasures/${asked.id}/approval`);
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  await house.quiet();
}

function found(hay: string): string[] {
  const hex = (text: string): string => Buffer.from(text).toString("hex");
  return SECRETS.filter((secret) => {
    const lower = secret.toLowerCase();
    return hay.includes(lower) || hay.includes(hex(secret)) || hay.includes(hex(lower));
  });
}

/** A restored backup: the database as it is now, under another name. Everybody is sent away for a moment. */
async function copyDatabase(): Promise<string> {
  const { name } = house.database;
  const copy = `${name}_copy`;
  try {
    await maintain(
      `alter database ${name} with allow_connections false`,
      `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${name}'`,
      `create database ${copy} template ${name}`,
      `alter database ${copy} with allow_connections true`,
    );
  } finally {
    await maintain(`alter database ${name} with allow_connections true`);
  }
  return copy;
}

describe("somebody who led a group and asks to be forgotten", () => {
  beforeAll(async () => {
    told = await tell();
    heldId = await deliverUnreadable();
    written.shared = await writeTo(told.recommendationId, "members", "Please say where you stand.");
    written.naming = await writeTo(told.recommendationId, "members", `It was proposed by ${NAME}.`);
    await house.database.pool.query("analyze");
    journalBefore = await journalOf(told.engagementId);
    countsBefore = await counts();
    copyFromBefore = await copyDatabase();
    await house.quiet();
  }, 60_000);

  it("is there before, so that a search that finds nothing afterwards says something", async () => {
    expect(found(await dump(house.database.pool))).toEqual(expect.arrayContaining([NAME, EMAIL]));
    const { rows } = await house.database.pool.query("select 1 from person_card where email = $1", [EMAIL]);
    expect(rows).toHaveLength(1);
  });

  it("was named in no line of the log, at its most talkative, and neither was a secret", async () => {
    const log = house.logged.join("\n");
    expect(found(log.toLowerCase())).toEqual([]);
    expect(house.logged.length).toBeGreaterThan(0);
    for (const role of ["officer", "chair", "vetter", "approver"] as const)
      expect(log).not.toContain((await house.as(role)).token);
    // Tokens of any kind: of the API, of sources, of sign-in, of links in letters.
    expect(log).not.toMatch(/cv[a-z]_[\w-]{43}/);
  });

  it("is planned first, item by item, and nothing changes by that", async () => {
    const before = await dump(house.database.pool);
    const answer = await (await house.as("officer")).post(`/api/v1/people/${told.partyId}/erasure`);
    expect(answer.status).toBe(201);
    expect(answer.body).toMatchObject({ status: "requested", person: told.partyId, approvedBy: null });
    expect(answer.body.plan.obstacles).toEqual([]);
    const counted = Object.fromEntries(
      answer.body.plan.items.map(({ what, act, count }: { what: string; act: string; count: number }) => [
        what,
        `${act} ${count}`,
      ]),
    );
    expect(counted).toMatchObject({
      card: "delete 1",
      keys: "delete 4",
      "address in letters to several": "delete 1",
      deliveries: "seal-away 2",
      "live cases": "keep 1",
      "forms about interests": "keep 1",
      // One of them opened the form.
      "events of their cases": `keep ${journalBefore.length + 1}`,
    });
    const lines = (text: string): string[] =>
      text.split("\n").filter((line) => !line.startsWith("public.erasure "));
    const personal = (text: string): string[] =>
      lines(text).filter((line) => line.startsWith("public.person_card "));
    expect(personal(await dump(house.database.pool))).toEqual(personal(before));
  });

  it("is refused to whoever asked for it, to an officer, to another programme, and to who is nobody", async () => {
    const alone = await house.caller([["dpo", "default"]]);
    const asked = await alone.post(`/api/v1/people/${told.partyId}/erasure`);
    // It waits already: the answer is the request that the officer made.
    expect(asked.body.requestedBy).toBe((await house.as("officer")).accountId);
    const both = await house.caller([
      ["officer", "default"],
      ["dpo", "default"],
    ]);
    await house.database.pool.query("update erasure set requested_by = $1", [both.accountId]);
    const approval = `/api/v1/erasures/${asked.body.id}/approval`;
    const refused = await both.post(approval);
    expect(refused.status).toBe(403);
    expect(refused.body.detail).toBe("You asked for this erasure; somebody else has to approve it");
    expect((await (await house.as("officer")).post(approval)).status).toBe(403);
    expect((await (await house.as("dpo", "elsewhere")).post(approval)).status).toBe(404);
    expect((await house.anybody.post(approval)).status).toBe(401);
    expect((await (await house.as("lead")).post(`/api/v1/people/${told.partyId}/erasure`)).status).toBe(403);
    const { rows } = await house.database.pool.query("select 1 from person_card where email = $1", [EMAIL]);
    expect(rows).toHaveLength(1);
  });

  it("is not erased while an account with their address lets somebody in", async () => {
    const { accountId } = await house.caller([["member", "default"]]);
    await house.database.pool.query("update account set name = $2, email = $3 where id = $1", [
      accountId,
      NAME,
      EMAIL.toUpperCase(),
    ]);
    const officer = await house.as("officer");
    for (const whose of [{ partyId: told.partyId }, { accountId }]) {
      const asked = await officer.post("/api/v1/interests", { ...whose, as: "independent_expert" });
      forms.push(asked.body.id);
    }
    // What the account was written is under a key of its own, with their address.
    await house.quiet();
    const letters = "select template from mail where instance_id = $1";
    expect((await house.database.pool.query(letters, [forms[1]])).rows).toEqual([
      { template: "interests-declaration-yours" },
    ]);
    // What they declare by the account is under a key of its own, too.
    const statement = `I, ${NAME}, hold shares of a shipyard.`;
    await send(
      officer,
      `interests/${forms[1]}`,
      "interests.declared",
      { statement },
      { onBehalfOf: "stakeholder" },
    );
    const other = await house.receive("somebody.else@elsewhere.example", { name: "Somebody Else" });
    written.notice = await writeTo(other, "role:member", "It waits for you.");
    const dpo = await house.as("dpo");
    const { rows } = await house.database.pool.query<{ id: string }>("select id from erasure");
    const approval = `/api/v1/erasures/${rows[0]?.id}/approval`;
    expect((await dpo.post(approval)).body.plan.obstacles).toHaveLength(1);
    const refused = await dpo.post(approval);
    expect(refused.status).toBe(409);
    expect(refused.body.detail).toContain(`The account ${accountId} has their address`);
    await house.database.pool.query("update account set disabled_at = now() where id = $1", [accountId]);
    expect((await dpo.post(approval)).status).toBe(409);
  });

  it("is planned anew when more has come in since, and nothing is erased by the old plan", async () => {
    await house.receive(EMAIL, { name: NAME, message: "One more thing before I forget." });
    const { rows } = await house.database.pool.query<{ id: string }>("select id from erasure");
    const approval = `/api/v1/erasures/${rows[0]?.id}/approval`;
    const answer = await (await house.as("dpo")).post(approval);
    expect(answer.status).toBe(409);
    expect(answer.body.plan.items).toContainEqual(expect.objectContaining({ what: "deliveries", count: 3 }));
    expect(found(await dump(house.database.pool))).toContain(NAME);
    journalBefore = await journalOf(told.engagementId);
    countsBefore = await counts();
  });

  it("is carried out by the second person: keys, card and ways in are gone, and the search finds nothing", async () => {
    await eraseOverHttp();
    const { body } = await (await house.as("dpo")).get("/api/v1/erasures");
    expect(body.items[0]).toMatchObject({
      status: "verified",
      approvedBy: (await house.as("dpo")).accountId,
      result: { asPlanned: true },
      verification: { found: [] },
    });
    expect(body.items[0].verification.words).toBeGreaterThan(4);
    expect(body.items[0].verification.rows).toBeGreaterThan(100);
    const { rows } = await house.database.pool.query(
      "select 1 from seal_key where id = any($1) and wrapped is not null",
      [(await executedErasures(house.database.pool))[0]?.keyIds],
    );
    expect(rows).toEqual([]);
    expect((await (await house.as("officer")).get(`/api/v1/deliveries/${heldId}`)).text).not.toContain(EMAIL);
  });

  it("is found by nobody any more: not in a dump of every table, the files, the log or the mails that were kept", async () => {
    expect(found(await dump(house.database.pool))).toEqual([]);
    expect(found(house.logged.join("\n").toLowerCase())).toEqual([]);
    for (const name of await readdir(house.house.config.dataDir))
      expect(
        found((await readFile(join(house.house.config.dataDir, name), "utf8")).toLowerCase()),
        name,
      ).toEqual([]);
    const officer = await house.as("officer");
    const mails = await officer.get(`/api/v1/mails?instance=${told.engagementId}&limit=100`);
    expect(mails.body.items.length).toBeGreaterThan(3);
    expect(found(JSON.stringify(mails.body).toLowerCase())).toEqual([]);
    const journal = await officer.get(`/api/v1/engagements/${told.engagementId}/journal?limit=200`);
    expect(journal.status).toBe(200);
    expect(found(JSON.stringify(journal.body).toLowerCase())).toEqual([]);
    const search = await officer.get("/api/v1/people?q=zdenka");
    expect(search.body.items).toEqual([]);
    expect((await officer.get(`/api/v1/people/${told.partyId}`)).status).toBe(404);
  });

  it("is no longer among those to whom letters went; what went to others stays theirs, but for what names them", async () => {
    expect(await readLetter(written.shared)).toEqual({
      to: [COLLEAGUE],
      subject: "Positions",
      text: "Please say where you stand.",
    });
    expect(await readLetter(written.notice)).toMatchObject({ to: [COLLEAGUE], text: "It waits for you." });
    await expect(readLetter(written.naming)).rejects.toMatchObject({ code: "sealed" });
  });

  it("leaves decisions, counts and the chain of every journal as they were", async () => {
    expect((await journalOf(told.engagementId)).slice(0, journalBefore.length)).toEqual(journalBefore);
    expect(await counts()).toMatchObject(countsBefore);
    const { rows } = await house.database.pool.query<{ id: string }>("select id from instance");
    for (const { id } of rows)
      expect(await replayInstance(house.house.engine, id)).toMatchObject({ problems: [] });
    const chair = await house.as("chair");
    expect((await chair.get(`/api/v1/groups/${told.groupId}`)).body.card).toMatchObject({
      held: 0,
      free: 12,
    });
    const officer = await house.as("officer");
    const engagement = await officer.get(`/api/v1/engagements/${told.engagementId}`);
    expect(engagement.body).toMatchObject({ state: "erased", status: "done" });
    expect((await (await house.as("admin", null)).get("/api/v1/incidents")).body.items).toEqual([]);
  });

  it("is asked and reminded of no interests any more, whether as a party or by the account", async () => {
    const { rows } = await house.database.pool.query(
      `select i.state, i.status, (select count(*)::int from effect e where e.instance_id = i.id) as waiting
       from instance i where i.id = any($1::uuid[])`,
      [forms],
    );
    const ended = { state: "erased", status: "done", waiting: 0 };
    expect(rows).toEqual([ended, ended]);
  });

  it("has declared nothing that anybody could still read", async () => {
    const dpo = await house.as("dpo");
    const { items } = (await dpo.get(`/api/v1/interests/${forms[1]}/journal`).expect(200)).body;
    const declared = items.find(({ type }: { type: string }) => type === "interests.declared");
    expect(declared.data.statement).toMatch(/^sealed:/);
  });

  it("leaves a proof that covers the one before, and is changed by nobody unnoticed", async () => {
    const proofs = await executedErasures(house.database.pool);
    expect(proofs).toHaveLength(1);
    expect(brokenProof(proofs)).toBeUndefined();
    const [first] = proofs;
    expect(brokenProof(proofs.map((one) => ({ ...one, approvedBy: "somebody else" })))).toMatchObject({
      id: first?.id,
    });
  });

  it("stays found by nobody when the journal is archived", async () => {
    await house.advance("2013-09-01T09:00:00Z");
    const { rows: packed } = await archiveJournals(house.house.engine, {
      before: new Date("2013-08-01T00:00:00Z"),
    });
    expect(packed).toBeGreaterThan(0);
    const words = new WordsOf().name(NAME).address(EMAIL).known();
    expect((await verifyErasure(house.house.erasing, words)).found).toEqual([]);
  });

  it("is erased again, without being asked, from a backup made before", async () => {
    const db = openDatabase({ connection: { ...house.database.poolConfig, database: copyFromBefore } });
    try {
      expect(found(await dump(db))).toContain(NAME);
      const { vault, now } = house.house.directory;
      const engine = createEngine({
        db,
        registry: house.house.engine.registry,
        hmac: (text) => vault.master.hmac("request", text),
        isVirtual: true,
      });
      const erasing: Erasing = { ...house.house.erasing, directory: { db, vault, now }, engine };
      expect(await reapplyErasures(erasing)).toEqual({ listed: 1, erasedAgain: 1 });
      expect(found(await dump(db))).toEqual([]);
      expect(await engine.peek(told.engagementId)).toMatchObject({ state: "erased" });
      const [proof] = await executedErasures(db);
      const [original] = await executedErasures(house.database.pool);
      // What was found is of the backup; all else is the proof as it was.
      expect(proof).toEqual({ ...original, verification: proof?.verification });
      expect(proof).toMatchObject({ status: "verified", verification: { found: [] } });
      expect(brokenProof(await executedErasures(db))).toBeUndefined();
      expect(await reapplyErasures(erasing)).toEqual({ listed: 1, erasedAgain: 0 });

      // A list that serves another house too: its programme is not known here, and no start is held up by it.
      const elsewhere = {
        ...original,
        id: newId(),
        partyId: newId(),
        programmeId: newId(),
        keyIds: [newId()],
      };
      await appendFile(listPath(erasing.dataDir), `${JSON.stringify(elsewhere)}\n`);
      expect(await reapplyErasures(erasing)).toEqual({ listed: 2, erasedAgain: 0 });
      expect(await executedErasures(db)).toEqual([proof]);
      await engine.drain();
    } finally {
      await db.end();
    }
  });

  it("may write again, and is then somebody new", async () => {
    const again = await house.receive(EMAIL, { name: NAME, message: "Hello, once more." });
    expect(again).not.toBe(told.engagementId);
    const { rows } = await house.database.pool.query<{ id: string }>(
      "select party_id as id from delivery where engagement_id = $1",
      [again],
    );
    expect(rows[0]?.id).not.toBe(told.partyId);
  });
});

describe("a search for somebody who was erased", () => {
  const planted = "Wendeline Overthwaite";

  it("finds a name wherever it was planted, however it is written", async () => {
    const words = new WordsOf().name(planted).address("w.overthwaite@x.example").known();
    const { pool } = house.database;
    await pool.query(
      "create schema other; create table other.notes (id int, body bytea, tags text[], doc jsonb)",
    );
    await pool.query(
      "insert into other.notes values (1, $1, null, null), (2, null, $2, null), (3, null, null, $3)",
      [
        Buffer.from(`..${planted.toUpperCase()}..`),
        ["overthwaite, wendeline"],
        JSON.stringify({ link: "/people?q=w.overthwaite%40x.example" }),
      ],
    );
    await writeFile(join(house.house.config.dataDir, "Wendeliné_Overthwaite.txt"), "nothing");
    const found = (await verifyErasure(house.house.erasing, words)).found;
    await pool.query("drop schema other cascade");
    await rm(join(house.house.config.dataDir, "Wendeliné_Overthwaite.txt"));
    expect(found).toEqual([
      { where: "table other.notes", count: 3 },
      { where: "file Wendeliné_Overthwaite.txt", count: 1 },
    ]);
  });

  it("finds it in Redis, in whatever form it lies there", async (context) => {
    const url = inject("redisUrl");
    if (url === null) return context.skip();
    const redis = new Redis(url);
    try {
      await redis.set("convoke-erasure:s", planted);
      await redis.hset("convoke-erasure:h", "field", planted);
      await redis.xadd("convoke-erasure:x", "*", "name", planted);
      const texts: string[] = [];
      for await (const text of queueTexts({ kind: "redis", url })) texts.push(text);
      expect(texts.filter((text) => text.includes(planted))).toHaveLength(3);
    } finally {
      await redis.del("convoke-erasure:s", "convoke-erasure:h", "convoke-erasure:x");
      redis.disconnect();
    }
  });
});
