import { describe, expect, it } from "vitest";
import { ownDelivery } from "../support/deliveries.ts";
import type { Caller } from "../support/house.ts";
import { testHouse } from "../support/house.ts";
import { adapterFor } from "../support/read-delivery.ts";
import { clearChecks, vettingProfile } from "../support/vetting.ts";

const SECRET = "0123456789abcdef-signing";
const HASH = "a".repeat(64);
const house = testHouse();

describe("a shipping insurer, over HTTP only (S-005, S-007, S-010, S-011, S-069)", () => {
  it("comes from a form to a recommendation, through a waiting list, an offer and a meeting", async () => {
    const officer = await house.as("officer");
    const chair = await house.as("chair");
    const secretariat = await house.as("secretariat");

    const source = await officer.post("/api/v1/sources", {
      slug: "insurers",
      vendor: "typeform",
      secret: SECRET,
    });
    const { body } = ownDelivery("typeform-insurer.json");
    await house.anybody
      .post(new URL(source.body.url).pathname)
      .set({ "Content-Type": "application/json", ...adapterFor("typeform").sign?.(body, SECRET) })
      .send(body.toString("utf8"))
      .expect(200);
    await house.quiet();
    const list = await officer.get("/api/v1/engagements?stage=inquiry");
    const { id } = list.body.items[0];
    const at = async (stage: string, state: string) => {
      await house.quiet();
      const { body: found } = await officer.get(`/api/v1/engagements/${id}`);
      expect({ stage: found.stage, state: found.state }).toEqual({ stage, state });
    };
    const send = async (caller: Caller, path: string, type: string, data = {}, more = {}) => {
      const answer = await caller.post(`/api/v1/${path}/events`, { type, data, ...more });
      expect(answer.status, `${type}: ${JSON.stringify(answer.body)}`).toBe(200);
      await house.quiet();
    };
    const engagement = `engagements/${id}`;
    await at("inquiry", "received");

    await send(officer, engagement, "triage.claimed");
    await at("inquiry", "triage");
    await house.advance("2012-12-05T09:00:00Z");
    const profile = vettingProfile("insurance");
    await send(officer, engagement, "vetting.started", { profile });
    await at("vetting", "screening");

    const checks = clearChecks("2012-12-10");
    await house.advance("2012-12-10T09:00:00Z");
    await send(await house.as("vetter"), engagement, "screening.completed", { checks, dossierHash: HASH });
    await at("vetting", "decision_pending");
    await send(await house.as("approver"), engagement, "vetting.approved", { conditions: [] });
    await at("assignment", "approved");

    const group = await chair.post("/api/v1/groups", {
      name: "Insurance",
      sector: "insurance",
      launchMonth: "2013-06",
      capacity: 12,
    });
    expect(group.status, JSON.stringify(group.body)).toBe(201);
    const groupId = group.body.id as string;
    const offer = { groupId, undertakings: "2013-01", interestsUntil: "2013-12-31" };
    const early = await officer.post(`/api/v1/${engagement}/events`, { type: "seat.offered", data: offer });
    expect(early.status).toBe(409);
    expect(early.body.guards).toContain("intakeOpen");
    await send(officer, engagement, "seat.waitlisted", { groupId });
    await at("assignment", "waitlisted");
    expect((await chair.get(`/api/v1/groups/${groupId}`)).body.card).toMatchObject({ waiting: 1, free: 12 });

    await house.advance("2013-01-10T09:00:00Z");
    await send(chair, `groups/${groupId}`, "forming.started");
    await send(chair, `groups/${groupId}`, "group.launched", { leads: await house.leads() });
    await send(officer, engagement, "seat.offered", offer);
    await at("assignment", "offered");
    expect((await chair.get(`/api/v1/groups/${groupId}`)).body.card).toMatchObject({
      waiting: 0,
      reserved: 1,
      free: 11,
    });

    const accepted = { undertakings: "2013-01" };
    await send(officer, engagement, "seat.accepted", accepted, { onBehalfOf: "stakeholder" });
    await at("meeting", "onboarding");
    expect((await chair.get(`/api/v1/groups/${groupId}`)).body.card).toMatchObject({ reserved: 0, held: 1 });

    const meeting = await secretariat.post("/api/v1/meetings", {
      groupId,
      title: "First meeting",
      startsAt: "2013-01-25T13:00:00+01:00",
      zone: "Europe/Rome",
    });
    expect(meeting.status, JSON.stringify(meeting.body)).toBe(201);
    await send(secretariat, `meetings/${meeting.body.id}`, "meeting.held", {
      attendance: [{ engagementId: id, present: "remote" }],
    });
    await at("meeting", "meeting");

    const draft = await officer.post("/api/v1/recommendations", {
      title: "Premiums that reward screening",
      groupId,
    });
    expect(draft.status, JSON.stringify(draft.body)).toBe(201);
    const paper = {
      recommendationId: draft.body.id,
      engagementId: id,
      kind: "paper",
      text: "Screened ships should pay less.",
    };
    const keyed = () => officer.post("/api/v1/contributions", paper).set("Idempotency-Key", "paper-1");
    const linked = await keyed();
    expect(linked.status, JSON.stringify(linked.body)).toBe(201);
    await at("recommendation", "recommending");
    const again = await keyed();
    expect(again.status).toBe(200);
    expect(again.body).toEqual(linked.body);
    expect((await officer.get(`/api/v1/recommendations/${draft.body.id}`)).body.card).toMatchObject({
      contributions: 1,
    });

    const mails = await officer.get(`/api/v1/mails?instance=${id}&limit=100`);
    expect(mails.body.items.map(({ template }: { template: string }) => template).toReversed()).toEqual(
      expect.arrayContaining([
        "inquiry-received",
        "vetting-approved",
        "waitlisted",
        "seat-offer",
        "welcome-pack",
      ]),
    );
    const { id: mailId } = mails.body.items.find(
      ({ template }: { template: string }) => template === "welcome-pack",
    );
    expect((await officer.get(`/api/v1/mails/${mailId}`)).body).toMatchObject({
      status: "kept",
      instance: id,
      text: expect.any(String),
    });
    expect((await chair.get(`/api/v1/mails/${mailId}`)).status).toBe(403);

    // What those who vet are told is part of the dossier, of which an officer sees the summary (S-035).
    const told = mails.body.items.find(({ audience }: { audience: string }) => audience === "role:vetter");
    expect(told.text).toBe("(Part of the vetting dossier.)");
    const dpo = await house.as("dpo");
    expect((await dpo.get(`/api/v1/mails/${told.id}`)).body.text).toContain("vet");
  });
});

describe("a contribution", () => {
  it("is refused across programmes, and for records the caller may not see", async () => {
    const officer = await house.as("officer");
    const other = await house.as("officer", "elsewhere");
    const id = await house.receive("contributor@harbour.example");
    const draft = await other.post("/api/v1/recommendations", {
      programme: "elsewhere",
      title: "Theirs",
      groupId: id,
    });
    expect(draft.status).toBe(201);
    const body = { recommendationId: draft.body.id, engagementId: id, kind: "paper" };
    expect((await officer.post("/api/v1/contributions", body)).status).toBe(404);
    const both = await house.caller([
      ["officer", "default"],
      ["officer", "elsewhere"],
    ]);
    const answer = await both.post("/api/v1/contributions", body);
    expect(answer.status).toBe(422);
    expect(answer.body.errors[0].pointer).toBe("/engagementId");
  });
});
