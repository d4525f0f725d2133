/**
 * The security tests of authorisation: records of another programme do not exist (OWASP API1), what a body may not set it
 * does not set (API3), and every operation asks who calls (API5, API9). The operations come from the API's own document.
 */
import { beforeAll, describe, expect, it } from "vitest";
import { allOperations } from "../../src/http/resources/index.ts";
import type { Operation } from "../../src/http/operation.ts";
import { ROLES } from "../../workflows/workflow.ts";
import type { Caller } from "../support/house.ts";
import { testHouse } from "../support/house.ts";

const house = testHouse();
const operations = allOperations({ isVirtual: true });
const signedIn = operations.filter(({ needs }) => needs !== "anybody");

/** One record of each kind in the programme `default`, by the tag of the operations that take its id. */
const ids = new Map<string, string>();
let stranger: Caller;

beforeAll(async () => {
  const officer = await house.as("officer");
  const engagement = await house.receive("ines@example.org");
  ids.set("engagements", engagement);
  ids.set("instances", engagement);
  const group = await (
    await house.as("chair")
  )
    .post("/api/v1/groups", { name: "Shipping", launchMonth: "2013-05", capacity: 12 })
    .expect(201);
  ids.set("groups", group.body.id);
  ids.set("sources", (await officer.get("/api/v1/sources")).body.items[0].id);
  ids.set("deliveries", (await officer.get("/api/v1/deliveries")).body.items[0].id);
  ids.set("mails", (await officer.get("/api/v1/mails")).body.items[0].id);
  const link = await officer.post("/api/v1/links", { instance: engagement, purpose: "withdraw" }).expect(201);
  ids.set("links", link.body.id);
  await house.programme("elsewhere");
  // All that one can be, somewhere else.
  const roles = ROLES.filter((role) => role !== "public" && role !== "system");
  stranger = await house.caller(roles.map((role) => [role, "elsewhere"] as const));
});

const call = async (caller: Caller, { method, path }: Pick<Operation, "method" | "path">, id: string) => {
  const at = path.replaceAll(/\{\w+\}/g, id);
  if (method === "get") return await caller.get(at);
  return method === "put" ? await caller.put(at, {}) : await caller.post(at, {});
};

describe("somebody with every role in another programme", () => {
  it("is told of each record by its id that there is none (19)", async () => {
    const taking = signedIn.filter(({ path, tag }) => path.includes("{id}") && ids.has(tag));
    expect(taking.length).toBeGreaterThan(10);
    for (const one of taking) {
      const { status, body } = await call(stranger, one, ids.get(one.tag) ?? "");
      // A body that is wrong is told before anything is looked up, and tells nothing.
      expect(one.body === undefined ? [404] : [404, 422], `${one.id}: ${status}`).toContain(status);
      expect(JSON.stringify(body), one.id).not.toMatch(/Ines|example\.org|Shipping/);
    }
  });

  it("finds nothing of it in any list (19)", async () => {
    const lists = signedIn.filter(({ method, path }) => method === "get" && !path.includes("{"));
    expect(lists.length).toBeGreaterThan(8);
    for (const one of lists) {
      const { body } = await stranger.get(one.path);
      const text = JSON.stringify(body);
      expect(text, one.id).not.toMatch(/ines@example|Ines Duarte|"Shipping"/);
      for (const [kind, id] of ids) expect(text, `${one.id} shows one of ${kind}`).not.toContain(id);
    }
  });
});

describe("a body", () => {
  it("cannot set what it may not: such a field is named and nothing changes (20)", async () => {
    const administrator = await house.as("admin", null);
    const officer = await house.as("officer");
    const programmeId = await house.programme("elsewhere");
    const attempts: [Caller, string, object][] = [
      [
        officer,
        "/api/v1/sources",
        { slug: "mine", vendor: "form", programmeId, secret: "known", tokenHash: "x" },
      ],
      [
        officer,
        "/api/v1/groups",
        { name: "G", launchMonth: "2013-05", capacity: 1, status: "done", programmeId },
      ],
      [administrator, "/api/v1/accounts", { name: "A", id: programmeId, disabledAt: null }],
      [
        administrator,
        "/api/v1/invitations",
        { name: "A", email: "a@b.example", roles: [], grants: [], accountId: programmeId },
      ],
      [
        officer,
        `/api/v1/accounts/${officer.accountId}/tokens`,
        { label: "x", accountId: administrator.accountId, hash: "x" },
      ],
    ];
    for (const [caller, path, body] of attempts) {
      const answer = await caller.post(path, body);
      expect(answer.status, path).toBe(422);
    }
    const roles = await officer.post(`/api/v1/accounts/${officer.accountId}/roles`, {
      grant: [{ role: "admin", programme: null }],
    });
    expect(roles.status).toBe(403);
    const system = await administrator.post(`/api/v1/accounts/${officer.accountId}/roles`, {
      grant: [{ role: "system", programme: "default" }],
    });
    expect(system.status).toBe(422);
  });

  it("of an answer never carries a secret, its hash or a key (20)", async () => {
    const administrator = await house.as("admin", null);
    const officer = await house.as("officer");
    // What a chart's hash covers is public: the chart.
    const lists = signedIn.filter(
      ({ method, path, id }) => method === "get" && !path.includes("{") && id !== "listWorkflows",
    );
    for (const one of lists) {
      for (const caller of [administrator, officer]) {
        const text = JSON.stringify((await caller.get(one.path)).body);
        expect(text, one.id).not.toMatch(/"(?:hash|tokenHash|sealed\w*|keyId|password\w*|secret\w*)":/i);
      }
    }
  });
});

describe("every operation", () => {
  it("is answered 401 without a token, unless it is open to anybody (21)", async () => {
    for (const { method, path, id } of signedIn) {
      const at = path.replaceAll(/\{\w+\}/g, ids.get("engagements") ?? "");
      expect((await house.anybody[method](at)).status, id).toBe(401);
    }
    const open = operations.filter(({ needs }) => needs === "anybody").map(({ id }) => id);
    expect(open.toSorted()).toEqual(["live", "moveClock", "readClock", "ready"]);
  });

  it("gives every role a definite answer, and an account without roles nothing but itself (21)", async () => {
    const nobody = await house.caller([]);
    const roles = ROLES.filter((role) => role !== "public" && role !== "system");
    const callers = await Promise.all(roles.map(async (role) => [role, await house.as(role)] as const));
    for (const one of signedIn.filter(({ method }) => method === "get")) {
      const id = ids.get(one.tag) ?? "0196a000-0000-7000-8000-00000000000a";
      for (const [role, caller] of callers) {
        const { status } = await call(caller, one, id);
        expect([200, 400, 403, 404], `${one.id} by ${role}`).toContain(status);
      }
      if (one.path.includes("{") || ["whoAmI", "listWorkflows"].includes(one.id)) continue;
      const { status, body } = await call(nobody, one, id);
      if (status === 200) expect(body.items ?? [], `${one.id} by nobody`).toEqual([]);
      else expect([400, 403], `${one.id} by nobody`).toContain(status);
    }
  });
});
