/** The programme's acceptance scenarios, as far as an engagement goes, told over the API alone. */
import { createHmac } from "node:crypto";
import { describe, expect, it } from "vitest";
import { startWorkers } from "../../bin/workers.ts";
import { moveVirtualClock } from "../../src/store/clock.ts";
import { ownDelivery } from "../support/deliveries.ts";
import type { Caller } from "../support/house.ts";
import { MONDAY, PUBLIC_URL, testHouse } from "../support/house.ts";
import { clearChecks, vettingProfile } from "../support/vetting.ts";

const SECRET = "0123456789abcdef-signing";
const HASH = "a".repeat(64);
const DAY_MS = 86_400_000;
const house = testHouse();
/** Takes deliveries and events, and has nobody at work but whom a test sends in. */
const unattended = testHouse({ isIdle: true });

const urlOf = (id: string): string => `/api/v1/engagements/${id}`;
const tryEvent = (caller: Caller, id: string, type: string, data: object = {}, more: object = {}) =>
  caller.post(`${urlOf(id)}/events`, { type, data, ...more });

/** Send an event that has to be taken. */
async function send(caller: Caller, id: string, type: string, data: object = {}, more: object = {}) {
  const answer = await tryEvent(caller, id, type, data, more);
  expect(answer.status, `${type}: ${JSON.stringify(answer.body)}`).toBe(200);
  await house.quiet();
  return answer.body as { state: string; revision: number };
}

interface Entry {
  readonly type: string;
  readonly happenedAt: string;
  readonly enteredAt: string;
  readonly facts: Readonly<Record<string, unknown>>;
}
async function mailsOf(id: string): Promise<{ template: string; messageId: string }[]> {
  const { body } = await (
    await house.as("officer")
  )
    .get(`/api/v1/mails?instance=${id}&limit=100`)
    .expect(200);
  return body.items;
}

async function dueOf(id: string, timer: string): Promise<string | null | undefined> {
  const { body } = await (await house.as("officer")).get(urlOf(id)).expect(200);
  const deadlines = body.deadlines as { timer: string; dueAt: string | null }[];
  return deadlines.find((one) => one.timer === timer)?.dueAt;
}

const now = async (): Promise<Date> => await house.house.engine.now();
const daysOn = (from: Date, days: number): Date => new Date(from.getTime() + days * DAY_MS);

/** To the approver's desk, vetted by `vetter`. */
async function toDecision(id: string, vetter: Caller): Promise<void> {
  const officer = await house.as("officer");
  const profile = vettingProfile("shipping");
  const checkedOn = (await now()).toISOString().slice(0, 10);
  const checks = clearChecks(checkedOn);
  await send(officer, id, "triage.claimed");
  await send(officer, id, "vetting.started", { profile });
  await send(vetter, id, "screening.completed", { checks, dossierHash: HASH });
}

describe("two officers who claim the same inquiry in the same second (scenario 10)", () => {
  it("learn that one of them has it, and who", async () => {
    const id = await house.receive("claimed@acceptance.example");
    const officers = [
      await house.caller([["officer", "default"]]),
      await house.caller([["officer", "default"]]),
    ];
    const answers = await Promise.all(officers.map(async (one) => await tryEvent(one, id, "triage.claimed")));

    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409]);
    const winner = officers[answers.findIndex(({ status }) => status === 200)];
    const refusal = answers.find(({ status }) => status === 409)?.body;
    expect(refusal).toMatchObject({ code: "refused", state: "triage", revision: 2 });
    expect(refusal.detail).toBe("triage.claimed is not accepted in triage");
    const { body } = await (await house.as("officer")).get(urlOf(id)).expect(200);
    expect(body).toMatchObject({ state: "triage", revision: 2, owner: winner?.accountId });
  });
});

