import { describe, expect, it } from "vitest";
import { addIncident } from "../../src/store/incidents.ts";
import { newId } from "../../src/lib/ids.ts";
import { testHouse } from "../support/house.ts";

const house = testHouse();

describe("sources", () => {
  it("are made with what a vendor needs to be let in, listed without it, and have one slug", async () => {
    const officer = await house.as("officer");
    const signed = await officer.post("/api/v1/sources", {
      slug: "signed",
      vendor: "tally",
      secret: "0123456789abcdef",
      mapping: { email: "question_p3" },
    });
    expect(signed.status).toBe(201);
    expect(signed.body).toEqual({
      id: expect.any(String),
      slug: "signed",
      url: "http://convoke.example/hooks/signed",
    });
    const unsigned = await officer.post("/api/v1/sources", { slug: "unsigned", vendor: "form" });
    expect(unsigned.body).toEqual({
      id: expect.any(String),
      slug: "unsigned",
      url: `http://convoke.example/hooks/unsigned?token=${unsigned.body.token}`,
      token: expect.stringMatching(/^cvs_[\w-]{43}$/),
    });
    const list = await officer.get("/api/v1/sources");
    expect(list.body.items).toEqual([
      expect.objectContaining({ slug: "contact", vendor: "form", auth: "open" }),
      expect.objectContaining({ slug: "signed", auth: "signature", mapping: { email: "question_p3" } }),
      expect.objectContaining({
        slug: "unsigned",
        auth: "token",
        url: "http://convoke.example/hooks/unsigned",
      }),
    ]);
    expect(list.text).not.toMatch(/0123456789abcdef|cvs_/);
    const taken = await officer.post("/api/v1/sources", { slug: "signed", vendor: "form" });
    expect(taken.status).toBe(409);
  });

  it("that could not work are refused by field", async () => {
    const officer = await house.as("officer");
    for (const [body, pointer] of [
      [{ slug: "a", vendor: "nobody" }, "/vendor"],
      [{ slug: "a", vendor: "form", secret: "0123456789abcdef" }, "/secret"],
      [{ slug: "a", vendor: "tally", secret: "short" }, "/secret"],
      [{ slug: "a", vendor: "tally", secret: "0123456789abcdef", open: true }, "/open"],
      [{ slug: "a", vendor: "form", mapping: { colour: "q1" } }, "/mapping/colour"],
      [{ slug: "a", vendor: "form", programme: "nowhere" }, "/programme"],
      [{ slug: "A", vendor: "form" }, "/slug"],
      [{ vendor: "form" }, "/slug"],
    ] as const) {
      const answer = await officer.post("/api/v1/sources", body);
      expect(answer.status, pointer).toBe(422);
      expect(answer.body.errors[0].pointer).toBe(pointer);
    }
  });

  it("belong to their programme (S-001)", async () => {
    const other = await house.as("officer", "elsewhere");
    expect((await other.get("/api/v1/sources")).body.items).toEqual([]);
    expect((await other.post("/api/v1/sources/contact/rotate", {})).status).toBe(404);
    const vetter = await house.as("vetter");
    expect((await vetter.post("/api/v1/sources", { slug: "v", vendor: "form" })).status).toBe(403);
    expect((await vetter.get("/api/v1/sources")).status).toBe(403);
  });
});

describe("programmes", () => {
  it("are set up by administrators and listed for those who have a part in them", async () => {
    const administrator = await house.as("admin", null);
    const body = {
      slug: "partners",
      name: "Partners in Prevention",
      zone: "Europe/Rome",
      holidays: ["2012-12-25"],
    };
    const made = await administrator.post("/api/v1/programmes", body);
    expect(made.status).toBe(201);
    expect(made.body).toMatchObject({ ...body, week: [1, 2, 3, 4, 5] });
    expect((await administrator.post("/api/v1/programmes", body)).status).toBe(409);
    const officer = await house.as("officer");
    const slugs = (await officer.get("/api/v1/programmes")).body.items.map(
      ({ slug }: { slug: string }) => slug,
    );
    expect(slugs).toEqual(["default"]);
    expect((await officer.post("/api/v1/programmes", { ...body, slug: "mine" })).status).toBe(403);
    const wrong = await administrator.post("/api/v1/programmes", {
      ...body,
      slug: "z",
      zone: "Mars/Olympus",
    });
    expect(wrong.body.errors).toEqual([{ pointer: "/zone", detail: expect.stringContaining("Europe/Rome") }]);
  });

  it("have administrators of their own, who reach no further (S-001)", async () => {
    const own = await house.as("admin", "default");
    expect((await own.get("/api/v1/accounts")).status).toBe(403);
    const everywhere = { name: "Eve", roles: [{ role: "admin", programme: null }] };
    expect((await own.post("/api/v1/accounts", everywhere)).status).toBe(403);
    expect((await own.post("/api/v1/sources", { slug: "own", vendor: "form" })).status).toBe(201);
  });
});

