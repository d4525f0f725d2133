/** Wild bodies at the door of every vendor: none is answered 500, and none that was answered 200 is lost. */
import { once } from "node:events";
import { Agent, createServer, request } from "node:http";
import type { AddressInfo } from "node:net";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { foreignVendors } from "../../src/intake/sources.ts";
import { readDelivery } from "../../src/intake/read-delivery.ts";
import { testHouse } from "../support/house.ts";
import type { WildBody } from "../support/wild-deliveries.ts";
import { wildBodyFor } from "../support/wild-deliveries.ts";

/** Bodies in all. `CONVOKE_FUZZ_BODIES=100000 npx vitest run test/http/hooks-fuzz.test.ts` takes a quarter of an hour. */
const BODIES = Number(process.env["CONVOKE_FUZZ_BODIES"] ?? 300);
const SEED = Number(process.env["CONVOKE_FUZZ_SEED"] ?? 18);
const AT_ONCE = 32;
const CHUNK = 500;

const house = testHouse({
  isIdle: true, // Whoever is found in noise would be a person to the house; here the door is tried.
  environment: { HOOKS_PER_ADDRESS: "unlimited", HOOKS_PER_SOURCE: "unlimited", HOOKS_IN_ALL: "unlimited" },
});
const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });
/** Making up the next bodies takes longer than a connection is usually kept. */
const server = createServer({ keepAliveTimeout: 600_000 }, (asked, answer) => house.app(asked, answer));

beforeAll(async () => {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const officer = await house.as("officer");
  for (const vendor of foreignVendors) {
    const made = await officer.post("/api/v1/sources", { slug: `wild-${vendor}`, vendor, open: true });
    expect(made.status).toBe(201);
  }
});
afterAll(async () => {
  agent.destroy();
  server.close();
  await once(server, "close");
});

async function post(vendor: string, { body, contentType = "" }: WildBody): Promise<[number, string]> {
  const { port } = server.address() as AddressInfo;
  const headers = {
    "Content-Length": body.length,
    ...(contentType === "" ? {} : { "Content-Type": contentType }),
  };
  const sent = request({
    port,
    host: "127.0.0.1",
    method: "POST",
    path: `/hooks/wild-${vendor}`,
    agent,
    headers,
  });
  sent.end(body);
  const [answer] = await once(sent, "response");
  let text = "";
  for await (const piece of answer) text += String(piece);
  return [answer.statusCode, text];
}

describe(`${BODIES} wild bodies (seed ${SEED})`, () => {
  it(
    "are answered 200, 400 or 415, and what was answered 200 is there to be read",
    { timeout: 7_200_000 },
    async () => {
      const statuses = new Map<number, number>();
      const taken = new Set<string>();
      const perVendor = Math.ceil(BODIES / foreignVendors.length);
      for (const vendor of foreignVendors) {
        for (let done = 0; done < perVendor; done += CHUNK) {
          const numRuns = Math.min(CHUNK, perVendor - done);
          const bodies = fc.sample(wildBodyFor(vendor), { numRuns, seed: SEED + done });
          const answers = await Promise.all(bodies.map(async (body) => await post(vendor, body)));
          for (const [index, [status, text]] of answers.entries()) {
            statuses.set(status, (statuses.get(status) ?? 0) + 1);
            const sent = `${vendor} ${bodies[index]?.contentType}: ${bodies[index]?.body.toString("base64")}`;
            expect([200, 400, 415], `${sent} was answered ${status} ${text}`).toContain(status);
            if (status === 200) taken.add(String(JSON.parse(text).delivery));
          }
        }
      }
      expect(statuses.get(200)).toBeGreaterThan(BODIES / 10);
      expect(statuses.get(400)).toBeGreaterThan(BODIES / 20);

      const { rows } = await house.database.pool.query<{ id: string; status: string; asked: boolean }>(
        `select d.id, d.status, exists (select 1 from effect e where e.instance_id = d.id) as asked
       from delivery d where d.id = any($1::uuid[]) and d.sealed is not null`,
        [[...taken]],
      );
      expect(rows).toHaveLength(taken.size);
      expect(rows.filter(({ status, asked }) => (status === "received") !== asked)).toEqual([]);

      const { intake } = house.house;
      for (const { id } of rows.filter(({ status }) => status === "received").slice(0, 2_000)) {
        expect(["inquiry", "settled"]).toContain((await readDelivery(intake, id)).kind);
      }
      expect(house.logged.filter((line) => line.includes("unforeseen"))).toEqual([]);
    },
  );
});