describe("a delivery that comes three times, and once more with a forged signature (scenario 2)", () => {
  it("is one case, acknowledged once, and nothing of the forgery is kept", async () => {
    const officer = await house.as("officer");
    const source = { slug: "three-times", vendor: "typeform", secret: SECRET };
    const made = await officer.post("/api/v1/sources", source).expect(201);
    const { body } = ownDelivery("typeform-insurer.json");
    const text = body.toString("utf8");
    const post = async (signature: string) =>
      await house.anybody
        .post(new URL(made.body.url).pathname)
        .set({ "Content-Type": "application/json", "Typeform-Signature": signature })
        .send(text);
    const good = `sha256=${createHmac("sha256", SECRET).update(body).digest("base64")}`;
    const forged = `sha256=${createHmac("sha256", "another secret").update(body).digest("base64")}`;

    const answers = await Promise.all([good, forged, good, good].map(post));
    expect(answers.map(({ status }) => status)).toEqual([200, 401, 200, 200]);
    await house.quiet();

    const { body: page } = await officer.get(`/api/v1/deliveries?source=${made.body.id}&limit=100`);
    const kept = (page.items as { status: string; engagement: string | null; id: string }[]).toSorted(
      (a, b) => a.status.localeCompare(b.status),
    );
    expect(kept.map(({ status }) => status)).toEqual(["accepted", "refused"]);
    expect((await officer.get(`/api/v1/deliveries/${kept[1]?.id}`)).body).toMatchObject({ body: null });
    const mails = await mailsOf(kept[0]?.engagement ?? "");
    expect(mails.filter(({ template }) => template === "inquiry-received")).toHaveLength(1);
  });
});

describe("a declined firm that appeals on day 29 (scenario 5)", () => {
  it("is heard by somebody else, decided by somebody else, and approved", async () => {
    const id = await house.receive("firm@acceptance.example");
    const officer = await house.as("officer");
    const vetter = await house.caller([
      ["vetter", "default"],
      ["reviewer", "default"],
    ]);
    const decider = await house.caller([
      ["approver", "default"],
      ["reviewer", "default"],
    ]);
    await toDecision(id, vetter);
    const reasons = {
      reason: "conflict_of_interest",
      wording: "We cannot take you in.",
      note: "A rival asked.",
    };
    await send(decider, id, "vetting.declined", reasons);
    const declinedOn = await now();
    expect(await dueOf(id, "appeal_window")).toBe(daysOn(declinedOn, 30).toISOString());

    await house.advance(daysOn(declinedOn, 29));
    const grounds = { grounds: "The conflict ended last year." };
    const uninvited = await tryEvent(officer, id, "appeal.lodged", grounds);
    expect(uninvited.body).toMatchObject({ status: 403, needs: ["stakeholder"] });
    await send(officer, id, "appeal.lodged", grounds, { onBehalfOf: "stakeholder" });

    for (const involved of [vetter, decider]) {
      const answer = await tryEvent(involved, id, "appeal.upheld", { reasons: "It did." });
      expect(answer.body).toMatchObject({ status: 409, guards: ["reviewerIndependent"], state: "appealed" });
    }
    await send(await house.as("reviewer"), id, "appeal.upheld", { reasons: "It did." });

    const again = await tryEvent(decider, id, "vetting.approved", { conditions: [] });
    expect(again.body).toMatchObject({
      status: 409,
      guards: ["deciderNotExcluded"],
      state: "decision_pending",
    });
    const approved = await send(await house.as("approver"), id, "vetting.approved", { conditions: [] });
    expect(approved.state).toBe("approved");
  });

  it("comes too late on day 31, and is told so", async () => {
    const id = await house.receive("late@acceptance.example");
    await toDecision(id, await house.as("vetter"));
    await send(await house.as("approver"), id, "vetting.declined", { reason: "risk", wording: "No." });
    await house.advance(daysOn(await now(), 31));
    const late = await tryEvent(
      await house.as("officer"),
      id,
      "appeal.lodged",
      { grounds: "Please." },
      { onBehalfOf: "stakeholder" },
    );
    expect(late.body).toMatchObject({ status: 409, state: "declined_final" });
    expect(late.body.detail).toBe("appeal.lodged is not accepted in declined_final");
  });
});