describe("meetings", () => {
  it("take place in a time zone that there is", async () => {
    const secretariat = await house.as("secretariat");
    const body = { title: "First meeting", startsAt: "2013-01-25T13:00:00+01:00", zone: "Mars/Olympus" };
    const wrong = await secretariat.post("/api/v1/meetings", body).expect(422);
    expect(wrong.body.errors).toEqual([{ pointer: "/zone", detail: expect.stringContaining("Europe/Rome") }]);
  });
});

describe("accounts", () => {
  it("are made with roles and a token, and change roles at once", async () => {
    const administrator = await house.as("admin", null);
    const made = await administrator.post("/api/v1/accounts", {
      name: "Olga Officer",
      email: "olga@staff.example",
      roles: [{ role: "officer", programme: "default" }],
    });
    expect(made.status).toBe(201);
    const { id, token } = made.body as { id: string; token: string };
    const asOlga = (path: string) => house.anybody.get(path).set("Authorization", `Bearer ${token}`);
    expect((await asOlga("/api/v1/engagements")).status).toBe(200);
    const changed = await administrator.post(`/api/v1/accounts/${id}/roles`, {
      grant: [{ role: "reviewer", programme: "default" }],
      revoke: [{ role: "officer", programme: "default" }],
    });
    expect(changed.body.roles).toEqual([
      { role: "reviewer", programme: "default", since: expect.any(String), by: "admin" },
    ]);
    expect((await asOlga("/api/v1/mails")).status).toBe(403);
    const list = await administrator.get("/api/v1/accounts");
    expect(list.text).not.toContain(token);
    expect(list.body.items.map(({ name }: { name: string }) => name)).toContain("Olga Officer");
    expect((await administrator.post(`/api/v1/accounts/${newId()}/roles`, {})).status).toBe(404);
  });

  it("are never given the role of Convoke itself (invariant 8)", async () => {
    const administrator = await house.as("admin", null);
    for (const role of ["system", "public", "king"]) {
      const answer = await administrator.post("/api/v1/accounts", {
        name: "X",
        roles: [{ role, programme: "default" }],
      });
      expect(answer.status, role).toBe(422);
      expect(answer.body.errors[0].pointer).toBe("/roles/0/role");
    }
  });
});

describe("workflows", () => {
  it("are shown as data and as a diagram, with every event and its sender", async () => {
    const vetter = await house.as("vetter");
    const list = await vetter.get("/api/v1/workflows");
    expect(list.body.items.map(({ name }: { name: string }) => name)).toEqual(
      expect.arrayContaining(["engagement", "working_group", "meeting", "recommendation"]),
    );
    const { body } = await vetter.get("/api/v1/workflows/engagement?version=1");
    expect(body).toMatchObject({
      version: 1,
      opens: ["inquiry.submitted", "inquiry.logged", "inquiry.imported", "nomination.made"],
      timers: { first_response: { unit: "workingDays", count: 2 } },
    });
    expect(body.diagram).toMatch(/^stateDiagram-v2/);
    expect(body.events.find(({ type }: { type: string }) => type === "triage.claimed")).toMatchObject({
      who: ["officer"],
    });
    expect((await vetter.get("/api/v1/workflows/nothing")).status).toBe(404);
    expect((await vetter.get("/api/v1/workflows/engagement?version=9")).status).toBe(404);
  });
});

describe("a version of a workflow that there is not", () => {
  it("is named", async () => {
    const officer = await house.as("officer");
    const answer = await officer.get("/api/v1/workflows/engagement?version=9").expect(404);
    expect(answer.body.detail).toBe("No version of the workflow has the id engagement v9");
  });
});

