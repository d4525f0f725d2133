/** Recurring jobs follow from rows alone: losing or doubling what wakes them does no harm (complaint 10, S-121). */
import { describe, expect, it } from "vitest";
import { dailyDigest } from "../../src/directory/daily-digest.ts";
import { mailsOf, openMail } from "../../src/directory/correspondence.ts";
import { SYSTEM } from "../../src/contract/actor.ts";
import { moveVirtualClock } from "../../src/store/clock.ts";
import { advanceClock } from "../../src/engine/virtual-time.ts";
import { createJobs } from "../../src/engine/jobs.ts";
import { openScheduler } from "../../src/queue/scheduler.ts";
import { eventually } from "../support/eventually.ts";
import { testHouse } from "../support/house.ts";
import { eachQueue } from "../support/queues.ts";

const test = testHouse();

/** Let the jobs run up to an instant, as the clock's driver does. */
async function until(instant: string): Promise<void> {
  const { engine, relay, timers, jobs } = test.house;
  await advanceClock(engine, relay, timers, new Date(instant), jobs);
}

async function digests(): Promise<
  { to: string | null | undefined; subject: string; text: string; at: string }[]
> {
  const mails = await mailsOf(test.house.directory, { limit: 200 }, SYSTEM);
  const found = mails.filter((mail) => mail.template === "daily-digest").toReversed();
  return await Promise.all(
    found.map(async (mail) => {
      const { to, subject, text } = await openMail(test.house.directory, mail);
      return { to: to[0]?.email, subject, text, at: mail.createdAt.toISOString() };
    }),
  );
}

describe("the daily digest", () => {
  it("tells each officer once what is due and overdue, at seven on working days only", async () => {
    const officer = await test.as("officer");
    const id = await test.receive("ines@digest.example");
    await officer.post(`/api/v1/engagements/${id}/events`, { type: "triage.claimed" }).expect(200);

    // From Monday morning to the Monday after: the answer is due on Wednesday at nine.
    await until("2012-12-10T12:00:00.000Z");
    const written = await digests();
    const days = written.map(({ at }) => at);
    expect(new Set(days).size).toBe(days.length);
    expect(days.every((at) => !at.startsWith("2012-12-08") && !at.startsWith("2012-12-09"))).toBe(true);
    expect(days.slice(1).every((at) => at.endsWith("T07:00:00.000Z"))).toBe(true);

    const wednesday = written.find(({ at }) => at.startsWith("2012-12-05"));
    expect(wednesday?.text).toMatch(
      /Due by the next working day\n- .*first response, Wednesday 5 December at 09:00/,
    );
    const thursday = written.find(({ at }) => at.startsWith("2012-12-06"));
    expect(thursday?.subject).toMatch(/1 overdue/);
    expect(thursday?.text).toContain(`/console/engagements/${id}`);
    expect(thursday?.text).not.toMatch(/ines|duarte/i);
  });

  it("is written once, however many workers are woken how often", async () => {
    await until("2012-12-11T06:59:00.000Z");
    const before = (await digests()).length;
    const { engine, relay, log } = test.house;
    const workers = Array.from({ length: 8 }, () => createJobs(engine, relay, [dailyDigest], log));
    await moveVirtualClock(engine.db, new Date("2012-12-11T07:00:00.000Z"));
    const taken = await Promise.all([...workers, ...workers].map((jobs) => jobs.tick()));
    const programmes = await test.database.pool.query("select 1 from programme");
    expect(taken.reduce((sum, one) => sum + one, 0)).toBe(programmes.rowCount);
    await test.quiet();
    expect((await digests()).length).toBe(before + 1);
  });

  it("is made up for when the wake-up comes late, and not for days that are over", async () => {
    const before = (await digests()).length;
    const { engine, jobs } = test.house;
    await moveVirtualClock(engine.db, new Date("2012-12-14T15:00:00.000Z"));
    await jobs.tick();
    await test.quiet();
    const written = (await digests()).slice(before);
    expect(written.map(({ at }) => at)).toEqual(["2012-12-14T15:00:00.000Z"]);
  });

  it("is listed with its last and next run", async () => {
    const list = await test.house.jobs.list();
    expect(list.filter(({ name }) => name === "daily-digest")).toEqual([
      {
        name: "daily-digest",
        does: expect.stringContaining("due and overdue"),
        lastAt: new Date("2012-12-14T15:00:00.000Z"),
        nextAt: new Date("2012-12-17T07:00:00.000Z"),
      },
    ]);
  });
});

eachQueue("a scheduler", (queue) => {
  it("wakes again and again, registered twice or not", async () => {
    let woken = 0;
    const backend =
      queue.kind === "redis" ? queue : { kind: "postgres" as const, connection: test.database.poolConfig };
    const open = () =>
      openScheduler(backend, {
        name: "test",
        everyMs: 200,
        wake: () => Promise.resolve(void (woken += 1)),
        onError: () => {},
      });
    const schedulers = [await open(), await open()];
    await eventually(() => expect(woken).toBeGreaterThan(2));
    for (const scheduler of schedulers) await scheduler.close();
  });
});
