/** Who sends too much is told when to come again, and nobody else notices. */
import { connect } from "node:net";
import express from "express";
import request from "supertest";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Listening } from "../../bin/listen.ts";
import { listen } from "../../bin/listen.ts";
import { createHookLimits } from "../../src/http/hook-limits.ts";
import { keepRoom } from "../../src/http/hook-room.ts";
import { handleErrors } from "../../src/http/middleware/handle-errors.ts";
import { createLog } from "../../src/lib/log.ts";
import { eventually } from "../support/eventually.ts";
import { testHouse } from "../support/house.ts";

const house = testHouse({
  environment: { HOOKS_PER_ADDRESS: "8", HOOKS_PER_SOURCE: "4", HOOKS_IN_ALL: "20", TRUSTED_PROXIES: "1" },
});

let sources = 0;
async function makeSource(): Promise<string> {
  const officer = await house.as("officer");
  sources += 1;
  const made = await officer.post("/api/v1/sources", {
    slug: `limited-${sources}`,
    vendor: "form",
    open: true,
  });
  expect(made.status).toBe(201);
  return `/hooks/limited-${sources}`;
}

let letters = 0;
/** From an address of its own, as the one trusted proxy tells it. */
function send(path: string, address: string, forged = "") {
  letters += 1;
  return house.anybody
    .post(path)
    .set("X-Forwarded-For", forged === "" ? address : `${forged}, ${address}`)
    .send({ name: "Ines Duarte", email: `ines${letters}@harbour.example` });
}

describe("one address", () => {
  it("is answered 429 with when to come again, whatever it writes into X-Forwarded-For and however it moves in its /56", async () => {
    const paths = [await makeSource(), await makeSource(), await makeSource()];
    const from = (index: number) => `2001:db8:aa:11${index.toString(16).padStart(2, "0")}::${index + 1}`;
    const statuses = [];
    for (let index = 0; index < 8; index += 1) {
      const path = paths[index % 3] ?? "";
      statuses.push((await send(path, from(index), `203.0.113.${index}`)).status);
    }
    expect(statuses).toEqual(Array(8).fill(200));
    const refused = await send(paths[2] ?? "", from(9), "203.0.113.99");
    expect(refused.status).toBe(429);
    expect(Number(refused.headers["retry-after"])).toBeGreaterThan(0);
    expect(Number(refused.headers["retry-after"])).toBeLessThanOrEqual(60);
    expect(refused.headers["ratelimit"]).toMatch(/^"address";r=0;t=\d+$/);
    expect(refused.headers["ratelimit-policy"]).toBe(
      '"address";q=8;w=60, "source";q=4;w=60, "all";q=20;w=60',
    );
    expect(refused.headers["content-type"]).toMatch(/^application\/problem\+json/);
    expect(refused.body).toMatchObject({ code: "too-many-requests", "violated-policies": ["address"] });

    const neighbour = await send(paths[2] ?? "", "2001:db8:aa:1200::1");
    expect(neighbour.status).toBe(200);
    const line = house.logged.find((text) => text.includes("Deliveries are refused for a while"));
    expect(line).toContain('"policy":"address"');
    expect(line).not.toContain("2001:db8");
  });
});

describe("one source", () => {
  it("that is flooded is refused, and the deliveries of another are taken meanwhile", async () => {
    const [noisy, quiet] = [await makeSource(), await makeSource()];
    const flood = Array.from({ length: 6 }, (_, index) => send(noisy, `198.51.100.${index}`));
    const calm = [send(quiet, "198.51.100.100"), send(quiet, "198.51.100.101")];
    const statuses = (await Promise.all(flood)).map(({ status }) => status).toSorted((a, b) => a - b);
    // The first is counted among names that nobody knows yet, or the flood came before it was known.
    expect(statuses.filter((status) => status === 429).length).toBeGreaterThan(0);
    expect((await Promise.all(calm)).map(({ status }) => status)).toEqual([200, 200]);
    const { rows } = await house.database.pool.query<{ slug: string; taken: number }>(
      `select s.slug, count(*)::int as taken from delivery d join source s on s.id = d.source_id
       where '/hooks/' || s.slug = any($1) group by s.slug`,
      [[noisy, quiet]],
    );
    expect(Object.fromEntries(rows.map(({ slug, taken }) => [`/hooks/${slug}`, taken]))).toEqual({
      [noisy]: statuses.filter((status) => status === 200).length,
      [quiet]: 2,
    });
  });
});

