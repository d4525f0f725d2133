import { beforeAll, describe, expect, it } from "vitest";
import { followJournal } from "../../src/audit/follow-journal.ts";
import { newId } from "../../src/lib/ids.ts";
import { writeSetMarking } from "../../src/store/markings.ts";
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
