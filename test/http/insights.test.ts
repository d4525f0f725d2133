import { beforeAll, describe, expect, it } from "vitest";
import { followJournal } from "../../src/audit/follow-journal.ts";
import { newId } from "../../src/lib/ids.ts";
import { addIncident } from "../../src/store/incidents.ts";
import { writeSetMarking } from "../../src/store/markings.ts";
import { bringToGroup } from "../support/bring-to-group.ts";
import { eventually } from "../support/eventually.ts";
import type { Caller } from "../support/house.ts";
import { MONDAY, testHouse } from "../support/house.ts";

const house = testHouse();
let officer: Caller;
const DAY_MS = 86_400_000;
const at = (day: number) => new Date(MONDAY.getTime() + day * DAY_MS).toISOString();
const figures = async (path: string, by = officer) =>
  (await by.get(`/api/v1/insights/${path}`).expect(200)).body.items;
const YEAR = "from=2011-01-01&to=2012-12-01";

type Stay = readonly [stage: string, state: string, from: number, to: number | null, overdue?: string];

/** An engagement of last month, with where it was on which of its days. */
async function engagement(origin: string, stays: readonly Stay[], programme = "default"): Promise<string> {
  const id = newId();
  const { pool } = house.database;
  const [stage, state] = stays.at(-1) ?? [];
  await pool.query(
    `insert into instance (id, workflow, version, definition_hash, programme_id, revision, status, stage, state, card,
       snapshot, chain, created_at, updated_at)
     values ($1, 'engagement', 1, '', $2, 1, 'active', $3, $4, $5, '{}', '', $6, $6)`,
    [id, await house.programme(programme), stage, state, { origin, groups: [], vetters: [] }, at(-30)],
  );
  for (const [seq, [into, where, from, to, overdue]] of stays.entries())
    await pool.query(
      `insert into engagement_passage (instance_id, seq, stage, state, entered_at, left_at, overdue)
       values ($1, $2, $3, $4, $5, $6, $7)`,
      [
        id,
        seq + 1,
        into,
        where,
        at(from - 30),
        to === null ? null : at(to - 30),
        overdue === undefined ? [] : [overdue],
      ],
    );
  return id;
}

let secret = "";
beforeAll(async () => {
  officer = await house.as("officer");
  await engagement("form", [
    ["inquiry", "received", 0, 1],
    ["inquiry", "triage", 1, 2],
    ["vetting", "screening", 2, 5],
    ["vetting", "decision_pending", 5, 6],
    ["assignment", "approved", 6, null],
  ]);
  await engagement("form", [
    ["inquiry", "received", 0, 4, "first_response.overdue"],
    ["vetting", "screening", 4, null, "screening.overdue"],
  ]);
  await engagement("nomination", [["inquiry", "received", 0, null]]);
  secret = await engagement("nomination", [["inquiry", "received", 0, null]]);
  await writeSetMarking(house.house.db, {
    kind: "engagement",
    id: secret,
    programmeId: await house.programme("default"),
    marking: "TLP:RED",
    setBy: "somebody",
    setAt: MONDAY,
    named: [],
  });
  await engagement("form", [["meeting", "onboarding", 0, null]], "elsewhere");
});

