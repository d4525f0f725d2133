import { describe, expect, it } from "vitest";
import { testHouse } from "../support/house.ts";

const house = testHouse();
const eventsOf = (id: string) => `/api/v1/engagements/${id}/events`;

/** An engagement of somebody new, in `inquiry.received`. */
let letters = 0;
const received = async () => await house.receive(`writer-${(letters += 1)}@harbour.example`);

async function send(id: string, body: object, headers: Record<string, string> = {}) {
  const officer = await house.as("officer");
  return await officer.post(eventsOf(id), body).set(headers);
}

const journalOf = async (id: string) =>
  (await (await house.as("officer")).get(`/api/v1/engagements/${id}/journal`)).body.items;

describe("an event sent to an engagement", () => {
  it("is answered with the outcome, where it stands and what may be sent next (invariants 1 and 4)", async () => {
    const id = await received();
    const { status, headers, body } = await send(id, { type: "triage.claimed" });
    expect(status).toBe(200);
    expect(headers["etag"]).toBe('"2"');
    expect(body).toMatchObject({
      outcome: "applied",
      id,
      revision: 2,
      stage: "inquiry",
      state: "triage",
      status: "active",
    });
    const answered = body.accepts.find(({ type }: { type: string }) => type === "inquiry.answered");
    expect(answered).toMatchObject({ meaning: expect.any(String), schema: { type: "object" } });
    expect(answered.schema.required).toEqual(["reply", "wantsToTakePart"]);
    const again = await (await house.as("officer")).get(`/api/v1/engagements/${id}`);
    expect(again.headers["etag"]).toBe('"2"');
    expect(again.body).toMatchObject({ revision: 2, owner: (await house.as("officer")).accountId });
  });

  it("is applied once under its Idempotency-Key, and the first answer is given again (S-062, invariant 2)", async () => {
    const id = await received();
    const first = await send(id, { type: "triage.claimed" }, { "Idempotency-Key": '"claim-1"' });
    expect(first.body).toMatchObject({ outcome: "applied", revision: 2 });
    await send(id, { type: "info.requested", data: { questions: ["Which ships?"] } });
    const again = await send(id, { type: "triage.claimed" }, { "Idempotency-Key": "claim-1" });
    expect(again.status).toBe(200);
    expect(again.body).toMatchObject({ outcome: "duplicate", revision: 2, state: "triage" });
    expect(await journalOf(id)).toHaveLength(3);
  });

  it("with free text is known again too, though sealing it gives another text each time", async () => {
    const id = await received();
    await send(id, { type: "triage.claimed" });
    const question = { type: "info.requested", data: { questions: ["Which ships?"] } };
    const key = { "Idempotency-Key": "question" };
    expect((await send(id, question, key)).body.outcome).toBe("applied");
    expect((await send(id, question, key)).body.outcome).toBe("duplicate");
  });

  it("with another body under a used key is answered 409 key-reused", async () => {
    const id = await received();
    await send(id, { type: "triage.claimed" }, { "Idempotency-Key": "k" });
    const other = { type: "owner.assigned", data: { ownerId: "somebody" } };
    const answer = await send(id, other, { "Idempotency-Key": "k" });
    expect(answer.status).toBe(409);
    expect(answer.body).toMatchObject({ code: "key-reused" });
    for (const bad of ["", " ", "x".repeat(201), "a b"]) {
      const refused = await send(id, { type: "spam.cleared" }, { "Idempotency-Key": bad });
      expect(refused.status, bad).toBe(400);
      expect(refused.body.errors[0].pointer).toBe("/headers/Idempotency-Key");
    }
  });

  it("applies only at the revision of If-Match, else 412 with the one it stands at", async () => {
    const id = await received();
    const stale = await send(id, { type: "triage.claimed" }, { "If-Match": '"7"' });
    expect(stale.status).toBe(412);
    expect(stale.body).toMatchObject({ code: "stale-revision", revision: 1, state: "received" });
    expect((await send(id, { type: "triage.claimed" }, { "If-Match": "soon" })).status).toBe(400);
    expect((await send(id, { type: "triage.claimed" }, { "If-Match": '"1"' })).status).toBe(200);
    // Whoever came second reads who was first.
    const second = await send(id, { type: "triage.claimed" }, { "If-Match": '"1"' });
    expect(second.body.since).toMatchObject([
      {
        event: "triage.claimed",
        by: { id: (await house.as("officer")).accountId, name: expect.any(String) },
      },
    ]);
    expect(
      (await send(id, { type: "owner.assigned", data: { ownerId: "o" } }, { "If-Match": "*" })).status,
    ).toBe(200);
  });

  it("may have happened earlier: on a day, or at an instant, but not in the future", async () => {
    const id = await received();
    expect((await send(id, { type: "triage.claimed", happenedOn: "2012-12-01" })).status).toBe(200);
    const instant = "2012-12-02T10:00:00+02:00";
    await send(id, { type: "owner.assigned", data: { ownerId: "o" }, happenedOn: instant });
    expect((await journalOf(id)).map(({ happenedAt }: { happenedAt: string }) => happenedAt)).toEqual([
      "2012-12-03T09:00:00.000Z",
      "2012-12-01T12:00:00.000Z",
      "2012-12-02T08:00:00.000Z",
    ]);
    for (const happenedOn of ["2012-12-04", "2012-12-03T09:00:01Z", "yesterday", "2012-02-30"]) {
      const answer = await send(id, { type: "owner.assigned", data: { ownerId: "p" }, happenedOn });
      expect(answer.status, happenedOn).toBe(422);
      expect(answer.body.errors[0].pointer).toBe("/happenedOn");
    }
    // Whoever may not send it at all is told that first.
    const decision = { type: "vetting.approved", data: { conditions: [] }, happenedOn: "2012-12-04" };
    expect((await send(id, decision)).status).toBe(403);
    const opened = {
      type: "inquiry.submitted",
      happenedOn: "2012-12-04",
      person: { email: "x@example.org" },
    };
    const lead = await house.as("lead");
    expect((await lead.post("/api/v1/engagements", { ...opened, type: "inquiry.logged" })).status).toBe(403);
  });

  it("is entered by an officer on behalf of a stakeholder, and the journal says so", async () => {
    const id = await received();
    const change = { type: "contact_preference.changed", data: { doNotContact: true } };
    expect((await send(id, { ...change, onBehalfOf: "stakeholder" })).status).toBe(200);
    expect((await journalOf(id)).at(-1)).toMatchObject({
      onBehalfOf: "stakeholder",
      actor: { id: (await house.as("officer")).accountId },
    });
    for (const onBehalfOf of ["approver", "system", "admin"]) {
      expect((await send(id, { ...change, onBehalfOf })).status, onBehalfOf).toBe(403);
    }
    const vetter = await house.as("vetter");
    expect((await vetter.post(eventsOf(id), { ...change, onBehalfOf: "stakeholder" })).status).toBe(403);
  });
});

