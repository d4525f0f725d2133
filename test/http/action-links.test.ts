import { describe, expect, it } from "vitest";
import { ACTION_PURPOSES, purposes } from "../../src/auth/action-purposes.ts";
import { fieldsOf, unaskable } from "../../src/http/pages/event-form.ts";
import { engagementV1 } from "../../workflows/engagement/v1/index.ts";
import { workflows } from "../../workflows/index.ts";
import { browser } from "../support/browser.ts";
import { testHouse } from "../support/house.ts";
import { clearChecks, vettingProfile } from "../support/vetting.ts";

const house = testHouse({ environment: { TRUSTED_PROXIES: "1" } });
let parties = 0;
const newParty = async (): Promise<string> => await house.receive(`party-${(parties += 1)}@example.org`);
/** Everybody looks from an address of their own, so that nobody is counted out. */
let addresses = 0;
const open = () => browser(house.app, `192.0.2.${(addresses += 1) % 250}`);

/** The link in the newest letter about an engagement. Without a mail host, officers hand it on. */
async function linkIn(engagement: string, template: string): Promise<string> {
  const officer = await house.as("officer");
  const { body } = await officer.get(`/api/v1/mails?instance=${engagement}`).expect(200);
  const letter = body.items.find((one: { template: string }) => one.template === template);
  return /http:\/\/convoke\.example(\/act\/\S+)/.exec(letter?.text ?? "")?.[1] ?? "";
}

const stateOf = async (engagement: string): Promise<string> =>
  (await (await house.as("officer")).get(`/api/v1/engagements/${engagement}`)).body.state;

async function askedQuestions(): Promise<{ engagement: string; link: string }> {
  const engagement = await newParty();
  const officer = await house.as("officer");
  const send = async (type: string, data = {}) =>
    await officer.post(`/api/v1/engagements/${engagement}/events`, { type, data }).expect(200);
  await send("triage.claimed");
  await send("info.requested", { questions: ["Which ships do you insure?"] });
  await house.quiet();
  return { engagement, link: await linkIn(engagement, "info-requested") };
}

