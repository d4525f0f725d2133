/**
 * The policy over HTTP: every operation of the API's document, as every role, against what the table says. An operation that
 * names no need does not compile; one whose answer differs from the table fails here.
 */
import { beforeAll, describe, expect, it } from "vitest";
import type { KnownRecord } from "../../src/auth/may-know.ts";
import { recordOf, viewFor } from "../../src/auth/may-know.ts";
import { dataOf, HELD_PER_BODY, PLACELESS, policy } from "../../src/auth/policy.ts";
import { grantMeets } from "../../src/auth/scope-of.ts";
import type { Actor, Grant } from "../../src/contract/actor.ts";
import type { Operation } from "../../src/http/operation.ts";
import { allOperations } from "../../src/http/resources/index.ts";
import { newId } from "../../src/lib/ids.ts";
import type { Role } from "../../workflows/workflow.ts";
import { ROLES } from "../../workflows/workflow.ts";
import { workflows } from "../../workflows/index.ts";
import type { Caller } from "../support/house.ts";
import { testHouse } from "../support/house.ts";
import { bringToGroup } from "../support/bring-to-group.ts";

const house = testHouse();
const operations = new Map<string, Operation>(
  allOperations({ isVirtual: true }).map((one) => [`${one.method} ${one.path}`, one]),
);
const HELD = ROLES.filter((role) => role !== "public" && role !== "system");

interface Known {
  readonly id: string;
  readonly record: Omit<KnownRecord, "data">;
}
/** One record of each kind in the programme, by its name in the path. */
const known = new Map<string, Known>();
let group = "";
let otherGroup = "";
let engagement = "";

interface Someone {
  readonly caller: Caller;
  readonly actor: Actor;
  readonly name: string;
}
const inProgramme: Someone[] = [];

beforeAll(async () => {
  const officer = await house.as("officer");
  const chair = await house.as("chair");
  const plan = async (name: string) =>
    (await chair.post("/api/v1/groups", { name, launchMonth: "2013-05", capacity: 12 }).expect(201)).body.id;
  [group, otherGroup] = [await plan("Shipping"), await plan("Insurance")];
  engagement = await bringToGroup(house, "ines@example.org", group);

  const programmeId = await house.programme("default");
  const place = async (id: string): Promise<Known> => {
    const instance = await house.house.engine.peek(id);
    if (instance === undefined) throw new Error(`No instance ${id}`);
    return { id, record: recordOf(instance) };
  };
  const theirs = await place(engagement);
  known.set("engagements", theirs);
  known.set("groups", await place(group));
  const meeting = { groupId: group, title: "First meeting", startsAt: "2013-05-02T09:00:00Z" };
  const { body: met } = await (await house.as("secretariat")).post("/api/v1/meetings", meeting).expect(201);
  known.set("meetings", await place(met.id));
  const draft = { groupId: group, title: "Insure the ships" };
  const { body: drafted } = await officer.post("/api/v1/recommendations", draft).expect(201);
  known.set("recommendations", await place(drafted.id));
  known.set("people", { id: theirs.record.partyId ?? "", record: theirs.record });
  const first = async (list: string) => (await officer.get(`/api/v1/${list}`).expect(200)).body.items[0].id;
  for (const noun of ["sources", "deliveries", "mails"])
    known.set(noun, { id: await first(noun), record: { programmeId } });
  known.set("instances", { id: engagement, record: { programmeId } });
  known.set("programmes", { id: programmeId, record: { programmeId } });

  for (const role of HELD) inProgramme.push(await someone(role, { programmeId }));
});

async function someone(role: Role, at: Omit<Grant, "role">, slug = "default"): Promise<Someone> {
  const grant: Grant = { role, ...at };
  const caller = await house.caller([[role, slug]]);
  if (at.bodyId != null) {
    await house.database.pool.query("update role_grant set body_id = $2 where account_id = $1", [
      caller.accountId,
      at.bodyId,
    ]);
  }
  const actor: Actor = { id: caller.accountId, kind: "staff", name: role, grants: [grant] };
  return { caller, actor, name: at.bodyId == null ? role : `${role} of a body` };
}

const nounOf = ({ path }: Operation): string => path.split("/")[3] ?? "";

const call = async (caller: Caller, { method, path }: Operation, id: string) => {
  const at = path.replace("{id}", id).replaceAll(/\{\w+\}/g, newId());
  if (method === "get") return await caller.get(at);
  const body = path.endsWith("/events") ? { type: "nothing.we.know" } : {};
  return method === "put" ? await caller.put(at, body) : await caller.post(at, body);
};

