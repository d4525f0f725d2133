import { createServer } from "node:http";
import { execFile } from "node:child_process";
import { once } from "node:events";
import { randomBytes } from "node:crypto";
import { rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { testDatabase } from "../support/database.ts";
import { eventually } from "../support/eventually.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { get, list, post, writeIn } from "./api-client.ts";
import {
  beginConvoke,
  buildCommand,
  embeddedIn,
  isAlive,
  postgresOf,
  runConvoke,
  startConvoke,
  type Running,
} from "./convoke.ts";

const TOKEN = "a-token-for-the-tests-0123456789";
const masterKey = (): string => randomBytes(32).toString("base64");

beforeAll(buildCommand, 120_000);

describe("convoke start, on its own PostgreSQL", () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let running: Running | undefined;
  let token = "";
  let admin = "";
  const names: string[] = [];
  /** Somebody who wrote before the folder was copied. */
  let wilma = "";
  const cluster = () => join(folder.path, "postgres");
  const backup = () => `${folder.path}-backup`;

  beforeAll(async () => {
    folder = await temporaryFolder();
  });
  afterAll(async () => {
    await running?.stop();
    await rm(backup(), { recursive: true, force: true });
    await folder[Symbol.asyncDispose]();
  });

  async function restarted(more: Readonly<Record<string, string>> = {}): Promise<Running> {
    running = await startConvoke(embeddedIn(folder.path, more));
    return running;
  }

  /** Names of all whose delivery became an engagement, once all are read. */
  async function everybody(url: string): Promise<unknown[]> {
    return await eventually(
      async () => {
        const rows = await list(`${url}/api/v1/engagements`, token);
        const found = rows.map((row) => row["who"]);
        expect(found).toEqual(expect.arrayContaining(names));
        return found;
      },
      { withinMs: 40_000 },
    );
  }

  /** Ended, and with it its PostgreSQL and its port. */
  async function leavesNothing({ url }: Running, stopped: () => Promise<number | string>): Promise<void> {
    const postgres = await postgresOf(folder.path);
    expect(postgres).toBeDefined();
    expect(await stopped()).toBe(0);
    expect(isAlive(postgres ?? 0)).toBe(false);
    expect(await postgresOf(folder.path)).toBeUndefined();
    await expect(fetch(url)).rejects.toThrow();
  }

  it("is ready on an empty folder, and prints its address and a link for the first administrator", async () => {
    const { url, signInUrl, readyMs } = await restarted();
    console.log(`ready on an empty folder after ${readyMs} ms`);
    expect(readyMs).toBeLessThan(30_000);
    expect((await fetch(`${url}/health/ready`)).status).toBe(200);
    expect(signInUrl).toMatch(new RegExp(`^${url}/sign-in/cvf_`));
  });

  it("makes whoever uses the link administrator, once", async () => {
    const link = running?.signInUrl ?? "";
    const ada = { name: "Ada", email: "ada@example.org", password: "a horse, a battery and a staple" };
    const form = { method: "POST", body: new URLSearchParams(ada) };
    const page = await (await fetch(link, form)).text();
    [admin = ""] = /cvk_[\w-]+/.exec(page) ?? [];
    expect((await fetch(link, form)).status).toBe(403);

    const officer = {
      name: "Olive",
      email: "olive@example.org",
      roles: [{ role: "officer", programme: "default" }],
    };
    const made = await post(`${running?.url}/api/v1/accounts`, admin, officer);
    token = String(made.body["token"]);
    expect((await get(`${running?.url}/api/v1/me`, token)).body["name"]).toBe("Olive");
  });

  it("takes a delivery, and leaves nothing running when it is stopped", async () => {
    const started = running;
    if (started === undefined) throw new Error("It was started before");
    expect((await writeIn(started.url, "Wilma", "wilma")).status).toBe(200);
    names.push("Wilma");
    expect(await everybody(started.url)).toEqual(names);
    const [person] = await list(`${started.url}/api/v1/people?q=wilma`, token);
    wilma = person?.id ?? "";
    await leavesNothing(started, started.stop);
    // A backup as docs/operating.md has it: stopped, copied with its owners.
    await promisify(execFile)("cp", ["-a", cluster(), backup()]);
  });

  it("finds everything as it was, needs no administrator, and drains under load", async () => {
    const started = await restarted();
    console.log(`ready on a folder with data after ${started.readyMs} ms`);
    expect(started.signInUrl).toBeUndefined();
    expect(await everybody(started.url)).toEqual(names);
    const [engagement] = await list(`${started.url}/api/v1/engagements`, token);
    const journal = await list(`${started.url}/api/v1/engagements/${engagement?.id}/journal`, token);
    expect(journal.map((entry) => entry["type"])).toEqual(["inquiry.submitted"]);

    let isOver = false;
    const taken = Promise.all(
      Array.from({ length: 8 }, async (_, sender) => {
        for (let n = 0; !isOver; n += 1) {
          const name = `Sender ${sender} ${n}`;
          const answer = await writeIn(started.url, name, `s${sender}-${n}`).catch(() => undefined);
          if (answer === undefined) return;
          if (answer.status === 200) names.push(name);
        }
      }),
    );
    await eventually(() => expect(names.length).toBeGreaterThan(20), { withinMs: 20_000 });
    await leavesNothing(started, started.stop);
    isOver = true;
    await taken;
    console.log(`${names.length} deliveries were acknowledged before it was gone`);
  });

  it("has every delivery it acknowledged, also when it is killed and its PostgreSQL is left behind", async () => {
    const started = await restarted();
    // Nobody is missing; a delivery whose answer was lost on the way may be there as well.
    expect(await everybody(started.url)).toEqual(expect.arrayContaining(names));
    const postgres = await postgresOf(folder.path);
    expect((await writeIn(started.url, "Zoe", "zoe")).status).toBe(200);
    names.push("Zoe");
    await started.kill();
    expect(isAlive(postgres ?? 0)).toBe(true);

    const again = await restarted();
    console.log(`ready beside an orphaned PostgreSQL after ${again.readyMs} ms`);
    expect(await everybody(again.url)).toEqual(expect.arrayContaining(names));
    await leavesNothing(again, again.stop);
  });

  it("restored from a copy of its folder erases again, before it serves anybody, who was erased since", async () => {
    const line = `people erase ${wilma} --yes --requested-by Ann --approved-by Ben`;
    const erased = await runConvoke(line.split(" "), embeddedIn(folder.path));
    expect(erased.code, erased.output).toBe(0);
    await rm(cluster(), { recursive: true });
    await rename(backup(), cluster());

    const { url, stop } = await restarted();
    expect((await get(`${url}/api/v1/people/${wilma}`, token)).status).toBe(404);
    expect(await list(`${url}/api/v1/people?q=wilma`, token)).toEqual([]);
    const [engagement] = await list(`${url}/api/v1/engagements`, token);
    expect(engagement).toMatchObject({ who: null, state: "erased" });
    expect(await list(`${url}/api/v1/erasures`, admin)).toMatchObject([
      { person: wilma, status: "verified", requestedBy: "Ann", verification: { found: [] } },
    ]);
    expect(await stop()).toBe(0);
  });

  it("refuses a master key that is not the one the data was sealed under", async () => {
    const { code, output } = await runConvoke(
      ["start"],
      embeddedIn(folder.path, { CONVOKE_MASTER_KEY: masterKey() }),
    );
    expect(code).toBe(1);
    expect(output).toContain("CONVOKE_MASTER_KEY");
    expect(await postgresOf(folder.path)).toBeUndefined();
  });

  it("names a port that is taken, and leaves nothing running", async () => {
    const other = createServer().listen(0, "127.0.0.1");
    await once(other, "listening");
    const address = other.address();
    const port = typeof address === "object" && address !== null ? address.port : 0;
    const { code, output } = await runConvoke(["start"], embeddedIn(folder.path, { PORT: String(port) }));
    other.close();
    expect(code).toBe(1);
    expect(output).toContain(`PORT: expected a free port on HOST 127.0.0.1, but ${port} answered EADDRINUSE`);
    expect(await postgresOf(folder.path)).toBeUndefined();
  });

  it("names an address that is not of this machine, and a folder that is none", async () => {
    const elsewhere = await runConvoke(["start"], embeddedIn(folder.path, { HOST: "192.0.2.1" }));
    expect(elsewhere.code).toBe(1);
    expect(elsewhere.output).toContain(
      "HOST: expected an address of this machine, but 192.0.2.1 answered EADDRNOTAVAIL",
    );
    expect(await postgresOf(folder.path)).toBeUndefined();

    const nowhere = await runConvoke(["start"], embeddedIn(join(folder.path, "master.key")));
    expect(nowhere.code).toBe(1);
    expect(nowhere.output).toContain("CONVOKE_DATA: expected a folder that can be written to (EEXIST");
    expect(nowhere.output).not.toContain("    at ");
  });
});