describe("a link in a letter", () => {
  it("shows on GET what will happen and changes nothing, however often a scanner looks", async () => {
    const { engagement, link } = await askedQuestions();
    expect(link).toMatch(/^\/act\/cva_/);
    for (let looks = 0; looks < 3; looks += 1) {
      const page = await open().get(link).expect(200);
      expect(page.text).toContain("Answer our questions");
      expect(page.text).toContain("Nothing happens until you press the button.");
      expect(page.text).toContain("<textarea");
      expect(page.headers["cache-control"]).toBe("no-store");
      expect(page.headers["referrer-policy"]).toBe("same-origin");
    }
    expect(await stateOf(engagement)).toBe("needs_information");
  });

  it("acts on POST as the party, seals what they wrote, and is then used up", async () => {
    const { engagement, link } = await askedQuestions();
    const answer = "Bulk carriers, since 1987 <script>";
    const done = await open().post(link, { event: "info.supplied", recordId: answer }).expect(200);
    expect(done.text).toContain("It is noted");
    expect(await stateOf(engagement)).toBe("triage");
    await open().get(link).expect(410);
    await open().post(link, { event: "info.supplied", recordId: answer }).expect(410);

    const { pool } = house.database;
    const { rows } = await pool.query(
      "select event, actor, key from journal where instance_id = $1 order by seq desc limit 1",
      [engagement],
    );
    expect(rows[0].event.type).toBe("info.supplied");
    expect(rows[0].actor.roles).toEqual(["stakeholder"]);
    expect(JSON.stringify(rows)).not.toContain("Bulk carriers");
    const { rows: links } = await pool.query(
      "select id, hash, used_for from action_link where instance_id = $1",
      [engagement],
    );
    expect(links).toMatchObject([{ id: rows[0].key, used_for: "info.supplied" }]);
    expect(JSON.stringify(links)).not.toContain(link.split("/").at(-1));
    expect(house.logged.join("\n")).not.toMatch(/cva_|Bulk carriers/);
  });

  it("pressed twice at once does what it does once", async () => {
    const { engagement, link } = await askedQuestions();
    const press = () => open().post(link, { event: "info.supplied", recordId: "Bulk carriers" });
    const answers = await Promise.all([press(), press()]);
    for (const { status } of answers) expect([200, 410]).toContain(status);
    expect(answers.some(({ status }) => status === 200)).toBe(true);
    const { rows } = await house.database.pool.query(
      "select 1 from journal where instance_id = $1 and event->>'type' = 'info.supplied'",
      [engagement],
    );
    expect(rows).toHaveLength(1);
  });

  it("with a field left out says which, keeps what was typed, and can still be used", async () => {
    const { engagement, link } = await askedQuestions();
    const missing = await open().post(link, { event: "info.supplied", recordId: "  " }).expect(422);
    expect(missing.text).toContain("Please look again at: Your message.");
    await open().post(link, { event: "info.supplied", recordId: "a\u0000b" }).expect(422);
    expect(await stateOf(engagement)).toBe("needs_information");
    await open().post(link, { event: "info.supplied", recordId: "Tankers" }).expect(200);
  });

  it("does nothing but what it is for", async () => {
    const { engagement, link } = await askedQuestions();
    for (const event of ["withdraw.requested", "vetting.approved", "__proto__", ""])
      await open().post(link, { event, recordId: "x" }).expect(410);
    // Fields that are given beforehand cannot be changed.
    await open().post(link, { event: "info.supplied", recordId: "x", complete: "no" }).expect(200);
    expect(await stateOf(engagement)).toBe("triage");
  });

  it("is refused to a page of another site", async () => {
    const { link } = await askedQuestions();
    const test = open()
      .post(link, { event: "info.supplied", recordId: "x" })
      .set("Sec-Fetch-Site", "cross-site");
    expect((await test).status).toBe(403);
  });

  it("ends when its deadline passes, when it is revoked, and when the chart has moved on; all look the same", async () => {
    const officer = await house.as("officer");
    const revoked = await askedQuestions();
    const { body } = await officer.get(`/api/v1/links?instance=${revoked.engagement}`).expect(200);
    expect(body.items).toMatchObject([{ purpose: "answer-questions", inMail: true, usedAt: null }]);
    await officer.post(`/api/v1/links/${body.items[0].id}/revoke`).expect(204);
    await officer.post(`/api/v1/links/${body.items[0].id}/revoke`).expect(409);

    const settled = await askedQuestions();
    await officer
      .post(`/api/v1/engagements/${settled.engagement}/events`, {
        type: "info.supplied",
        data: { recordId: "by-telephone", complete: true },
      })
      .expect(200);

    const pages = [
      await open().get(revoked.link),
      await open().get(settled.link),
      await open().get("/act/cva_never"),
    ];
    for (const { status, text } of pages) {
      expect(status).toBe(410);
      expect(text).toBe(pages[0]?.text);
    }
    const late = await askedQuestions();
    const { body: lateLinks } = await officer.get(`/api/v1/links?instance=${late.engagement}`);
    await house.advance(lateLinks.items[0].expiresAt);
    expect((await open().get(late.link)).text).toBe(pages[0]?.text);
    expect((await open().post(late.link, { event: "info.supplied", recordId: "x" })).status).toBe(410);
  });

  it("is gone from the mail's copy once a mail host has it", async () => {
    const { engagement, link } = await askedQuestions();
    await house.database.pool.query("update mail set status = 'sent' where instance_id = $1", [engagement]);
    expect(await linkIn(engagement, "info-requested")).toBe("/act/…");
    await open().get(link).expect(200);
  });

  it("is nobody's any more when the party is erased", async () => {
    const { engagement, link } = await askedQuestions();
    await house.database.pool.query("update instance set status = 'done' where id = $1", [engagement]);
    await open().get(link).expect(410);
  });
});