describe("the figures", () => {
  it("say how many came how far, by how they came in, and count nobody who is hidden or elsewhere (S-007, S-035)", async () => {
    expect(await figures(`funnel?programme=default&${YEAR}`)).toEqual([
      { origin: "form", opened: 2, vetting: 2, assignment: 1, meeting: 0, recommendation: 0 },
      { origin: "nomination", opened: 1, vetting: 0, assignment: 0, meeting: 0, recommendation: 0 },
    ]);
    expect(await figures(`funnel?origin=form&${YEAR}`)).toHaveLength(1);
    expect(await figures("funnel?from=2012-12-01")).toEqual([]);
    const named = await house.caller([["officer", "default"]]);
    await house.database.pool.query("update record_marking set named = array[$2] where record_id = $1", [
      secret,
      named.accountId,
    ]);
    expect((await figures(`funnel?${YEAR}`, named))[1]).toMatchObject({ origin: "nomination", opened: 2 });
  });

  it("say how long they stayed in each stage, and in each state of it", async () => {
    const rows: { stage: string; state: string | null }[] = await figures(`time?${YEAR}`);
    const row = (stage: string, state: string | null) =>
      rows.find((one) => one.stage === stage && one.state === state);
    expect(row("inquiry", null)).toMatchObject({ entered: 3, left: 2, medianDays: 3, p90Days: 3.8 });
    expect(row("inquiry", "triage")).toMatchObject({ entered: 1, left: 1, medianDays: 1 });
    expect(row("vetting", null)).toMatchObject({ entered: 2, left: 1, medianDays: 4 });
    expect(row("assignment", null)).toMatchObject({ entered: 1, left: 0, medianDays: null, p90Days: null });
    expect(rows[0]).toMatchObject({ stage: "inquiry", state: null });
  });

  it("say how many were opened in each week, which begins on Monday where the programme is", async () => {
    expect(await figures(`inflow?${YEAR}`)).toEqual([
      { week: "2012-10-29", origin: "form", opened: 2 },
      { week: "2012-10-29", origin: "nomination", opened: 1 },
    ]);
  });

  it("say what was done in time, what was late, and what still runs", async () => {
    const rows = await figures(`targets?${YEAR}`);
    expect(rows[0]).toEqual({
      target: "first_response",
      rule: "2 workingDays",
      began: 3,
      inTime: 1,
      late: 1,
      running: 1,
      medianDays: 3,
      p90Days: 3.8,
    });
    expect(rows[1]).toMatchObject({
      target: "screening",
      rule: "5 workingDays",
      began: 2,
      inTime: 1,
      late: 1,
      running: 0,
    });
    expect(rows[3]).toMatchObject({ target: "decision", began: 1, inTime: 1 });
    expect(rows[4]).toMatchObject({ target: "appeal", began: 0, medianDays: null });
  });

  it("are the same in CSV, which the trail keeps as exported", async () => {
    const { text, headers } = await officer.get(`/api/v1/insights/funnel/export?${YEAR}`).expect(200);
    expect(headers["content-type"]).toBe("text/csv; charset=utf-8");
    expect(text).toBe(
      "origin,opened,vetting,assignment,meeting,recommendation\r\nform,2,2,1,0,0\r\nnomination,1,0,0,0,0\r\n",
    );
    const { rows } = await house.database.pool.query(
      "select detail from audit where act = 'exported' and subject_kind = 'insights'",
    );
    expect(rows).toEqual([{ detail: expect.objectContaining({ figure: "funnel", count: 2 }) }]);
  });

  it("are for who reads cases whole, of a time that ends after it began", async () => {
    for (const role of ["secretariat", "lead", "admin"] as const)
      await (await house.as(role)).get("/api/v1/insights/funnel").expect(403);
    expect(await figures(`funnel?${YEAR}`, await house.as("officer", "elsewhere"))).toEqual([
      { origin: "form", opened: 1, vetting: 0, assignment: 0, meeting: 1, recommendation: 0 },
    ]);
    const { body } = await officer.get("/api/v1/insights/time?from=2012-02-01&to=2012-01-01").expect(400);
    expect(body.errors).toEqual([{ pointer: "/to", detail: "expected a day after `from`" }]);
  });
});

describe("the figures of groups", () => {
  const bodies = async (by: Caller, query = ""): Promise<Record<string, unknown>[]> =>
    (await by.get(`/api/v1/insights/bodies${query}`).expect(200)).body.items;
  let shipping = "";
  let insurance = "";
  let leadOfShipping: Caller;

  beforeAll(async () => {
    const chair = await house.as("chair");
    const plan = async (name: string): Promise<string> =>
      (await chair.post("/api/v1/groups", { name, launchMonth: "2013-05", capacity: 12 }).expect(201)).body
        .id;
    shipping = await plan("Shipping");
    insurance = await plan("Insurance");
    await bringToGroup(house, "ines@bodies.example", shipping);
    const meet = async (groupId: string, title: string, state: string, attended: number) => {
      const secretariat = await house.as("secretariat");
      const { body } = await secretariat
        .post("/api/v1/meetings", { groupId, title, startsAt: "2013-05-02T09:00:00Z" })
        .expect(201);
      await house.database.pool.query(
        "update instance set state = $2, card = card || jsonb_build_object('attended', $3::int) where id = $1",
        [body.id, state, attended],
      );
      return body.id as string;
    };
    await meet(shipping, "First", "held", 7);
    await meet(shipping, "Second", "held", 5);
    await meet(shipping, "Third", "scheduled", 0);
    await meet(insurance, "First", "held", 3);
    for (const title of ["Insure the ships", "Mark the routes"])
      await officer.post("/api/v1/recommendations", { groupId: shipping, title }).expect(201);
    leadOfShipping = await house.caller([["lead", "default"]]);
    await house.database.pool.query("update role_grant set body_id = $2 where account_id = $1", [
      leadOfShipping.accountId,
      shipping,
    ]);
  });

  it("say how full each is and what came of it, to whoever sees all of them", async () => {
    for (const by of [officer, await house.as("chair"), await house.as("secretariat")])
      expect(await bodies(by, "?programme=default")).toMatchObject([
        { name: "Shipping", capacity: 12, meetings: 2, planned: 1, attended: 12, drafts: 2, published: 0 },
        { name: "Insurance", capacity: 12, meetings: 1, planned: 0, attended: 3, drafts: 0 },
      ]);
  });

  it("count over their own bodies only for whoever leads one, and nothing that is hidden from them", async () => {
    const own = await bodies(leadOfShipping);
    expect(own.map(({ id }) => id)).toEqual([shipping]);
    const { free, held, reserved, waiting } = (await leadOfShipping.get(`/api/v1/groups/${shipping}`)).body
      .card;
    expect(own[0]).toMatchObject({ free, held, reserved, waiting, meetings: 2, attended: 12 });
    const {
      rows: [meeting],
    } = await house.database.pool.query<{ id: string }>(
      "select id from instance where workflow = 'meeting' and card->>'title' = 'Second'",
    );
    const hide = {
      kind: "meeting",
      id: meeting?.id ?? "",
      programmeId: await house.programme("default"),
    } as const;
    await writeSetMarking(house.house.db, {
      ...hide,
      marking: "TLP:RED",
      setBy: "somebody",
      setAt: MONDAY,
      named: [],
    });
    expect(await bodies(leadOfShipping)).toMatchObject([{ meetings: 1, attended: 7 }]);
  });

  it("tell nothing of papers to who sees none, nothing to who sees a group in less than whole, and are the same as CSV", async () => {
    expect(await bodies(await house.as("vetter"))).toMatchObject([
      { name: "Shipping", meetings: null, planned: null, attended: null, drafts: null, published: null },
      { name: "Insurance", meetings: null },
    ]);
    for (const role of ["dpo", "reviewer", "admin"] as const)
      await (await house.as(role)).get("/api/v1/insights/bodies").expect(403);
    expect(await bodies(await house.as("lead", "elsewhere"))).toEqual([]);
    const { text } = await leadOfShipping.get("/api/v1/insights/bodies/export").expect(200);
    expect(text.split("\r\n")[1]).toMatch(/^default,Shipping,planned,12,/);
  });
});

