/** The door for vendors that sign. The numbers are those of the checklist in the project's facts on webhooks, section 6. */
import { describe, expect, it } from "vitest";
import request from "supertest";
import { adapters } from "../../src/intake/adapters/index.ts";
import { ownDelivery } from "../support/deliveries.ts";
import { PUBLIC_URL, testHouse } from "../support/house.ts";
import { secretsOf, signHeaders } from "../support/signing.ts";

const house = testHouse();
const MINUTE_MS = 60_000;

const signers = adapters.filter(({ signs }) => signs).map(({ vendor }) => vendor);
/** One delivery of each that is an inquiry; SurveyMonkey has none. */
const SAMPLES: Readonly<Record<string, string>> = {
  typeform: "typeform-no-definition.json",
  tally: "tally-independent.json",
  formbricks: "formbricks-contact-info.json",
  "standard-webhooks": "standard-webhooks-envelope.json",
  wpforms: "wpforms-choices.json",
  netlify: "netlify-greek.json",
  formspree: "formspree-order.json",
  webflow: "webflow-schema.json",
  hubspot: "hubspot-contact.json",
  googleforms: "googleforms-script.json",
};
const TIMED = [
  "googleforms",
  "standard-webhooks",
  "formbricks",
  "wpforms",
  "formspree",
  "webflow",
  "hubspot",
];

interface Made {
  readonly id: string;
  readonly slug: string;
  readonly path: string;
  readonly token?: string;
}

let made = 0;
const askForSource = async (vendor: string, more: object) => {
  made += 1;
  return await (await house.as("officer")).post("/api/v1/sources", { slug: `s-${made}`, vendor, ...more });
};

async function makeSource(vendor: string, more: object = { secret: secretsOf(vendor)[0] }): Promise<Made> {
  const { status, body } = await askForSource(vendor, more);
  expect(status, JSON.stringify(body)).toBe(201);
  return { ...body, path: `/hooks/${body.slug}` };
}

const post = (path: string, body: string | Buffer, headers: Record<string, string> = {}) =>
  request(house.app)
    .post(path)
    .set({ "Content-Type": "application/json", ...headers })
    .serialize((sent: unknown) => sent as string)
    .send(body as string);

const headersFor = async (vendor: string, { path }: Made, body: string | Buffer, secret: string) =>
  signHeaders(vendor, body, secret, {
    method: "POST",
    url: `${PUBLIC_URL}${path}`,
    receivedAt: await house.house.engine.now(),
  });

const send = async (vendor: string, source: Made, body: string | Buffer, secret = secretsOf(vendor)[0]) =>
  await post(source.path, body, await headersFor(vendor, source, body, secret));

const bodyOf = (vendor: string): Buffer => ownDelivery(SAMPLES[vendor] ?? "surveymonkey-completed.json").body;

const rowsOf = async ({ id }: Made) =>
  (
    await house.database.pool.query<{ status: string; reason: string | null; sealed: Buffer | null }>(
      "select status, reason, sealed from delivery where source_id = $1 order by received_at, id",
      [id],
    )
  ).rows;

const engagementsOf = async ({ id }: Made): Promise<unknown[]> =>
  (
    await house.database.pool.query(
      "select distinct engagement_id from delivery where source_id = $1 and engagement_id is not null",
      [id],
    )
  ).rows;

async function advance(ms: number): Promise<void> {
  await house.advance(new Date((await house.house.engine.now()).getTime() + ms));
}