describe("the link of an offer", () => {
  const HASH = "a".repeat(64);

  /** A party with an offer of a seat, and the link in its letter. */
  async function offered() {
    const engagement = await newParty();
    const [officer, chair] = [await house.as("officer"), await house.as("chair")];
    const send = async (who: typeof officer, path: string, type: string, data = {}) =>
      await who.post(`/api/v1/${path}/events`, { type, data }).expect(200);
    const own = `engagements/${engagement}`;
    await send(officer, own, "triage.claimed");
    const profile = vettingProfile("insurance");
    await send(officer, own, "vetting.started", { profile });
    const checkedOn = (await house.house.engine.now()).toISOString().slice(0, 10);
    const checks = clearChecks(checkedOn);
    await send(await house.as("vetter"), own, "screening.completed", { checks, dossierHash: HASH });
    await send(await house.as("approver"), own, "vetting.approved", { conditions: [] });
    const group = { name: "Insurance", sector: "insurance", launchMonth: "2013-06", capacity: 2 };
    const { body } = await chair.post("/api/v1/groups", group).expect(201);
    await send(chair, `groups/${body.id}`, "forming.started");
    await send(chair, `groups/${body.id}`, "group.launched", { leads: await house.leads() });
    const offer = { groupId: body.id, undertakings: "2013-01", interestsUntil: "2015-12-31" };
    await send(officer, own, "seat.offered", offer);
    await house.quiet();
    return { engagement, officer, send, own, offer, link: await linkIn(engagement, "seat-offer") };
  }

  it("accepts the seat with the undertakings of the offer, or refuses it", async () => {
    const { link, engagement } = await offered();
    const { text } = await open().get(link).expect(200);
    expect(text).toContain("Accept the seat and its undertakings");
    expect(text).toContain("Refuse the seat");
    await open().post(link, { event: "seat.accepted", undertakings: "another version" }).expect(200);
    const { rows } = await house.database.pool.query(
      "select event from journal where instance_id = $1 and event->>'type' = 'seat.accepted'",
      [engagement],
    );
    expect(rows[0].event.undertakings).toBe("2013-01");
    expect(await stateOf(engagement)).toBe("onboarding");
    await open().post(link, { event: "seat.refused" }).expect(410);
  });

  it("does not take a later offer", async () => {
    const { link, officer, send, own, offer, engagement } = await offered();
    await send(officer, own, "offer.withdrawn", { reason: "capacity" });
    await house.quiet();
    await send(officer, own, "seat.offered", offer);
    await house.quiet();
    await open().get(link).expect(410);
    await open().post(link, { event: "seat.accepted" }).expect(410);
    const later = await linkIn(engagement, "seat-offer");
    expect(later).not.toBe(link);
    await open().post(later, { event: "seat.refused", note: "No time this year" }).expect(200);
  });
});

describe("the link of a refusal", () => {
  it("lodges an appeal in the party's own words", async () => {
    const engagement = await newParty();
    const officer = await house.as("officer");
    const send = async (type: string, data = {}) =>
      await officer.post(`/api/v1/engagements/${engagement}/events`, { type, data }).expect(200);
    await send("triage.claimed");
    await send("inquiry.out_of_scope", { reason: "other_subject" });
    await house.quiet();
    const link = await linkIn(engagement, "inquiry-out-of-scope");
    await open().post(link, { event: "appeal.lodged" }).expect(422);
    await open().post(link, { event: "appeal.lodged", grounds: "We insure nothing but ports" }).expect(200);
    expect(await stateOf(engagement)).toMatch(/appeal/);
  });
});

