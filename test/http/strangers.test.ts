/**
 * The security tests of authorisation, made from the API's own document, so that no route is forgotten: records of another
 * programme do not exist (OWASP API1), what a body may not set it does not set and answers carry what is described and no
 * more (API3), and every operation asks who calls (API5, API9).
 */
import { beforeAll, describe, expect, it } from "vitest";
import { PLACELESS } from "../../src/auth/policy.ts";
import type { Operation } from "../../src/http/operation.ts";
import { newId } from "../../src/lib/ids.ts";
import { ROLES } from "../../workflows/workflow.ts";
import type { EveryRecord } from "../support/every-record.ts";
import { documentedOperations, everyRecord, nounOf, WORDS } from "../support/every-record.ts";
import type { Caller } from "../support/house.ts";
import { testHouse } from "../support/house.ts";
import { quickCalls } from "../support/quick-calls.ts";
import { searchesFor } from "../support/searches.ts";

const house = testHouse();
const ask = quickCalls(house);
const HELD = ROLES.filter((role) => role !== "public" && role !== "system");

let records: EveryRecord;
let all: Operation[];
/** All that one can be, somewhere else. */
let stranger: Caller;
/** All that one can be, here; and who administers the house. */
let insider: Caller;
let administrator: Caller;

beforeAll(async () => {
  records = await everyRecord(house);
  all = await documentedOperations(house);
  await house.programme("elsewhere");
  stranger = await house.caller(HELD.map((role) => [role, "elsewhere"] as const));
  insider = await house.caller(HELD.map((role) => [role, "default"] as const));
  administrator = await house.as("admin", null);
}, 300_000);

const signedIn = (): Operation[] => all.filter(({ needs }) => needs !== "anybody");
const isPlaceless = ({ needs }: Operation): boolean =>
  typeof needs === "string" || PLACELESS.includes(needs.data) || needs.data === "house";

const at = ({ path }: Pick<Operation, "path">, id: string): string =>
  path
    .replace("{id}", id)
    .replace("{taxonomy}", "sectors")
    .replaceAll(/\{\w+\}/g, newId());
const call = async (caller: Caller | undefined, one: Operation, id: string) =>
  await ask(caller, one.method, at(one, id), one.method === "get" ? undefined : {});

/** Every list with every filter that its description names, set to what is another programme's. */
const searches = () =>
  searchesFor(all, ["default", "Ines", "Shipping", ...[...records.byNoun.values()].map(({ id }) => id)]);

describe("somebody with every role in another programme", () => {
  it("is told of each record by its id that there is none, whatever they send (19)", async () => {
    const taking = signedIn().filter((one) => one.path.includes("{id}") && !isPlaceless(one));
    expect(taking.length).toBeGreaterThan(50);
    for (const one of taking) {
      const { status, body } = await call(stranger, one, records.byNoun.get(nounOf(one))?.id ?? "");
      expect(status, `${one.id}: ${String(body["detail"])}`).toBe(404);
      expect(JSON.stringify(body), one.id).not.toMatch(WORDS);
    }
  }, 300_000);

  it("is given nothing that stands in no programme, but for the directory that institutions share (19)", async () => {
    const taking = signedIn().filter((one) => one.path.includes("{id}") && isPlaceless(one));
    for (const one of taking) {
      const id = nounOf(one) === "accounts" ? insider.accountId : records.programmeId;
      const { status } = await call(stranger, one, id);
      // Whose lists an entry of the directory is filed under, its body says.
      const isOfDirectory = nounOf(one).startsWith("organisation") && one.method !== "get";
      const refused = isOfDirectory ? [404, 422] : [403, 404];
      expect(refused, `${one.id}: ${status}`).toContain(status);
    }
  });

  it("looks at no record as it once stood, and at none of its journal (19)", async () => {
    for (const noun of ["engagements", "groups", "meetings", "recommendations", "interests"]) {
      const { id = "" } = records.byNoun.get(noun) ?? {};
      for (const path of [`${id}?at=1`, `${id}/journal?limit=1`, `${id}?at=2012-12-03T10:00:00Z`])
        expect((await ask(stranger, "get", `/api/v1/${noun}/${path}`)).status, path).toBe(404);
    }
  });

  it("finds nothing of it in any list, search, count, log or export, with any filter (19)", async () => {
    // The trail first: it keeps what its reader went on to search for.
    const tried = searches().toSorted((a, b) => rank(a.path) - rank(b.path));
    expect(tried.length).toBeGreaterThan(100);
    const foreign = [...records.byNoun.values()].map(({ id }) => id);
    const shown: string[] = [];
    for (const { one, path, said } of tried) {
      const { status, body } = await ask(stranger, "get", path);
      const text = JSON.stringify(body);
      // A refusal repeats what was asked for.
      const told = foreign.filter((id) => id !== said && text.includes(id));
      const isPublic = one.id === "searchOrganisations" || one.id === "listDuplicateOrganisations";
      if (status >= 500 || told.length > 0 || (status === 200 && !isPublic && WORDS.test(text)))
        shown.push(`${path} gave ${status}: ${told.join()}`);
    }
    expect(shown).toEqual([]);
  }, 300_000);
});