/** What the table says of a call: refused, hidden, or anything else, which the operation itself decides. */
function expected({ actor }: Someone, one: Operation, at: Known | undefined): readonly ("in" | 403 | 404)[] {
  const { needs, path } = one;
  // What anybody who signed in may call is about themselves, or public; whose token it is, the operation asks.
  if (typeof needs === "string") return path.includes("{") ? ["in", 403, 404] : ["in"];
  const isRecord = path.includes("{") && !PLACELESS.includes(needs.data);
  if (!isRecord) return actor.grants.some(grantMeets(needs)) ? ["in", 404] : [403];
  if (at === undefined) return [403, 404];
  if (viewFor(actor, { ...at.record, data: needs.data }, needs) === undefined) return [403];
  // Of something below the record, such as an opening of its ledger, there is none.
  return /\{(?!id\})/.test(path) ? ["in", 404] : ["in"];
}

/** The ledger is opened by two people together; who may be one of them is its own rule. */
const needsTwo = ({ needs }: Operation): boolean =>
  typeof needs !== "string" && needs.data === "attribution ledger";

/** The wanted and the found, when they differ. */
async function differs(who: Someone, one: Operation, wanted: readonly (string | number)[], id: string) {
  const { status, body } = await call(who.caller, one, id);
  // Further conditions than the role's: how the record is marked, and whose event it is.
  const isFiner = body.marking !== undefined || body.event !== undefined || needsTwo(one);
  if (status === 403 && wanted.includes("in") && isFiner) return [];
  const found = status === 403 || status === 404 || status >= 500 ? status : "in";
  if (wanted.includes(found)) return [];
  // A body that is wrong is told before anything is looked up, and tells nothing.
  if (status === 422 && one.body !== undefined && one.path.includes("{")) return [];
  return [`${who.name}: ${one.id} gave ${status}, expected ${wanted.join(" or ")}: ${body.detail ?? ""}`];
}

const documented = async (): Promise<Operation[]> => {
  const { body } = await house.anybody.get("/openapi.json").expect(200);
  const paths: Record<string, Record<string, object>> = body.paths;
  const found = Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => ({
      key: `${method} ${path}`,
      one: operations.get(`${method} ${path}`),
    })),
  );
  // The door for form vendors takes bytes and answers to a signature, not to a role.
  expect(found.filter(({ one }) => one === undefined).map(({ key }) => key)).toEqual([
    "post /hooks/{source}",
  ]);
  return found.flatMap(({ one }) => one ?? []);
};

/** Looking first: what changes something comes after everybody has looked. */
const inOrder = (all: readonly Operation[]): Operation[] => [
  ...all.filter(({ method }) => method === "get"),
  ...all.filter(({ method, path }) => method !== "get" && path !== "/dev/clock"),
];

describe("every operation, as every role", () => {
  it("of the programme answers as the table says", async () => {
    const wrong: string[] = [];
    for (const one of inOrder(await documented())) {
      const at = known.get(nounOf(one));
      const asked = inProgramme.map((who) => differs(who, one, expected(who, one, at), at?.id ?? newId()));
      wrong.push(...(await Promise.all(asked)).flat());
    }
    expect(wrong).toEqual([]);
  }, 240_000);

  it("of another programme finds that there is no such record (S-001)", async () => {
    const programmeId = await house.programme("elsewhere");
    const wrong: string[] = [];
    for (const role of HELD) {
      const who = await someone(role, { programmeId }, "elsewhere");
      for (const one of await documented()) {
        const at = known.get(nounOf(one));
        if (at === undefined || one.method !== "get" || !one.path.includes("{id}")) continue;
        if (typeof one.needs === "string" || PLACELESS.includes(one.needs.data)) continue;
        wrong.push(...(await differs(who, one, [404], at.id)));
      }
    }
    expect(wrong).toEqual([]);
  }, 120_000);

  it("of a body answers for what belongs to it, and knows of nothing that does not", async () => {
    const programmeId = await house.programme("default");
    const wrong: string[] = [];
    for (const role of HELD_PER_BODY) {
      const own = await someone(role, { programmeId, bodyId: group });
      const other = await someone(role, { programmeId, bodyId: otherGroup });
      for (const one of await documented()) {
        const at = known.get(nounOf(one));
        const bodies = at?.record.bodies ?? [];
        if (at === undefined || bodies.length === 0 || one.method !== "get" || !one.path.includes("{id}"))
          continue;
        wrong.push(...(await differs(own, one, expected(own, one, at), at.id)));
        wrong.push(...(await differs(other, one, [404], at.id)));
      }
    }
    expect(wrong).toEqual([]);
  });
});

describe("the table", () => {
  it("knows a kind of data for every workflow", () => {
    const kinds = new Set(Object.values(policy).flatMap((rights) => Object.keys(rights)));
    for (const { name } of workflows) expect(kinds, name).toContain(dataOf(name));
  });
});

