import { setTimeout as wait } from "node:timers/promises";
import { beforeAll, describe, expect, it } from "vitest";
import { openDatabase } from "../../src/store/database.ts";
import { startEmbeddedPostgres } from "../../src/store/embedded/start.ts";
import { eventually } from "../support/eventually.ts";
import { MailHost } from "../support/mail-host.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import type { Answer } from "./api-client.ts";
import { list, post, writeIn } from "./api-client.ts";
import { buildCommand, embeddedIn, runConvoke, startConvoke } from "./convoke.ts";

const TOKEN = "a-token-for-the-tests-0123456789";
const SEED = Number(process.env["KILL_SEED"] ?? Date.now() % 1_000_000);
const KILLS = 4;
const PEOPLE = ["ada", "ben", "cleo", "dov"];
/** A Monday; eight days later the first reminder is due, and nothing else. */
const START = "2012-12-03T09:00:00.000Z";
const NEXT_WEEK = "2012-12-11T09:00:00.000Z";

beforeAll(buildCommand, 120_000);

/** A server that is killed and started again while others use it: always at another address. */
class Mortal {
  #url: Promise<string>;
  #running: Awaited<ReturnType<typeof startConvoke>> | undefined;
  readonly #environment: Readonly<Record<string, string>>;

  constructor(environment: Readonly<Record<string, string>>) {
    this.#environment = environment;
    this.#url = this.#start();
  }

  get url(): Promise<string> {
    return this.#url;
  }

  async killAndRestart(): Promise<void> {
    await this.#running?.kill();
    this.#url = this.#start();
    await this.#url;
  }

  async stop(): Promise<number | string | undefined> {
    return await this.#running?.stop();
  }

  async #start(): Promise<string> {
    this.#running = await startConvoke(this.#environment);
    return this.#running.url;
  }
}

/** Ask until an answer comes, whoever dies meanwhile: what a vendor and a careful client do. */
async function persistently(mortal: Mortal, ask: (url: string) => Promise<Answer>): Promise<Answer> {
  return await eventually(
    async () => {
      const answer = await ask(await mortal.url);
      if (answer.status >= 500) throw new Error(`${answer.status}: ${JSON.stringify(answer.body)}`);
      return answer;
    },
    { withinMs: 60_000 },
  );
}

/** The events of one person's case after its delivery, in order; the clock moves after the second. */
const ACTS: readonly (readonly [string, object])[] = [
  ["triage.claimed", {}],
  ["info.requested", { questions: ["Which group?"] }],
  ["info.supplied", { recordId: "letter-1", complete: true }],
  [
    "vetting.started",
    { profile: { email: "attested", affiliation: "organisation", capacity: "organisation" } },
  ],
  ["tier2.required", { trigger: "list_near_match" }],
];
const JOURNAL = [
  "inquiry.submitted",
  "triage.claimed",
  "info.requested",
  "info.reminder",
  "info.supplied",
  "vetting.started",
  "tier2.required",
];
const MAILS = [
  "due-diligence-to-do",
  "info-reminder",
  "info-requested",
  "inquiry-received",
  "interests-form",
  "reply-received",
  "screening-to-do",
];

describe("a server that is killed at any moment", () => {
  it(
    "keeps what it acknowledged, once each, and repeats no mail under another id",
    { timeout: 170_000 },
    async () => {
      console.log(`seed ${SEED} (KILL_SEED=${SEED} plays the same moments again)`);
      await using folder = await temporaryFolder();
      const host = new MailHost();
      const mortal = new Mortal(
        embeddedIn(folder.path, {
          CONVOKE_ADMIN_TOKEN: TOKEN,
          CONVOKE_CLOCK: "virtual",
          CONVOKE_CLOCK_START: START,
          SMTP_URL: await host.open(),
          LOG_LEVEL: "error",
        }),
      );
      await mortal.url;
      const olive = await hireStaff(mortal);

      let isOver = false;
      const killer = killAtRandom(mortal, () => isOver);
      const cases = await tellStory(mortal, olive);
      isOver = true;
      await killer;

      await persistently(mortal, async (url) => await moveClock(url));
      expect(await mortal.stop()).toBe(0);
      await host.close();

      const records = await recordsOf(folder.path);
      for (const id of cases) {
        const journal = records.journal.filter((row) => row.instanceId === id);
        expect(journal.map((row) => row.type)).toEqual(JOURNAL);
        expect(journal.map((row) => row.seq)).toEqual(JOURNAL.map((_, index) => index + 1));
        const templates = records.mails.filter((row) => row.instanceId === id).map((row) => row.template);
        expect(templates.toSorted()).toEqual(MAILS);
      }
      // One case each; one form each that vetting asked for, and Olive's, who decides about others.
      expect(records.instances).toEqual({ engagement: PEOPLE.length, interests: PEOPLE.length + 1 });
      expect(records.work).toEqual([]);
      expect(records.incidents).toEqual([]);

      // What reached the host: every mail that was kept, and no other; repeated only under the same id.
      const received = host.received.map(
        ({ headers }) => /^Message-ID: (<.+>)/im.exec(headers)?.[1] ?? headers,
      );
      expect([...new Set(received)].toSorted()).toEqual(records.mails.map((row) => row.messageId).toSorted());
      console.log(
        `${records.mails.length} mails, ${received.length - records.mails.length} of them delivered twice`,
      );

      const replayed = await runConvoke(["replay", "--all"], embeddedIn(folder.path, { LOG_LEVEL: "error" }));
      expect(replayed).toMatchObject({ code: 0, output: expect.stringContaining("all hold") as unknown });
    },
  );
});

