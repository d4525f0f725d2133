/**
 * The audience's table has two forms: `mayKnow` asks of one record, lists and counts ask of all at once in SQL. Whatever the
 * roles, bodies, vetters, markings and recusals are, they say the same (S-035, S-063). More with CONVOKE_PROPERTY_RUNS.
 */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { audienceOf } from "../../src/auth/known-audience.ts";
import { judge } from "../../src/auth/known-records.ts";
import { recordOf, viewFor } from "../../src/auth/may-know.ts";
import type { Need } from "../../src/auth/policy.ts";
import { narrowed, scopeOf } from "../../src/auth/scope-of.ts";
import type { Actor } from "../../src/contract/actor.ts";
import { countLines, foldCounts } from "../../src/store/engagement-counts.ts";
import type { LineFilter } from "../../src/store/engagement-lines.ts";
import type { LinePlace } from "../../src/store/engagement-pages.ts";
import { listLines } from "../../src/store/engagement-pages.ts";
import { readInstances } from "../../src/store/instances.ts";
import { testDatabase } from "../support/database.ts";
import { drawCases } from "./random-cases.ts";

const RUNS = Number(process.env["CONVOKE_PROPERTY_RUNS"] ?? 6);
const READ: Need = { data: "case file", act: "read" };
const NOW = new Date("2012-12-20T09:00:00Z");
const database = testDatabase();

const meets = (actor: Actor): boolean => {
  try {
    return narrowed(actor, READ).grants.length > 0;
  } catch {
    return false;
  }
};

/** What the actor may know of each engagement, asked one by one. */
async function oneByOne(actor: Actor, ids: readonly string[]): Promise<readonly Found[]> {
  const instances = [...(await readInstances(database.pool, ids)).values()];
  const judged = await judge(database.pool, actor, instances);
  return instances.flatMap((instance) => {
    const view = viewFor(actor, recordOf(instance), READ);
    const one = judged.get(instance.id);
    if (view === undefined || one?.verdict.may !== true) return [];
    return [
      { id: instance.id, marking: one.record.marking, stage: view === "whole" ? instance.stage : null },
    ];
  });
}

interface Found {
  readonly id: string;
  readonly marking: string;
  /** Null to whom it is not shown. */
  readonly stage: string | null;
}

async function atOnce(actor: Actor, filter: LineFilter) {
  const audience = await audienceOf(database.pool, actor);
  const whole = scopeOf(actor, READ, "whole");
  // As the operations do: of whom a filter finds it says something.
  const scope = Object.keys(filter).length > 0 ? whole : scopeOf(actor, READ);
  const seer = { scope, audience, now: NOW };
  const listed = [];
  let after: LinePlace | undefined;
  for (;;) {
    const page = await listLines(database.pool, seer, filter, { sort: "newest", limit: 3, after });
    listed.push(...page.slice(0, 3).map(({ id, marking }) => `${id} ${marking}`));
    const last = page[2];
    if (page.length <= 3 || last === undefined) break;
    after = { id: last.id, at: last.createdAt };
  }
  const counts = await countLines(database.pool, seer, filter, whole);
  return {
    listed: listed.toSorted(),
    counts: counts.map(({ stage, total }) => `${stage} ${total}`).toSorted(),
  };
}

function expectedOf(known: readonly Found[]) {
  const stages = new Map<string | null, number>();
  for (const { stage } of known) stages.set(stage, (stages.get(stage) ?? 0) + 1);
  return {
    listed: known.map(({ id, marking }) => `${id} ${marking}`).toSorted(),
    counts: [...stages].map(([stage, total]) => `${stage} ${total}`).toSorted(),
  };
}

describe("the audience of lists and counts", () => {
  it("is that of the single records, for any roles, bodies, vetters, markings and recusals", async () => {
    let seen = 0;
    let hidden = 0;
    await fc.assert(
      fc.asyncProperty(fc.gen(), fc.boolean(), async (draw, isFolded) => {
        const { actors, engagementIds, write } = drawCases(draw);
        await write(database.pool);
        if (isFolded) await foldCounts(database.pool, 1);
        for (const actor of actors.filter(meets).map((one) => narrowed(one, READ))) {
          const known = await oneByOne(actor, engagementIds);
          expect(await atOnce(actor, {}), JSON.stringify(actor)).toEqual(expectedOf(known));
          const vetting = known.filter(({ stage }) => stage === "vetting");
          expect(await atOnce(actor, { stage: "vetting" })).toEqual(expectedOf(vetting));
          seen += known.length;
          hidden += engagementIds.length - known.length;
        }
      }),
      { numRuns: RUNS, endOnFailure: true },
    );
    // Neither everything nor nothing is known, or the comparison would show nothing.
    expect(Math.min(seen, hidden)).toBeGreaterThan(RUNS);
  }, 3_600_000);
});