describe("an event that cannot be taken changes nothing, and the answer says why:", () => {
  it("a type nobody knows", async () => {
    const id = await received();
    const answer = await send(id, { type: "triage.claimd" });
    expect(answer.status).toBe(422);
    expect(answer.body).toMatchObject({ code: "invalid", title: "Unprocessable Entity" });
    expect(answer.body.errors).toEqual([
      { pointer: "/type", detail: expect.stringContaining("triage.claimed") },
    ]);
    expect(await journalOf(id)).toHaveLength(1);
  });

  it("the engine's own types, which never enter from outside (invariant 8)", async () => {
    const id = await received();
    for (const type of [
      "xstate.init",
      "xstate.done.actor.x",
      "xstate.after.1.x",
      "effect.failed",
      "toString",
      "__proto__",
    ]) {
      const answer = await send(id, { type });
      expect(answer.status, type).toBe(422);
      expect(answer.body.errors[0].pointer).toBe("/type");
    }
    for (const type of ["first_response.overdue", "seat.reserved", "attendance.recorded"]) {
      const answer = await send(id, { type });
      expect(answer.status, type).toBe(403);
      expect(answer.body.needs).toEqual(["system"]);
    }
    expect(await journalOf(id)).toHaveLength(1);
  });

  it("not accepted now, with those that are", async () => {
    const id = await received();
    const answer = await send(id, {
      type: "inquiry.answered",
      data: { reply: "sent", wantsToTakePart: false },
    });
    expect(answer.status).toBe(409);
    expect(answer.body).toMatchObject({
      code: "refused",
      event: "inquiry.answered",
      guards: [],
      revision: 1,
      state: "received",
    });
    const accepted = answer.body.accepts.map(({ type }: { type: string }) => type);
    expect(accepted).toContain("triage.claimed");
    expect(accepted).not.toContain("first_response.overdue");
    expect(accepted).not.toContain("erasure.executed");
  });

  it("refused by guards, which are named (S-007)", async () => {
    const id = await received();
    await send(id, { type: "triage.claimed" });
    const answer = await send(id, { type: "vetting.started", data: { profile: { country: "PT" } } });
    expect(answer.status).toBe(409);
    expect(answer.body).toMatchObject({ code: "refused", state: "triage" });
    expect(answer.body.guards).toContain("emailVerified");
    expect(answer.body.detail).toContain("emailVerified");
  });

  it("for a check that is missing, and `accepts` had named all that are mandatory", async () => {
    const id = await received();
    await send(id, { type: "triage.claimed" });
    const profile = {
      email: "attested",
      affiliation: "independent",
      country: "PT",
      interests: ["ports"],
      capacity: "expert",
    };
    expect((await send(id, { type: "vetting.started", data: { profile } })).status).toBe(200);
    const vetter = await house.as("vetter");
    const { body } = await vetter.get(`/api/v1/engagements/${id}`);
    const completed = body.accepts.find(({ type }: { type: string }) => type === "screening.completed");
    expect(completed.schema.properties.checks.description).toContain(
      "identity, exclusion_criteria, sanctions_list, public_controversies",
    );
    const identity = {
      check: "identity",
      outcome: "clear",
      evidenceId: "evidence-1",
      checkedOn: "2012-12-03",
    };
    const data = { checks: [identity], dossierHash: "a".repeat(64) };
    const refused = await vetter.post(`/api/v1/engagements/${id}/events`, {
      type: "screening.completed",
      data,
    });
    expect(refused.body).toMatchObject({ status: 409, guards: ["everyCheckDone"] });
  });

  it("a field that is missing, misspelt or of another shape, by JSON Pointer", async () => {
    const id = await received();
    await send(id, { type: "triage.claimed" });
    const answer = await send(id, {
      type: "inquiry.answered",
      data: { repl: "sent", wantsToTakePart: "no" },
    });
    expect(answer.status).toBe(422);
    expect(answer.body.errors.map(({ pointer }: { pointer: string }) => pointer).toSorted()).toEqual([
      "/data/repl",
      "/data/reply",
      "/data/wantsToTakePart",
    ]);
    const nested = await send(id, { type: "vetting.started", data: { profile: { country: "Portugal" } } });
    expect(nested.body.errors[0]).toEqual({
      pointer: "/data/profile/country",
      detail: "expected two capital letters of ISO 3166-1, such as GB",
    });
    const day = await send(id, { type: "triage.claimed", happenedOn: "yesterday" });
    expect(day.body.errors).toEqual([
      {
        pointer: "/happenedOn",
        detail: "expected a date such as 2026-03-02, or an instant such as 2026-03-02T09:00:00Z",
      },
    ]);
    const beside = await send(id, { type: "triage.claimed", wrong: 1 });
    expect(beside.body.errors).toEqual([{ pointer: "/wrong", detail: expect.any(String) }]);
    const typed = await send(id, { type: "triage.claimed", data: { type: "spam.cleared" } });
    expect(typed.body.errors[0].pointer).toBe("/data/type");
  });

  it("text that could not be stored, or a member named __proto__", async () => {
    const id = await received();
    await send(id, { type: "triage.claimed" });
    const officer = await house.as("officer");
    for (const [data, status] of [
      [String.raw`{"questions": ["a\u0000b"]}`, 422],
      [String.raw`{"questions": ["a\ud800b"]}`, 422],
      [String.raw`{"questions": ["a"], "__proto__": {"x": 1}}`, 400],
    ] as const) {
      const answer = await officer
        .post(eventsOf(id))
        .type("json")
        .send(`{"type": "info.requested", "data": ${data}}`);
      expect(answer.status, data).toBe(status);
    }
    expect(await journalOf(id)).toHaveLength(2);
  });

  it("from somebody who may not send it: 403 with the roles that may; 404 from outside the programme (S-001)", async () => {
    const id = await received();
    const approver = await house.as("approver");
    const answer = await approver.post(eventsOf(id), { type: "triage.claimed" });
    expect(answer.status).toBe(403);
    expect(answer.body).toMatchObject({ code: "forbidden", needs: ["officer"], has: ["approver"] });
    const outsider = await house.as("officer", "elsewhere");
    expect((await outsider.post(eventsOf(id), { type: "triage.claimed" })).status).toBe(404);
    const administrator = await house.as("admin", null);
    expect((await administrator.post(eventsOf(id), { type: "triage.claimed" })).status).toBe(404);
    expect((await house.anybody.post(eventsOf(id)).send({ type: "triage.claimed" })).status).toBe(401);
    expect(await journalOf(id)).toHaveLength(1);
  });
});