describe.each(Object.keys(SAMPLES))("a delivery of %s", (vendor) => {
  it("is answered exactly 200 in a few bytes, and becomes an engagement (item 1)", async () => {
    const source = await makeSource(vendor);
    const answer = await send(vendor, source, bodyOf(vendor));
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({ delivery: expect.any(String), status: "accepted" });
    expect(answer.text.length).toBeLessThan(200);
    await house.quiet();
    expect(await rowsOf(source)).toEqual([expect.objectContaining({ status: "accepted", reason: null })]);
    expect(await engagementsOf(source)).toHaveLength(1);
  });

  it("with another signature, body or source's secret is answered 401, and none of it is kept (items 1, 2 and 7)", async () => {
    const [secret, other] = secretsOf(vendor);
    const source = await makeSource(vendor);
    await makeSource(vendor, { secret: other });
    const body = bodyOf(vendor);
    const headers = await headersFor(vendor, source, body, secret);
    const last = Object.keys(headers).at(-1) ?? "";
    const answers = [
      await post(source.path, body),
      await post(source.path, body, { ...headers, [last]: "" }),
      await post(source.path, body, { ...headers, [last]: `${headers[last]}, ${headers[last]}` }),
      await post(source.path, body, { ...headers, [last]: String(headers[last]).slice(0, -4) }),
      await post(source.path, Buffer.concat([body, Buffer.from(" ")]), headers),
      await send(vendor, source, body, other),
    ];
    expect(answers.map(({ status }) => status)).toEqual(Array(6).fill(401));
    for (const { headers: answered } of answers) {
      expect(answered["content-type"]).toMatch(/^application\/problem\+json/);
    }
    for (const row of await rowsOf(source)) expect(row).toMatchObject({ status: "refused", sealed: null });
  });

  it("that comes again, also in ten copies at once, is one row and one engagement (item 5)", async () => {
    const source = await makeSource(vendor);
    const copies = Array.from({ length: 10 }, async () => await send(vendor, source, bodyOf(vendor)));
    const answers = [...(await Promise.all(copies)), await send(vendor, source, bodyOf(vendor))];
    expect(answers.map(({ status }) => status)).toEqual(Array(11).fill(200));
    expect(answers.filter(({ body }) => body.status === "accepted")).toHaveLength(1);
    await house.quiet();
    expect(await rowsOf(source)).toHaveLength(1);
    expect(await engagementsOf(source)).toHaveLength(1);
  });
});

describe("a request that somebody recorded and plays again", () => {
  it.each(TIMED)(
    "is refused by its time, from %s, once five minutes have passed (items 4 and 5)",
    async (vendor) => {
      const source = await makeSource(vendor);
      const body = bodyOf(vendor);
      const headers = await headersFor(vendor, source, body, secretsOf(vendor)[0]);
      expect((await post(source.path, body, headers)).body.status).toBe("accepted");
      await advance(4 * MINUTE_MS);
      expect((await post(source.path, body, headers)).body.status).toBe("duplicate");
      await advance(2 * MINUTE_MS);
      const late = await post(source.path, body, headers);
      expect(late.status).toBe(401);
      expect(late.body.detail).toBe("The signed time is 360 s from ours; expected at most 300");
      // The vendor itself signs each attempt anew.
      expect((await send(vendor, source, body)).body.status).toBe("duplicate");
    },
  );

  it.each(signers.filter((vendor) => !TIMED.includes(vendor)))(
    "is known by its key, from %s, which signs no time (item 5)",
    async (vendor) => {
      const source = await makeSource(vendor);
      const body = bodyOf(vendor);
      const headers = await headersFor(vendor, source, body, secretsOf(vendor)[0]);
      const first = await post(source.path, body, headers);
      await advance(10 * 24 * 60 * MINUTE_MS);
      const again = await post(source.path, body, headers);
      expect(again.body).toEqual({ delivery: first.body.delivery, status: "duplicate" });
      expect(await rowsOf(source)).toHaveLength(1);
    },
  );
});

describe("the same id with another body", () => {
  it.each(["netlify", "webflow", "formbricks", "standard-webhooks"])(
    "of %s is held for a person, and the first one stands (item 6)",
    async (vendor) => {
      const source = await makeSource(vendor);
      const body = bodyOf(vendor);
      const other = Buffer.concat([body, Buffer.from(" ")]);
      const id = (await headersFor(vendor, source, body, secretsOf(vendor)[0]))["webhook-id"];
      await send(vendor, source, body);
      const answer =
        id === undefined ? await send(vendor, source, other) : await sendAs(vendor, source, other, id);
      expect([answer.status, answer.body.status]).toEqual([200, "held"]);
      await house.quiet();
      expect((await rowsOf(source)).map(({ status }) => status)).toEqual(["accepted", "held"]);
    },
  );
});

/** Standard Webhooks under an id of the sender's choice, signed by their own library. */
async function sendAs(vendor: string, source: Made, body: Buffer, id: string) {
  const { Webhook } = await import("standardwebhooks");
  const now = await house.house.engine.now();
  return await post(source.path, body, {
    "webhook-id": id,
    "webhook-timestamp": String(Math.floor(now.getTime() / 1000)),
    "webhook-signature": new Webhook(secretsOf(vendor)[0]).sign(id, now, body.toString("utf8")),
  });
}