const rank = (path: string): number => (path.startsWith("/api/v1/audit") ? 0 : 1);

interface Described {
  readonly requestBody?: { readonly content: Record<string, { readonly schema: Schema }> };
}
interface Schema {
  readonly $ref?: string;
  readonly type?: string;
  readonly properties?: Record<string, unknown>;
  readonly additionalProperties?: unknown;
  readonly propertyNames?: unknown;
  readonly oneOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
}

/** Fields that are the house's own to set. */
const OURS =
  /^(?:id|programmeId|status|stage|revision|ownerId|hash|tokenHash|sealed\w*|keyId|createdAt|createdBy|disabledAt|usedAt|requestedBy|approvedBy)$/;

describe("a body", () => {
  it("of every operation takes the fields that are described and no other, and none of the house's own (20)", async () => {
    const { body } = await house.anybody.get("/openapi.json").expect(200);
    const schemas: Record<string, Schema> = body.components.schemas;
    const open: string[] = [];
    let count = 0;
    const check = (schema: Schema, name: string): void => {
      const { $ref, oneOf, anyOf, allOf, properties = {}, additionalProperties, propertyNames } = schema;
      if ($ref !== undefined) return check(schemas[$ref.split("/").at(-1) ?? ""] ?? {}, name);
      const parts = [...(oneOf ?? []), ...(anyOf ?? []), ...(allOf ?? [])];
      if (parts.length > 0) return parts.forEach((part) => check(part, name));
      count += 1;
      if (additionalProperties !== false && propertyNames === undefined) open.push(`${name} takes any field`);
      open.push(
        ...Object.keys(properties).flatMap((key) => (OURS.test(key) ? [`${name} takes ${key}`] : [])),
      );
    };
    for (const [path, methods] of Object.entries(body.paths as Record<string, Record<string, Described>>))
      for (const [method, { requestBody }] of Object.entries(methods))
        for (const [type, { schema }] of Object.entries(requestBody?.content ?? {}))
          if (!path.startsWith("/hooks/") && type === "application/json") check(schema, `${method} ${path}`);
    expect(count).toBeGreaterThan(30);
    expect(open).toEqual([]);
  });

  it("cannot set what it may not: whoever may call is told so, and nothing changes (20)", async () => {
    const stolen = {
      programmeId: await house.programme("elsewhere"),
      status: "done",
      role: "admin",
      tokenHash: "x",
      hash: "x",
    };
    const before = await counts();
    for (const one of signedIn().filter(({ body }) => body !== undefined)) {
      const id = records.byNoun.get(nounOf(one))?.id ?? insider.accountId;
      for (const caller of [insider, administrator]) {
        const { status } = await ask(caller, one.method, at(one, id), stolen);
        expect([403, 404, 422], `${one.id}: ${status}`).toContain(status);
      }
    }
    expect(await counts()).toEqual(before);
  }, 300_000);

  it("gives nobody a role that they may not give (20)", async () => {
    const officer = await house.as("officer");
    const path = `/api/v1/accounts/${officer.accountId}/roles`;
    await officer.post(path, { grant: [{ role: "admin", programme: null }] }).expect(403);
    await administrator.post(path, { grant: [{ role: "system", programme: "default" }] }).expect(422);
    const who = { name: "A", email: "a@b.example" };
    const invitation = { ...who, roles: [{ role: "approver", programme: "default" }] };
    await officer.post("/api/v1/invitations", invitation).expect(403);
  });
});

/** How much there is of everything that a body could make. */
async function counts(): Promise<unknown> {
  const tables = [
    "instance",
    "journal",
    "party",
    "account",
    "role_grant",
    "api_token",
    "programme",
    "source",
    "action_link",
  ];
  const { rows } = await house.database.pool.query(
    `select ${tables.map((table) => `(select count(*) from ${table}) as ${table}`).join(", ")}`,
  );
  return rows[0];
}