describe("words that a person wrote", () => {
  it("are sealed in the journal's table and opened in its answer (invariant 12)", async () => {
    const id = await received();
    await send(id, { type: "triage.claimed" });
    await send(id, { type: "info.requested", data: { questions: ["Which flag?", "How many hulls?"] } });
    const { rows } = await house.database.pool.query(
      "select event from journal where instance_id = $1 order by seq desc limit 1",
      [id],
    );
    expect(JSON.stringify(rows[0])).not.toContain("hulls");
    const entry = (await journalOf(id)).at(-1);
    expect(entry).toMatchObject({
      seq: 3,
      type: "info.requested",
      origin: "caller",
      data: { questions: ["Which flag?", "How many hulls?"] },
      state: "needs_information",
      hash: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
  });
});

describe("events sent at once to one engagement", () => {
  it("are totally ordered, each with a revision of its own (invariant 3)", async () => {
    const id = await received();
    await send(id, { type: "triage.claimed" });
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        send(id, { type: "owner.assigned", data: { ownerId: `officer-${index}` } }),
      ),
    );
    const revisions = answers.map(({ body }) => body.revision).toSorted((a, b) => a - b);
    expect(revisions).toEqual(Array.from({ length: 20 }, (_, index) => index + 3));
    expect((await journalOf(id)).map(({ seq }: { seq: number }) => seq)).toEqual(
      Array.from({ length: 22 }, (_, index) => index + 1),
    );
  });
});