describe("the figures of how it has run", () => {
  it("count by week what came, went, stopped and failed in the programmes that an administrator runs", async () => {
    const programmeId = await house.programme("default");
    const { pool } = house.database;
    const { rows } = await pool.query("select id from source where slug = 'contact'");
    const deliver = async (status: string, day: number) =>
      await pool.query(
        `insert into delivery (id, source_id, programme_id, dedupe_key, status, size_bytes, body_sha256, received_at)
         values (gen_random_uuid(), $1, $2, gen_random_uuid()::text, $3, 2, 'x', $4)`,
        [rows[0].id, programmeId, status, at(day)],
      );
    for (const status of ["accepted", "refused", "held", "held"]) await deliver(status, -20);
    await deliver("accepted", -13);
    for (const kind of ["parked", "gave-up", "gave-up"] as const)
      await addIncident(pool, {
        id: newId(),
        instanceId: null,
        programmeId,
        effect: null,
        kind,
        reason: "x",
        createdAt: new Date(at(-13)),
      });
    const admin = await house.as("admin", null);
    const ask = async (by: Caller) =>
      (await by.get("/api/v1/insights/health?from=2012-11-01&to=2012-12-01").expect(200)).body.items;
    const none = { mails: 0, undeliverable: 0 };
    const expected = [
      { week: "2012-11-12", deliveries: 4, refused: 1, held: 2, parked: 0, gaveUp: 0, ...none },
      { week: "2012-11-19", deliveries: 1, refused: 0, held: 0, parked: 1, gaveUp: 2, ...none },
    ];
    expect(await ask(admin)).toEqual(expected);
    expect(await ask(await house.as("admin"))).toEqual(expected);
    expect(await ask(await house.as("admin", "elsewhere"))).toEqual([]);
    await officer.get("/api/v1/insights/health").expect(403);
    const { text } = await admin
      .get("/api/v1/insights/health/export?from=2012-11-01&to=2012-12-01")
      .expect(200);
    expect(text).toContain("2012-11-12,4,1,2,0,0,0,0\r\n");
  });
});

describe("the follower of the journal", () => {
  it("notes where an engagement was, from when to when, and what was late meanwhile", async () => {
    const id = await house.receive("stays@harbour.example");
    await house.advance(at(4));
    await officer.post(`/api/v1/engagements/${id}/events`, { type: "triage.claimed" }).expect(200);
    await eventually(async () => {
      await followJournal(house.house.directory);
      const { rows } = await house.database.pool.query(
        `select state, entered_at as "from", left_at as "to", overdue from engagement_passage
         where instance_id = $1 order by seq`,
        [id],
      );
      expect(rows).toEqual([
        { state: "received", from: MONDAY, to: new Date(at(4)), overdue: ["first_response.overdue"] },
        { state: "triage", from: new Date(at(4)), to: null, overdue: [] },
      ]);
    });
  });
});