describe("an answer", () => {
  it("has the fields of its description and no other, for every role (20)", async () => {
    const callers = await Promise.all(HELD.map(async (role) => [role, await house.as(role)] as const));
    const more: string[] = [];
    let read = 0;
    for (const one of signedIn().filter(({ method }) => method === "get")) {
      const id = records.byNoun.get(nounOf(one))?.id ?? insider.accountId;
      const query = one.id === "listLinks" ? `?instance=${records.engagement}` : "";
      for (const [role, caller] of [...callers, ["administrator", administrator] as const]) {
        const { status, body } = await ask(caller, "get", at(one, id) + query);
        const { schema, type } = one.success;
        if (status !== 200 || schema === undefined || type !== undefined || "text" in body) continue;
        read += 1;
        const parsed = schema.safeParse(body);
        if (!parsed.success) more.push(`${one.id} by ${role} is not as described: ${parsed.error.message}`);
        else if (JSON.stringify(sorted(parsed.data)) !== JSON.stringify(sorted(body)))
          more.push(`${one.id} by ${role} says more than is described`);
      }
    }
    expect(read).toBeGreaterThan(100);
    expect(more).toEqual([]);
  }, 300_000);

  it("shows a secret once, when it is made, and never again (20)", async () => {
    const secrets = await makeSecrets();
    expect(secrets.length).toBeGreaterThan(4);
    for (const one of signedIn().filter(({ method }) => method === "get")) {
      const id = records.byNoun.get(nounOf(one))?.id ?? administrator.accountId;
      const query = one.id === "listLinks" ? `?instance=${records.engagement}` : "";
      for (const caller of [insider, administrator]) {
        const { body } = await ask(caller, "get", at(one, id) + query);
        const text = JSON.stringify(body);
        for (const secret of secrets) expect(text.includes(secret), `${one.id} shows a secret`).toBe(false);
        // What a chart's hash and a row's chain cover is public to who reads them.
        expect(text, one.id).not.toMatch(/"(?:tokenHash|sealed[A-Z]\w*|keyId|password\w*|secret\w*)":/);
      }
    }
  }, 300_000);
});

/** The same with members in one order. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  return Object.fromEntries(
    members.toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([key, member]) => [key, sorted(member)]),
  );
}

/** One of every secret that the API gives or takes. */
async function makeSecrets(): Promise<string[]> {
  const officer = await house.as("officer");
  const secret = "a-secret-that-only-the-vendor-has";
  await officer.post("/api/v1/sources", { slug: "signed", vendor: "typeform", secret }).expect(201);
  const open = await officer.post("/api/v1/sources", { slug: "by-token", vendor: "form" }).expect(201);
  const rotated = await officer.post(`/api/v1/sources/${open.body.id}/rotate`, {}).expect(200);
  const account = await administrator
    .post("/api/v1/accounts", { name: "A", kind: "service", roles: [] })
    .expect(201);
  const token = await administrator
    .post(`/api/v1/accounts/${account.body.id}/tokens`, { label: "x", expiresInDays: 1 })
    .expect(201);
  const link = await officer
    .post("/api/v1/links", { instance: records.engagement, purpose: "withdraw" })
    .expect(201);
  const made = [
    open.body.token,
    rotated.body.token,
    account.body.token,
    token.body.token,
    link.body.url.split("/act/")[1],
  ];
  return [secret, ...made];
}

describe("every operation", () => {
  it("is answered 401 without a token, unless it is open to anybody (21)", async () => {
    for (const one of signedIn())
      expect((await call(undefined, one, records.engagement)).status, one.id).toBe(401);
    const open = all.filter(({ needs }) => needs === "anybody").map(({ id }) => id);
    expect(open.toSorted()).toEqual(["live", "readClock", "ready"]);
  }, 300_000);

  it("is nothing to an account without roles but itself (21)", async () => {
    const nobody = await house.caller([]);
    for (const one of signedIn().filter(({ method, path }) => method === "get" && !path.includes("{"))) {
      if (one.id === "whoAmI" || one.id === "listWorkflows") continue;
      // What a stream tells somebody is asked of each of its messages: test/http/stream.test.ts.
      if (one.success.type === "text/event-stream") continue;
      const { status, body } = await call(nobody, one, "");
      if (status === 200) expect(body["items"], `${one.id} by nobody`).toEqual([]);
      else expect([400, 403], `${one.id} by nobody`).toContain(status);
    }
  });

  it("is described: no route of the API is without its operation (21)", async () => {
    const described = new Set(
      all.map(({ method, path }) => `${method} ${path.replaceAll(/\{(\w+)\}/g, ":$1")}`),
    );
    described.add("post /dev/clock");
    const routes = routesOf(house.app.router as unknown as Stack);
    expect(routes.length).toBeGreaterThan(described.size);
    const undescribed = routes.filter((route) => !PAGES.test(route) && !described.has(route));
    expect(undescribed).toEqual([]);
  });
});

/** Pages for people and the door for form vendors; they have no place in the document. */
const PAGES =
  /^\w+ \/(?:$|openapi\.json$|docs|\^\\\/console\(|sign-in|signed-in$|sign-out|account|invitations\/|act\/|assets\/|hooks\/|forms\/|programmes\/)/;

interface Stack {
  readonly stack: readonly {
    readonly route?: { readonly path: string; readonly methods: Readonly<Record<string, boolean>> };
    readonly handle?: Partial<Stack>;
  }[];
}

/** Every method and path that Express answers, but for what refuses other methods. */
function routesOf({ stack }: Stack): string[] {
  return stack.flatMap(({ route, handle }) => {
    if (route !== undefined)
      return Object.keys(route.methods)
        .filter((method) => method !== "_all")
        .map((method) => `${method} ${route.path}`);
    return handle?.stack === undefined ? [] : routesOf({ stack: handle.stack });
  });
}