describe("a question sent on a Friday at 16:55 before a week of holidays, across a change of clocks (scenario 8)", () => {
  it("is due in the programme's own working days, at 16:55 there", async () => {
    const administrator = await house.as("admin", null);
    const programme = { slug: "hudson", name: "Hudson", zone: "America/New_York" };
    const holidays = ["04", "05", "06", "07", "08"].map((day) => `2013-03-${day}`);
    await administrator.post("/api/v1/programmes", { ...programme, holidays }).expect(201);
    const officer = await house.as("officer", "hudson");
    const letter = {
      programme: "hudson",
      type: "inquiry.logged",
      person: { name: "Ines Duarte", email: "ines@hudson.example" },
      data: { channel: "email" },
    };
    // Clocks there go forward on 10 March.
    await house.advance("2013-03-01T21:55:00Z");
    const { body } = await officer.post("/api/v1/engagements", letter).expect(201);
    await send(officer, body.id, "triage.claimed");
    await send(officer, body.id, "info.requested", { questions: ["Which ports do you insure?"] });

    const { body: asked } = await officer.get(urlOf(body.id)).expect(200);
    const due = Object.fromEntries(
      (asked.deadlines as { timer: string; dueAt: string | null }[]).map(({ timer, dueAt }) => [
        timer,
        dueAt,
      ]),
    );
    expect(due).toMatchObject({
      "info.reminder.first": "2013-03-15T20:55:00.000Z",
      "info.reminder.second": "2013-03-22T20:55:00.000Z",
      first_response: null,
    });
  });
});

describe("a service that is down while deadlines pass (scenario 9)", () => {
  it("afterwards fires each once, in order and marked late, and mails nobody twice", async () => {
    const officer = await unattended.as("officer");
    const letter = {
      type: "inquiry.logged",
      person: { name: "Ines Duarte", email: "ines@outage.example" },
      data: { channel: "email" },
    };
    const { body } = await officer.post("/api/v1/engagements", letter).expect(201);
    const say = async (type: string, data: object = {}) =>
      await officer.post(`${urlOf(body.id)}/events`, { type, data }).expect(200);
    const work = async (): Promise<void> => {
      const leave = await startWorkers(unattended.house, PUBLIC_URL);
      await unattended.quiet();
      await leave();
    };
    await say("triage.claimed");
    await say("info.requested", { questions: ["Which ports do you insure?"] });
    await work();
    // Both reminders and the lapse fall into the time nobody is there.
    await moveVirtualClock(unattended.house.db, daysOn(MONDAY, 33));
    await work();
    await work();

    const { body: journal } = await officer.get(`${urlOf(body.id)}/journal`).expect(200);
    const fired = (journal.items as Entry[]).filter(({ type }) => /^info\.(reminder|lapsed)$/.test(type));
    expect(fired.map(({ type, happenedAt }) => `${type} ${happenedAt.slice(0, 10)}`)).toEqual([
      "info.reminder 2012-12-10",
      "info.reminder 2012-12-17",
      "info.lapsed 2013-01-02",
    ]);
    for (const { facts, enteredAt } of fired) {
      expect(facts).toMatchObject({ late: true });
      expect(enteredAt).toBe(daysOn(MONDAY, 33).toISOString());
    }
    const { body: mails } = await officer.get(`/api/v1/mails?instance=${body.id}&limit=100`).expect(200);
    const ids = mails.items.map(({ messageId }: { messageId: string }) => messageId);
    expect(new Set(ids).size).toBe(ids.length);
    expect(mails.items.map(({ template }: { template: string }) => template).toSorted()).toEqual([
      "info-lapsed",
      "info-reminder",
      "info-reminder",
      "info-requested",
      "info-second-reminder",
    ]);
  });
});