describe("what a role sees of a record", () => {
  const view = async (who: Someone, path: string) => (await who.caller.get(path).expect(200)).body;

  it("is the roster card to the lead of their group: no address, no stage, nothing of their vetting", async () => {
    const programmeId = await house.programme("default");
    const lead = await someone("lead", { programmeId, bodyId: group });
    const card = await view(lead, `/api/v1/engagements/${engagement}`);
    expect(card).toMatchObject({
      stage: null,
      state: "waiting",
      owner: null,
      card: { groups: [group], seat: "waiting" },
      party: { name: "Ines Duarte", email: null },
      deadlines: [],
      refuses: [],
    });
    expect(JSON.stringify(card)).not.toMatch(/vetter|tier|ines@example/);
    const { items } = await view(lead, "/api/v1/engagements");
    expect(items.map(({ id }: { id: string }) => id)).toEqual([engagement]);
    // A filter would tell what the card does not.
    expect((await view(lead, "/api/v1/engagements?state=waitlisted")).items).toEqual([]);
    const people = await view(lead, "/api/v1/people?q=ines");
    expect(people.items).toMatchObject([{ name: "Ines Duarte", email: null }]);
    expect((await view(lead, "/api/v1/groups")).items).toMatchObject([{ id: group }]);

    const stranger = await someone("lead", { programmeId, bodyId: otherGroup });
    for (const list of ["engagements", "people", "meetings", "recommendations"])
      expect((await view(stranger, `/api/v1/${list}`)).items, list).toEqual([]);
  });

  it("is the vetting's summary to an officer, and the dossier to a vetter who is assigned and to the approver", async () => {
    const journal = `/api/v1/engagements/${engagement}/journal`;
    const screeningAs = async (caller: Caller) => {
      const { body } = await caller.get(journal).expect(200);
      return body.items.find(({ type }: { type: string }) => type === "screening.completed");
    };
    const seen = await screeningAs(await house.as("officer"));
    expect(seen).toMatchObject({ withheld: ["checks"] });
    expect(seen.data).not.toHaveProperty("checks");
    for (const role of ["vetter", "approver"] as const) {
      const whole = await screeningAs(await house.as(role));
      expect(whole, role).toMatchObject({ withheld: [] });
      expect(whole.data.checks, role).toHaveLength(4);
    }
    // Another vetter has a part in the programme, but not this case.
    const idle = await house.caller([["vetter", "default"]]);
    await idle.get(journal).expect(403);
    expect((await idle.get("/api/v1/engagements").expect(200)).body.items).toEqual([]);
  });

  it("lets a lead act in their own group only", async () => {
    const programmeId = await house.programme("default");
    const lead = await someone("lead", { programmeId, bodyId: group });
    const offer = (groupId: string) =>
      lead.caller.post(`/api/v1/engagements/${engagement}/events`, {
        type: "seat.offered",
        data: { groupId, undertakings: "2013-01" },
      });
    const abroad = await offer(otherGroup);
    expect(abroad.status).toBe(403);
    const own = await offer(group);
    // The group takes nobody yet; a lead is not told where the case stands.
    expect(own.status).toBe(409);
    expect(JSON.stringify(own.body)).not.toMatch(/waitlisted|assignment/);
    const meeting = { title: "T", startsAt: "2013-06-02T09:00:00Z" };
    await lead.caller.post("/api/v1/meetings", { ...meeting, groupId: otherGroup }).expect(404);
    await lead.caller.post("/api/v1/meetings", { ...meeting, groupId: group }).expect(201);
  });
});

describe("a role in a body", () => {
  it("is given and taken over the API, for bodies of the programme and roles that bodies have", async () => {
    const administrator = await house.as("admin", null);
    const lead = { role: "lead", programme: "default", body: group };
    const made = await administrator.post("/api/v1/accounts", { name: "Lea", roles: [lead] }).expect(201);
    expect(made.body.roles).toEqual([lead]);
    const roles = `/api/v1/accounts/${made.body.id}/roles`;
    const both = await administrator.post(roles, { grant: [{ ...lead, body: otherGroup }] }).expect(200);
    expect(both.body.roles).toHaveLength(2);
    const one = await administrator.post(roles, { revoke: [lead] }).expect(200);
    expect(one.body.roles).toEqual([{ ...lead, body: otherGroup }]);

    for (const wrong of [
      { ...lead, role: "officer" },
      { ...lead, body: newId() },
      { ...lead, programme: null },
    ]) {
      const answer = await administrator.post(roles, { grant: [wrong] }).expect(422);
      expect(answer.body.errors[0].pointer).toBe("/grant/0/body");
    }
  });
});