describe("a link issued by hand", () => {
  it("is an officer's to issue, list and revoke, in the officer's own programme", async () => {
    const engagement = await newParty();
    const officer = await house.as("officer");
    const body = { instance: engagement, purpose: "withdraw" };
    const made = await officer.post("/api/v1/links", body).expect(201);
    expect(made.body.url).toMatch(/^http:\/\/convoke\.example\/act\/cva_/);
    const elsewhere = await house.as("officer", "elsewhere");
    expect((await elsewhere.post("/api/v1/links", body)).status).toBe(404);
    expect((await elsewhere.get(`/api/v1/links?instance=${engagement}`)).status).toBe(404);
    expect((await elsewhere.post(`/api/v1/links/${made.body.id}/revoke`)).status).toBe(404);
    const vetter = await house.as("vetter");
    expect((await vetter.post("/api/v1/links", body)).status).toBe(403);
    const wrong = await officer.post("/api/v1/links", { ...body, purpose: "anything" });
    expect(wrong.status).toBe(422);
    expect(wrong.body.errors[0].pointer).toBe("/purpose");

    const path = new URL(made.body.url).pathname;
    await open().post(path, { event: "withdraw.requested", attribution: "role", keepData: "no" }).expect(200);
    expect(await stateOf(engagement)).toBe("withdrawn");
  });

  it("lets a lead act who has no way to sign in, as long as the role is theirs", async () => {
    const chair = await house.as("chair");
    const group = { name: "Shipping", launchMonth: "2013-05", capacity: 12 };
    const { body: planned } = await chair.post("/api/v1/groups", group).expect(201);
    const instance = planned.id;
    const lead = await house.caller([["lead", "default"]]);
    const officer = await house.as("officer");
    const act = (event: string, preset = {}) => ({
      instance,
      account: lead.accountId,
      role: "lead",
      acts: [{ event, label: "Do it", preset }],
    });
    expect((await officer.post("/api/v1/links", act("group.closed"))).status).toBe(422);
    const incomplete = await officer.post("/api/v1/links", act("seat.released"));
    expect(incomplete.status).toBe(422);
    const stranger = await house.caller([["member", "default"]]);
    const forStranger = { ...act("intake.changed"), account: stranger.accountId };
    expect((await officer.post("/api/v1/links", forStranger)).status).toBe(404);

    const made = await officer.post("/api/v1/links", act("intake.changed")).expect(201);
    const path = new URL(made.body.url).pathname;
    const administrator = await house.as("admin", null);
    await administrator.post(`/api/v1/accounts/${lead.accountId}/disable`).expect(200);
    await open().post(path, { event: "intake.changed", intake: "shut" }).expect(410);
    await administrator.post(`/api/v1/accounts/${lead.accountId}/enable`).expect(200);
    expect((await open().get(path).expect(200)).text).toContain('<option value="shut"');
    await open().post(path, { event: "intake.changed", intake: "ajar" }).expect(422);
    await open().post(path, { event: "intake.changed", intake: "shut" }).expect(200);
    const { rows } = await house.database.pool.query(
      "select actor from journal where instance_id = $1 order by seq desc limit 1",
      [instance],
    );
    expect(rows[0].actor).toEqual({ id: lead.accountId, roles: ["lead"] });
  });
});

describe("every purpose", () => {
  it("names events a stakeholder may send, with nothing left that the page cannot ask for", () => {
    const context = { offer: { number: 1, undertakings: "2012-1" } };
    for (const name of ACTION_PURPOSES) {
      for (const act of purposes[name].acts) {
        const rule = workflows.map(({ events }) => events[act.event]).find((one) => one !== undefined);
        expect(rule?.who, act.event).toContain("stakeholder");
        const preset = "preset" in act ? act.preset(context) : {};
        if (rule !== undefined) expect(unaskable(rule.schema, preset), act.event).toEqual([]);
      }
    }
  });

  it("asks for words, and never for an id or a code", () => {
    const { schema } = engagementV1.events["withdraw.requested"] ?? { schema: undefined };
    const names = schema === undefined ? [] : fieldsOf(schema, {}).map(({ name }) => name);
    expect(names).toEqual(["note", "attribution", "keepData"]);
  });
});