/** Deliveries and events of everybody at once; each is sent until it is answered. Returns the engagements' ids. */
async function tellStory(mortal: Mortal, olive: string): Promise<string[]> {
  const cases = await Promise.all(
    PEOPLE.map(async (name) => {
      const delivered = await persistently(mortal, async (url) => await writeIn(url, name, name));
      expect(delivered.status).toBe(200);
      const id = await engagementOf(mortal, String(delivered.body["delivery"]));
      await act(mortal, olive, id, ACTS.slice(0, 2));
      return id;
    }),
  );
  const moved = await persistently(mortal, async (url) => await moveClock(url));
  expect(moved.status).toBe(200);
  await Promise.all(
    cases.map(async (id, index) => {
      // The vendor was not sure and delivers once more.
      const name = PEOPLE[index] ?? "";
      const again = await persistently(mortal, async (url) => await writeIn(url, name, name));
      expect(again.body["status"]).toBe("duplicate");
      await act(mortal, olive, id, ACTS.slice(2));
    }),
  );
  return cases;
}

async function act(mortal: Mortal, token: string, id: string, acts: typeof ACTS): Promise<void> {
  for (const [type, data] of acts) {
    const key = { "Idempotency-Key": `${id}-${type}` };
    const { status, body } = await persistently(
      mortal,
      async (url) => await post(`${url}/api/v1/engagements/${id}/events`, token, { type, data }, key),
    );
    expect({ type, status, body }).toMatchObject({ type, status: 200 });
  }
}

/** The engagement a delivery became, once a worker has read it. */
async function engagementOf(mortal: Mortal, deliveryId: string): Promise<string> {
  return await eventually(
    async () => {
      const deliveries = await list(`${await mortal.url}/api/v1/deliveries`, TOKEN);
      const id = deliveries.find((row) => row.id === deliveryId)?.["engagement"];
      if (typeof id !== "string") throw new Error(`The delivery ${deliveryId} is not read yet`);
      return id;
    },
    { withinMs: 60_000 },
  );
}

const moveClock = async (url: string): Promise<Answer> =>
  await post(`${url}/dev/clock`, undefined, { to: NEXT_WEEK });

/** One person of every role, with an address for the notices. Returns her token. */
async function hireStaff(mortal: Mortal): Promise<string> {
  const roles = ["officer", "vetter", "approver"].map((role) => ({ role, programme: "default" }));
  const olive = { name: "Olive", email: "olive@example.org", roles };
  const made = await post(`${await mortal.url}/api/v1/accounts`, TOKEN, olive);
  expect(made.status).toBe(201);
  return String(made.body["token"]);
}

async function killAtRandom(mortal: Mortal, isOver: () => boolean): Promise<void> {
  const random = randomFrom(SEED);
  for (let kills = 0; kills < KILLS && !isOver(); kills += 1) {
    await wait(20 + random() * 1_200);
    await mortal.killAndRestart();
  }
}

/** Mulberry32: the same seed, the same moments. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** What the stopped server left in its database. */
async function recordsOf(dataDir: string) {
  const log = { info: () => {}, warn: () => {}, error: () => {} };
  const postgres = await startEmbeddedPostgres({ dataDir, log });
  const db = openDatabase({ connection: postgres.connection });
  try {
    const journal = await db.query<{ instanceId: string; seq: number; type: string }>(
      `select instance_id as "instanceId", seq::int as seq, event->>'type' as type from journal order by instance_id, seq`,
    );
    const mails = await db.query<{ instanceId: string; messageId: string; template: string }>(
      `select instance_id as "instanceId", message_id as "messageId", template from mail where status = 'sent'`,
    );
    const work = await db.query<{ name: string }>("select name from effect where kind <> 'timer'");
    const incidents = await db.query<{ reason: string }>("select reason from incident");
    const instances = await db.query<{ workflow: string; count: number }>(
      "select workflow, count(*)::int as count from instance group by workflow",
    );
    return {
      journal: journal.rows,
      mails: mails.rows,
      work: work.rows,
      incidents: incidents.rows,
      instances: Object.fromEntries(instances.rows.map(({ workflow, count }) => [workflow, count])),
    };
  } finally {
    await db.end();
    await postgres.stop();
  }
}