describe("one response to a Formbricks survey", () => {
  it("in four events is one engagement, made by the last of them", async () => {
    const source = await makeSource("formbricks");
    const whole = bodyOf("formbricks").toString("utf8");
    const statuses = [];
    for (const event of ["responseCreated", "responseUpdated", "responseFinished"]) {
      const body = whole.replace('"responseFinished"', `"${event}"`);
      statuses.push((await send("formbricks", source, body)).body.status);
      await house.quiet();
    }
    statuses.push((await send("formbricks", source, whole)).body.status);
    expect(statuses).toEqual(["partial", "partial", "accepted", "duplicate"]);
    expect(await engagementsOf(source)).toHaveLength(1);
  });

  it("has a test before it, which is answered 200 and waits for nobody", async () => {
    const source = await makeSource("formbricks");
    const answer = await send("formbricks", source, ownDelivery("formbricks-test.json").body);
    expect([answer.status, answer.body.status]).toEqual([200, "partial"]);
  });
});

describe("an event that tells of answers and has none", () => {
  it("is held with what to look up, under SurveyMonkey's own media type", async () => {
    const source = await makeSource("surveymonkey");
    const body = ownDelivery("surveymonkey-completed.json").body;
    const headers = await headersFor("surveymonkey", source, body, secretsOf("surveymonkey")[0]);
    const type = { "Content-Type": "application/vnd.surveymonkey.response.v1+json" };
    const answer = await post(source.path, body, { ...headers, ...type });
    expect([answer.status, answer.body.status]).toEqual([200, "held"]);
    expect((await rowsOf(source))[0]?.reason).toContain("look up the response 770001");
  });

  it("of HubSpot's is the same however often it was tried", async () => {
    const source = await makeSource("hubspot");
    const body = ownDelivery("hubspot-app-events.json").body.toString("utf8");
    const again = body.replaceAll('"attemptNumber": 0', '"attemptNumber": 1');
    expect((await send("hubspot", source, body)).body.status).toBe("held");
    expect((await send("hubspot", source, again)).body.status).toBe("duplicate");
    expect((await send("hubspot", source, again.replace("9003", "9004"))).body.status).toBe("held");
  });
});

describe("a source without a secret", () => {
  it.each(signers)("of %s gets a token and lets in nobody without it (item 8)", async (vendor) => {
    const source = await makeSource(vendor, {});
    expect(source.token).toMatch(/^cvs_/);
    expect((await post(source.path, bodyOf(vendor))).status).toBe(401);
    expect((await post(`${source.path}?token=${source.token}`, bodyOf(vendor))).status).toBe(200);
  });
});

