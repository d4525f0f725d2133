/** Recovery needs no operator (invariant 14): whoever dies, stops or falls silent. */
import { randomBytes } from "node:crypto";
import { afterEach, beforeAll, describe, expect, inject, it } from "vitest";
import type { TestDatabase } from "../support/database.ts";
import { testDatabase } from "../support/database.ts";
import { eventually } from "../support/eventually.ts";
import { MailHost } from "../support/mail-host.ts";
import type { Running } from "./convoke.ts";
import { buildCommand, startConvoke } from "./convoke.ts";
import { writeIn } from "./api-client.ts";
import { Proxy } from "./proxy.ts";

const TAKEN_OVER_MS = 30_000;
const redisUrl = inject("redisUrl");

beforeAll(buildCommand, 120_000);

const started: Running[] = [];
const ends: (() => Promise<void>)[] = [];
afterEach(async () => {
  await Promise.all(started.splice(0).map((running) => running.kill()));
  for (const end of ends.splice(0)) await end();
});

const key = randomBytes(32).toString("base64");

async function start(
  command: string,
  database: TestDatabase,
  more: Readonly<Record<string, string>> = {},
): Promise<Running> {
  const environment = {
    PORT: "0",
    LOG_LEVEL: "silent",
    DATABASE_URL: database.url,
    CONVOKE_MASTER_KEY: key,
    ...more,
  };
  const running = await startConvoke(environment, command);
  started.push(running);
  return running;
}

async function openHost(): Promise<{ host: MailHost; url: string }> {
  const host = new MailHost();
  const url = await host.open();
  ends.push(() => host.close());
  return { host, url };
}

async function openProxy(target: ConstructorParameters<typeof Proxy>[0]) {
  const proxy = new Proxy(target);
  const port = await proxy.open();
  ends.push(() => proxy.close());
  return { proxy, port };
}

/** How long `look` took to come true. */
async function measured(name: string, look: () => unknown, withinMs = TAKEN_OVER_MS): Promise<void> {
  const since = performance.now();
  await eventually(look, { withinMs });
  console.log(`${name} after ${Math.round(performance.now() - since)} ms`);
}

describe("the work of a worker", () => {
  const database = testDatabase();

  it.each(["SIGKILL", "SIGSTOP"] as const)(
    "that gets %s in the middle of a mail is taken over in less than 30 s",
    { timeout: 120_000 },
    async (signal) => {
      // Its first mail never ends: the host takes the connection and says nothing.
      const { proxy, port } = await openProxy({ host: "127.0.0.1", port: 9 });
      proxy.silence();
      const api = await start("api", database);
      const worker = await start("worker", database, { SMTP_URL: `smtp://127.0.0.1:${port}` });
      expect((await writeIn(api.url, signal, signal.toLowerCase())).status).toBe(200);
      await eventually(async () => {
        const { rows } = await database.pool.query("select 1 from effect_lease where name like 'sendMail%'");
        expect(rows).not.toEqual([]);
      });
      worker.child.kill(signal);

      const { host, url } = await openHost();
      const [, other] = await Promise.all([
        measured(`taken over after ${signal}`, () => expect(host.received).toHaveLength(1)),
        start("worker", database, { SMTP_URL: url }),
      ]);
      worker.child.kill("SIGCONT");
      expect((await fetch(`${other.url}/health/ready`)).status).toBe(200);
    },
  );
});

describe("while the way to PostgreSQL is swallowed", () => {
  const database = testDatabase();

  it(
    "a process answers 503 with Retry-After and hangs nowhere; afterwards it goes on by itself",
    { timeout: 120_000 },
    async () => {
      const { host, port: number } = database.poolConfig;
      const target = host?.startsWith("/")
        ? { path: `${host}/.s.PGSQL.${number}` }
        : { host: host ?? "127.0.0.1", port: Number(number) };
      const { proxy, port } = await openProxy(target);
      const url = new URL(database.url);
      url.searchParams.delete("host");
      url.hostname = "127.0.0.1";
      url.port = String(port);
      const mail = await openHost();
      const all = await start("start", database, { DATABASE_URL: url.href, SMTP_URL: mail.url });
      expect((await writeIn(all.url, "before", "before")).status).toBe(200);
      await eventually(() => expect(mail.host.received).toHaveLength(1), { withinMs: 20_000 });

      proxy.silence();
      const answers = await Promise.all([
        ...Array.from({ length: 15 }, (_, n) =>
          fetch(`${all.url}/hooks/contact`, {
            method: "POST",
            headers: { "Content-Type": "application/json", "Idempotency-Key": `lost-${n}` },
            body: JSON.stringify({ name: "Lost", email: `lost-${n}@example.org` }),
            signal: AbortSignal.timeout(30_000),
          }),
        ),
        fetch(`${all.url}/health/ready`, { signal: AbortSignal.timeout(30_000) }),
      ]);
      for (const { status, headers } of answers) {
        expect(status).toBe(503);
        expect(Number(headers.get("retry-after"))).toBeGreaterThan(0);
      }
      expect((await fetch(`${all.url}/health/live`)).status).toBe(200);

      proxy.heal();
      await measured("it takes deliveries again", async () =>
        expect((await writeIn(all.url, "after", "after")).status).toBe(200),
      );
      await measured("it works again", () => expect(mail.host.received).toHaveLength(2));
    },
  );
});

describe.skipIf(redisUrl === null)("while the way to Redis is swallowed", () => {
  const database = testDatabase();

  it("deliveries are taken all the same, and worked on when it is back", { timeout: 120_000 }, async () => {
    const redis = new URL(redisUrl ?? "");
    const { proxy, port } = await openProxy({ host: redis.hostname, port: Number(redis.port) });
    const mail = await openHost();
    // A database number of its own: test files share the server.
    const more = { REDIS_URL: `redis://127.0.0.1:${port}/7`, SMTP_URL: mail.url };
    const api = await start("api", database, more);
    await start("worker", database, more);
    expect((await writeIn(api.url, "before", "before")).status).toBe(200);
    await eventually(() => expect(mail.host.received).toHaveLength(1), { withinMs: 20_000 });

    proxy.silence();
    const since = performance.now();
    expect((await writeIn(api.url, "after", "after")).status).toBe(200);
    expect(performance.now() - since).toBeLessThan(2_000);
    proxy.heal();
    await measured("worked on again", () => expect(mail.host.received).toHaveLength(2));
  });
});
