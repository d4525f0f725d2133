import { describe, expect, it } from "vitest";
import { eventually } from "../support/eventually.ts";
import type { Caller } from "../support/house.ts";
import { testHouse } from "../support/house.ts";

const house = testHouse();
const bearing = (token: string) => ({
  get: (path: string) => house.anybody.get(path).set("Authorization", `Bearer ${token}`),
  post: (path: string, body: object = {}) =>
    house.anybody.post(path).set("Authorization", `Bearer ${token}`).send(body),
});
const make = async (one: Caller, body: object, accountId = one.accountId) =>
  await one.post(`/api/v1/accounts/${accountId}/tokens`, { label: "script", ...body });

describe("a token", () => {
  it("is shown once, stored as a hash, and only reads unless it is asked to do more", async () => {
    const officer = await house.caller([["officer", "default"]]);
    const { body, status } = await make(officer, {});
    expect(status).toBe(201);
    expect(body.token).toMatch(/^cvk_/);
    expect(body.scope).toEqual({ readOnly: true, roles: null, programmes: null });
    const { body: list } = await officer.get(`/api/v1/accounts/${officer.accountId}/tokens`);
    expect(JSON.stringify(list)).not.toContain(body.token);
    const { rows } = await house.database.pool.query("select * from api_token");
    expect(JSON.stringify(rows)).not.toContain(body.token);

    expect((await bearing(body.token).get("/api/v1/engagements")).status).toBe(200);
    const refused = await bearing(body.token).post("/api/v1/sources", { slug: "other", vendor: "form" });
    expect(refused.status).toBe(403);
    expect(refused.body.detail).toBe("This token may look and change nothing");
  });

  it("has of its account's roles and programmes those it was given, and none it loses", async () => {
    await house.programme("elsewhere");
    const both = await house.caller([
      ["officer", null],
      ["approver", "default"],
    ]);
    const { body } = await make(both, {
      scope: { readOnly: false, roles: ["officer"], programmes: ["elsewhere"] },
    });
    const one = bearing(body.token);
    expect((await one.get("/api/v1/me")).body.roles).toEqual([{ role: "officer", programme: "elsewhere" }]);
    const engagement = await house.receive("of-default@example.org");
    expect((await one.get(`/api/v1/engagements/${engagement}`)).status).toBe(404);
    expect((await both.get(`/api/v1/engagements/${engagement}`)).status).toBe(200);

    const administrator = await house.as("admin", null);
    await administrator
      .post(`/api/v1/accounts/${both.accountId}/roles`, { revoke: [{ role: "officer", programme: null }] })
      .expect(200);
    expect((await one.get("/api/v1/me")).body.roles).toEqual([]);
  });

  it("that may do less than its account cannot make one that may do more", async () => {
    const officer = await house.caller([["officer", "default"]]);
    const { body } = await make(officer, { scope: { readOnly: false, roles: ["officer"] } });
    const more = await bearing(body.token).post(`/api/v1/accounts/${officer.accountId}/tokens`, {
      label: "more",
    });
    expect(more.status).toBe(403);
  });

  it("ends on its day, and at once when it is revoked", async () => {
    const officer = await house.caller([["officer", "default"]]);
    const { body: short } = await make(officer, { expiresInDays: 1 });
    const { body: other } = await make(officer, {});
    await officer.post(`/api/v1/accounts/${officer.accountId}/tokens/${other.id}/revoke`).expect(204);
    await officer.post(`/api/v1/accounts/${officer.accountId}/tokens/${other.id}/revoke`).expect(404);
    expect((await bearing(other.token).get("/api/v1/me")).status).toBe(401);
    expect((await bearing(short.token).get("/api/v1/me")).status).toBe(200);
    await house.advance(new Date((await house.house.engine.now()).getTime() + 86_400_000));
    expect((await bearing(short.token).get("/api/v1/me")).status).toBe(401);
  });

  it("says when it was last used, to the minute and not oftener", async () => {
    const officer = await house.caller([["officer", "default"]]);
    const { body } = await make(officer, {});
    const lastUsed = async () => {
      const { body: list } = await officer.get(`/api/v1/accounts/${officer.accountId}/tokens`);
      return list.items.find((one: { id: string }) => one.id === body.id).lastUsedAt as string | null;
    };
    expect(await lastUsed()).toBeNull();
    await bearing(body.token).get("/api/v1/me").expect(200);
    const first = await eventually(async () => {
      const at = await lastUsed();
      expect(at).not.toBeNull();
      return at;
    });
    await house.advance(new Date((await house.house.engine.now()).getTime() + 30_000));
    await bearing(body.token).get("/api/v1/me").expect(200);
    expect(await lastUsed()).toBe(first);
  });

  it("is nobody else's to see, make or revoke; a service account's is the administrator's", async () => {
    const officer = await house.caller([["officer", "default"]]);
    const other = await house.caller([["officer", "default"]]);
    const administrator = await house.as("admin", null);
    expect((await other.get(`/api/v1/accounts/${officer.accountId}/tokens`)).status).toBe(403);
    expect((await make(other, {}, officer.accountId)).status).toBe(403);
    // Not even an administrator acts in another person's name.
    expect((await make(administrator, {}, officer.accountId)).status).toBe(404);
    const { body: service } = await administrator.post("/api/v1/accounts", {
      name: "Importer",
      kind: "service",
      roles: [{ role: "officer", programme: "default" }],
    });
    const { body } = await make(administrator, {}, service.id);
    expect((await bearing(body.token).get("/api/v1/me")).body.kind).toBe("service");
    expect((await administrator.post(`/api/v1/accounts/${service.id}/invite-back`)).status).toBe(404);
  });

  it("is refused with a word on each field that is wrong", async () => {
    const officer = await house.caller([["officer", "default"]]);
    const answer = await make(officer, { label: " ", expiresInDays: 4_000, scope: { roles: ["king"] } });
    expect(answer.status).toBe(422);
    expect(answer.body.errors.map(({ pointer }: { pointer: string }) => pointer)).toEqual([
      "/label",
      "/expiresInDays",
      "/scope/roles/0",
    ]);
  });

  it("guessed at over and over is answered 429 after a while", async () => {
    let last = 401;
    for (let tries = 0; tries < 120 && last === 401; tries += 1)
      last = (await bearing(`cvk_${tries}`).get("/api/v1/me")).status;
    expect(last).toBe(429);
    const officer = await house.as("officer");
    expect((await officer.get("/api/v1/me")).status).toBe(200);
  });
});

describe("another site's page", () => {
  it("learns nothing from the API while no origin is named", async () => {
    const asked = await house.anybody.get("/health/live").set("Origin", "https://www.example.org");
    expect(asked.headers["access-control-allow-origin"]).toBeUndefined();
  });
});