describe("a secret that cannot be right", () => {
  const bytes = (count: number): string => Buffer.alloc(count, 5).toString("base64");
  it.each([
    ["standard-webhooks", `whsec_${bytes(23)}`],
    ["standard-webhooks", `whsec_${bytes(65)}`],
    ["standard-webhooks", bytes(32)],
    ["standard-webhooks", `whsec_${"!".repeat(40)}`],
    ["standard-webhooks", `whpk_${bytes(31)}`],
    ["standard-webhooks", `whsk_${bytes(64)}`],
    ["formbricks", `whpk_${bytes(32)}`],
    ["formbricks", "just some words of text"],
    ["surveymonkey", "a-secret-without-an-id"],
    ["surveymonkey", "&only-the-secret-of-it"],
  ])("for %s is refused at once, with what was expected: %s", async (vendor, secret) => {
    const answer = await askForSource(vendor, { secret });
    expect(answer.status).toBe(422);
    expect(answer.body.errors).toEqual([
      { pointer: "/secret", detail: expect.stringMatching(/^expected (whsec_|the app's client id)/) },
    ]);
  });

  it.each([
    ["standard-webhooks", `whsec_${bytes(24)}`],
    ["standard-webhooks", `whsec_${bytes(64)}`],
    ["standard-webhooks", `whpk_${bytes(32)}`],
  ])("is not one for %s that is: %s", async (vendor, secret) => {
    expect((await askForSource(vendor, { secret })).status).toBe(201);
  });

  it("is refused in a rotation too, and the old one stands", async () => {
    const source = await makeSource("formbricks");
    const officer = await house.as("officer");
    const answer = await officer.post(`/api/v1/sources/${source.id}/rotate`, {
      secret: "whsec_short-of-bytes",
    });
    expect(answer.body.errors[0]).toMatchObject({ pointer: "/secret" });
    expect((await send("formbricks", source, bodyOf("formbricks"))).status).toBe(200);
  });
});

describe("a rotation", () => {
  it.each(["formspree", "standard-webhooks", "surveymonkey"])(
    "lets %s sign with the old secret for a day beside the new one, and not after (item 7)",
    async (vendor) => {
      const [before, after] = secretsOf(vendor);
      const source = await makeSource(vendor);
      const officer = await house.as("officer");
      await officer.post(`/api/v1/sources/${source.id}/rotate`, { secret: after }).expect(200);
      expect((await send(vendor, source, bodyOf(vendor), before)).status).toBe(200);
      expect((await send(vendor, source, bodyOf(vendor), after)).status).toBe(200);
      await advance(24 * 60 * MINUTE_MS);
      expect((await send(vendor, source, bodyOf(vendor), before)).status).toBe(401);
      expect((await send(vendor, source, bodyOf(vendor), after)).status).toBe(200);
    },
  );
});

describe("trouble on our side", () => {
  it("is answered 503 with Retry-After while the secret cannot be opened, never 401 or 410 (item 9)", async () => {
    const source = await makeSource("typeform");
    const { pool } = house.database;
    const lost = "select key_id from source where id = $1";
    const { rows } = await pool.query(`select wrapped from seal_key where id = (${lost})`, [source.id]);
    const body = bodyOf("typeform");
    await pool.query(`update seal_key set wrapped = null where id = (${lost})`, [source.id]);
    const answer = await send("typeform", source, body);
    expect(answer.status).toBe(503);
    expect(Number(answer.headers["retry-after"])).toBeGreaterThan(0);
    expect(await rowsOf(source)).toEqual([]);
    await pool.query(`update seal_key set wrapped = $2 where id = (${lost})`, [source.id, rows[0].wrapped]);
    expect((await send("typeform", source, body)).body.status).toBe("accepted");
  });

  it("is answered 503, not 404, while nobody here can read the vendor: Typeform would never post again", async () => {
    const source = await makeSource("typeform");
    await house.database.pool.query("update source set vendor = 'of-the-future' where id = $1", [source.id]);
    expect((await send("typeform", source, bodyOf("typeform"))).status).toBe(503);
  });
});

describe("a vendor that asks whether anybody is there", () => {
  it("is told 200 to GET and HEAD, and 404 for an address that never was a source's", async () => {
    const { path } = await makeSource("surveymonkey");
    expect((await house.anybody.head(path)).status).toBe(200);
    expect((await house.anybody.get(path)).body).toEqual({ ready: true });
    expect((await house.anybody.head("/hooks/nobody")).status).toBe(404);
    expect(
      (await house.anybody.options("/hooks/nobody").set("WebHook-Request-Origin", "a.example")).status,
    ).toBe(404);
  });

  it("for CloudEvents is given permission under its own name", async () => {
    const { path } = await makeSource("standard-webhooks");
    const ask = (headers: Record<string, string>) => house.anybody.options(path).set(headers);
    const allowed = await ask({ "WebHook-Request-Origin": "events.example", "WebHook-Request-Rate": "120" });
    expect(allowed.status).toBe(200);
    expect(allowed.headers).toMatchObject({
      "webhook-allowed-origin": "events.example",
      "webhook-allowed-rate": "*",
      allow: "GET, HEAD, POST",
    });
    const bare = await ask({ "WebHook-Request-Origin": "events.example" });
    expect(bare.headers["webhook-allowed-rate"]).toBeUndefined();
    expect((await ask({ "WebHook-Request-Origin": "two names" })).status).toBe(400);
    const plain = await ask({});
    expect([plain.status, plain.headers["webhook-allowed-origin"]]).toEqual([204, undefined]);
  });

  it("by X-Hook-Secret hears it again from a source of Formspree, and nothing is kept", async () => {
    const source = await makeSource("formspree");
    const asked = { "X-Hook-Secret": "b5ad1f0e-hook" };
    for (const body of ["", "{}"]) {
      const answer = await post(source.path, body, asked);
      expect([answer.status, answer.headers["x-hook-secret"]]).toEqual([200, "b5ad1f0e-hook"]);
    }
    expect(await rowsOf(source)).toEqual([]);
    const { path } = await makeSource("tally");
    expect((await post(path, "{}", asked)).status).toBe(401);
    expect((await post("/hooks/nobody", "{}", asked)).status).toBe(404);
  });

  it("and brings a delivery along is judged by its signature", async () => {
    const source = await makeSource("formspree");
    const body = bodyOf("formspree");
    const asked = { "X-Hook-Secret": "b5ad1f0e-hook" };
    expect((await post(source.path, body, asked)).status).toBe(401);
    const headers = await headersFor("formspree", source, body, secretsOf("formspree")[0]);
    expect((await post(source.path, body, { ...headers, ...asked })).body.status).toBe("accepted");
  });
});