describe("all together", () => {
  const limited = (inAll: number) => {
    const app = express();
    const limits = createHookLimits(
      { perAddress: Infinity, perSource: Infinity, inAll },
      createLog("silent"),
    );
    app.post("/hooks/:source", limits.countDelivery, (_request, response) => void response.sendStatus(200));
    app.use(handleErrors(createLog("silent")));
    return app;
  };

  it("have a limit too, whatever the sources are called", async () => {
    const app = limited(3);
    const statuses = [];
    for (const name of ["a", "b", "c", "d"])
      statuses.push((await request(app).post(`/hooks/${name}`)).status);
    expect(statuses).toEqual([200, 200, 200, 429]);
  });

  it("are not counted where nothing is to be", async () => {
    const answer = await request(limited(Infinity)).post("/hooks/a");
    expect(answer.headers["ratelimit"]).toBeUndefined();
    expect(answer.headers["ratelimit-policy"]).toBeUndefined();
  });
});

describe("the room for deliveries under way", () => {
  it("is never all taken by one source: its next is answered 503 at once, another's is taken", async () => {
    const gates: (() => void)[] = [];
    const app = express();
    app.post(
      "/hooks/:source",
      keepRoom({ deliveriesMax: 4, bytesMax: 1_000 }),
      async (_request, response) => {
        await new Promise<void>((resolve) => gates.push(resolve));
        response.sendStatus(200);
      },
    );
    app.use(handleErrors(createLog("silent")));
    const begin = (name: string, body = "x") => {
      const test = request(app).post(`/hooks/${name}`).type("text/plain").send(body);
      return test.then((answer) => answer);
    };
    const until = async (count: number) => {
      while (gates.length < count) await new Promise((resolve) => setImmediate(resolve));
    };
    const waiting = [begin("noisy"), begin("noisy")];
    await until(2);
    const refused = await begin("noisy");
    expect(refused.status).toBe(503);
    expect(refused.headers["retry-after"]).toBe("2");
    waiting.push(begin("quiet"));
    await until(3);
    expect((await begin("third", "x".repeat(600))).status).toBe(503); // More than half of the bytes there are.
    waiting.push(begin("third"));
    await until(4);
    expect((await begin("fourth")).status).toBe(503);
    gates.splice(0).forEach((open) => open());
    expect((await Promise.all(waiting)).map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    const after = begin("noisy");
    await until(1);
    gates.splice(0).forEach((open) => open());
    expect((await after).status).toBe(200);
  });
});

describe("a sender on the wire", () => {
  let listening: Listening | undefined;
  beforeAll(async () => {
    listening = await listen(0, "127.0.0.1", { requestMs: 400, headersMs: 200, lookMs: 50 });
    listening.serve(house.app);
  });
  afterAll(async () => {
    await listening?.close();
  });

  /** Everything that comes back until the connection ends. `drip` is sent again and again. */
  async function talk(first: string, drip?: string): Promise<string> {
    const socket = connect(listening?.port ?? 0, "127.0.0.1");
    let heard = "";
    const dripping = drip === undefined ? undefined : setInterval(() => socket.write(drip), 20);
    await new Promise<void>((resolve) => {
      socket.on("data", (data) => (heard += data.toString("latin1")));
      socket.on("error", () => resolve());
      socket.on("close", () => resolve());
      socket.write(first);
    });
    clearInterval(dripping);
    socket.destroy();
    return heard;
  }
  const head = "POST /hooks/contact HTTP/1.1\r\nHost: x\r\nX-Forwarded-For: 192.0.2.1\r\n";
  const statusOf = (answer: string): string =>
    /^HTTP\/1\.1 (\d+)/.exec(answer)?.[1] ?? `no answer: ${answer}`;

  it.each<[string, string, string | undefined, string]>([
    ["that trickles its headers", head, "X-More: 1\r\n", "408"],
    ["that trickles its body", `${head}Content-Length: 100000\r\n\r\n`, "x", "408"],
    ["whose chunks never end", `${head}Transfer-Encoding: chunked\r\n\r\n`, "1\r\nx\r\n", "408"],
    ["of a megabyte of headers", `${head}X-Large: ${"x".repeat(1_000_000)}\r\n\r\n`, undefined, "431"],
    [
      "of two lengths",
      `${head}Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
      undefined,
      "400",
    ],
    ["of two different lengths", `${head}Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}`, undefined, "400"],
    ["that is no HTTP", "\u0016\u0003\u0001 hello\r\n\r\n", undefined, "400"],
    [
      "that wants a trace",
      "TRACE /hooks/contact HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
      undefined,
      "405",
    ],
  ])("%s is answered and let go", async (_, first, drip, status) => {
    // What still drips in when the server closes resets the connection, and may take the answer with it (RFC 9112, 9.6).
    await eventually(async () => expect(statusOf(await talk(first, drip))).toBe(status));
  });

  it("leaves nothing behind: the room is free again, and the next is taken", async () => {
    const { rows } = await house.database.pool.query(
      "select 1 from delivery d join source s on s.id = d.source_id where s.slug = 'contact'",
    );
    expect(rows).toHaveLength(0);
    expect((await send("/hooks/contact", "192.0.2.200")).status).toBe(200);
  });
});