describe("a start that is broken off", () => {
  it("leaves nothing running", async () => {
    await using folder = await temporaryFolder();
    const { child, ended } = beginConvoke(embeddedIn(folder.path));
    const postgres = await eventually(
      async () => {
        const pid = await postgresOf(folder.path);
        if (pid === undefined) throw new Error("PostgreSQL is not started yet");
        return pid;
      },
      { withinMs: 30_000 },
    );
    child.kill("SIGTERM");
    expect(await ended).toBe(0);
    expect(isAlive(postgres)).toBe(false);
  });
});

describe("a wrong setting", () => {
  const wrong: readonly (readonly [string, Readonly<Record<string, string>>, string])[] = [
    ["a port that is none", { PORT: "abc" }, "PORT: expected a port number from 0 to 65535"],
    ["a master key that is none", { CONVOKE_MASTER_KEY: "short" }, "32 bytes"],
    [
      "a server without a master key",
      { DATABASE_URL: "postgres://db.example/convoke" },
      "CONVOKE_MASTER_KEY: expected with DATABASE_URL",
    ],
    [
      "a server that does not answer",
      { DATABASE_URL: "postgres://127.0.0.1:1/convoke", CONVOKE_MASTER_KEY: masterKey() },
      "DATABASE_URL: expected a PostgreSQL server that answers there",
    ],
  ];

  it.each(wrong)("is named: %s", async (_, environment, expected) => {
    await using folder = await temporaryFolder();
    const { code, output } = await runConvoke(["start"], embeddedIn(folder.path, environment));
    expect(code).toBe(1);
    expect(output).toContain(expected);
    expect(await postgresOf(folder.path)).toBeUndefined();
  });
});