describe("deliveries", () => {
  it("say what became of each, and one that is held can be read and tried again", async () => {
    const officer = await house.as("officer");
    const source = await officer.post("/api/v1/sources", { slug: "opaque", vendor: "form", open: true });
    const body = { q7: "?", q9: 12 };
    await house.anybody.post("/hooks/opaque").send(body).expect(200);
    await house.quiet();
    const list = await officer.get(`/api/v1/deliveries?status=held&source=${source.body.id}`);
    expect(list.body.items).toEqual([
      expect.objectContaining({
        status: "held",
        engagement: null,
        reason: expect.stringContaining("mapping"),
      }),
    ]);
    const [{ id }] = list.body.items;
    const held = await officer.get(`/api/v1/deliveries/${id}`);
    expect(JSON.parse(held.body.body)).toEqual(body);
    expect((await (await house.as("officer", "elsewhere")).get(`/api/v1/deliveries/${id}`)).status).toBe(404);
    expect((await (await house.as("chair")).get(`/api/v1/deliveries/${id}`)).status).toBe(403);

    const change = { mapping: { message: "q7" } };
    const changed = await officer.put("/api/v1/sources/opaque/mapping", change);
    expect(changed.status, JSON.stringify(changed.body)).toBe(200);
    expect(changed.body.mapping).toEqual(change.mapping);
    const wrong = await officer.put("/api/v1/sources/opaque/mapping", { mapping: { colour: "q7" } });
    expect(wrong.body.errors[0].pointer).toBe("/mapping/colour");
    expect((await officer.post(`/api/v1/deliveries/${id}/retry`)).status).toBe(204);
    await house.quiet();
    const after = await officer.get(`/api/v1/deliveries/${id}`);
    expect(after.body).toMatchObject({ status: "accepted", engagement: expect.any(String) });
  });
});

describe("incidents", () => {
  it("are seen by the programme's officers and by administrators, and retrying closes them", async () => {
    const id = await house.receive("parked@harbour.example");
    const { pool } = house.database;
    const programmeId = await house.programme("default");
    await pool.query("update instance set status = 'parked', parked_reason = 'a bug' where id = $1", [id]);
    await addIncident(pool, {
      id: newId(),
      instanceId: id,
      programmeId,
      effect: null,
      kind: "parked",
      reason: "a bug",
      createdAt: await house.house.engine.now(),
    });
    const officer = await house.as("officer");
    const administrator = await house.as("admin", null);
    for (const caller of [officer, administrator]) {
      expect((await caller.get("/api/v1/incidents")).body.items).toEqual([
        expect.objectContaining({ instance: id, kind: "parked", reason: "a bug" }),
      ]);
    }
    expect((await (await house.as("officer", "elsewhere")).get("/api/v1/incidents")).body.items).toEqual([]);

    const event = await officer.post(`/api/v1/engagements/${id}/events`, { type: "triage.claimed" });
    expect(event.status).toBe(409);
    expect(event.body).toMatchObject({ code: "parked", detail: expect.stringContaining("a bug") });

    expect((await officer.post(`/api/v1/instances/${id}/retry`)).status).toBe(403);
    const unknown = await administrator.post(`/api/v1/instances/${id}/skip`, { effect: "what" });
    expect(unknown.status).toBe(422);
    expect((await administrator.post(`/api/v1/instances/${id}/retry`)).status).toBe(204);
    expect((await administrator.get("/api/v1/incidents")).body.items).toEqual([]);
    expect((await administrator.post(`/api/v1/instances/${id}/retry`)).status).toBe(409);
    const again = await officer.post(`/api/v1/engagements/${id}/events`, { type: "triage.claimed" });
    expect(again.status).toBe(200);
  });
});

describe("the virtual clock", () => {
  it("moves on and never back", async () => {
    const { body } = await house.anybody.get("/dev/clock");
    expect(body.virtual).toBe(true);
    const moved = await house.anybody.post("/dev/clock").send({ advanceMs: 3_600_000 });
    expect(new Date(moved.body.now).getTime() - new Date(body.now).getTime()).toBe(3_600_000);
    expect((await house.anybody.post("/dev/clock").send({ to: body.now })).status).toBe(409);
    expect((await house.anybody.post("/dev/clock").send({})).status).toBe(422);
  });
});