describe("convoke api and convoke worker", () => {
  const redisUrl = inject("redisUrl");
  it("share one database, with their queue in PostgreSQL", async () => await tellsOne("default", {}));
  it.skipIf(redisUrl === null)("share one database, with their queue in Redis", async () => {
    await tellsOne("over-redis", { REDIS_URL: redisUrl ?? "" });
  });

  const database = testDatabase();
  const key = masterKey();

  async function tellsOne(name: string, more: Readonly<Record<string, string>>): Promise<void> {
    const environment = {
      PORT: "0",
      LOG_LEVEL: "warn",
      DATABASE_URL: database.url,
      CONVOKE_MASTER_KEY: key,
      CONVOKE_ADMIN_TOKEN: TOKEN,
      ...more,
    };
    const [api, worker] = await Promise.all([
      startConvoke(environment, "api"),
      startConvoke(environment, "worker"),
    ]);
    try {
      expect((await fetch(`${worker.url}/health/ready`)).status).toBe(200);
      expect((await writeIn(api.url, name, name)).status).toBe(200);
      await eventually(
        async () => {
          const engagements = await list(`${api.url}/api/v1/engagements`, TOKEN);
          const mine = engagements.find((row) => row["who"] === name);
          const mails = await list(`${api.url}/api/v1/mails?instance=${mine?.id}`, TOKEN);
          expect(mails.map((mail) => mail["template"])).toEqual(["inquiry-received"]);
        },
        { withinMs: 30_000 },
      );
    } finally {
      expect(await Promise.all([api.stop(), worker.stop()])).toEqual([0, 0]);
    }
  }
});

describe("convoke demo", () => {
  it("comes out as told", async () => {
    const { code, output } = await runConvoke(["demo"], {});
    expect(output).toContain("Where everybody stands");
    expect(code).toBe(0);
    // Two years of days and all their reminders: half a minute alone, more beside other tests.
  }, 240_000);
});
