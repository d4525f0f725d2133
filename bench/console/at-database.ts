/** How long the database takes for what lists, counts and Today ask, for each kind of caller. */
import { readFileSync } from "node:fs";
import { audienceOf, heldBy } from "../../src/auth/known-audience.ts";
import type { Need } from "../../src/auth/policy.ts";
import { narrowed, scopeOf } from "../../src/auth/scope-of.ts";
import type { Connection, Db } from "../../src/store/database.ts";
import { openPool } from "../../src/store/database.ts";
import { countLines } from "../../src/store/engagement-counts.ts";
import type { LineFilter, Seer } from "../../src/store/engagement-lines.ts";
import { todayLines } from "../../src/store/engagement-lines.ts";
import type { LineSort } from "../../src/store/engagement-pages.ts";
import { listLines } from "../../src/store/engagement-pages.ts";
import { seek } from "../../src/store/sought.ts";
import { referenceIn } from "../../src/lib/ids.ts";
import { ROLES } from "../../workflows/workflow.ts";
import type { Line } from "../benchmark.ts";
import { loadNow, median, spreadOf } from "../measure.ts";
import type { Person } from "./seed.ts";

const READ: Need = { data: "case file", act: "read" };
const MS_MAX = 50;
const TIMES = 11;
const PAGE = 50;

interface Timed {
  readonly what: string;
  readonly tookMs: readonly number[];
  /** What the server's process worked for one, which says the same on a busy machine; undefined where nobody tells. */
  readonly workedMs: number | undefined;
}

/**
 * One line each for knowing who they are, lists, counts and Today: the slowest of its kind, by its median. In brackets what the
 * server's process worked. */
export async function atDatabase(connection: Connection, person: Person): Promise<Line[]> {
  // One connection, whose process then does all the work.
  const options = "-c max_parallel_workers_per_gather=0";
  const db = openPool({ ...connection, max: 1, options });
  try {
    return await askAll(db, person);
  } finally {
    await db.end();
  }
}

async function askAll(db: Db, person: Person): Promise<Line[]> {
  const { rows } = await db.query<{ pid: number }>("select pg_backend_pid() as pid");
  const pid = rows[0]?.pid ?? 0;
  const actor = narrowed(person.actor, READ);
  const audience = await audienceOf(db, actor);
  const now = new Date();
  const whole = scopeOf(actor, READ, "whole");
  // What a filter or an order would tell of roster cards is left out, as the operations do.
  const seer = (tells: boolean): Seer => ({
    scope: tells ? whole : scopeOf(actor, READ),
    audience,
    now,
  });
  const list =
    (sort: LineSort, filter: LineFilter = {}, isNext = false) =>
    async () => {
      const who = seer(sort === "due" || sort === "since" || Object.keys(filter).length > 0);
      const after = isNext ? places.get(sort) : undefined;
      const lines = await listLines(db, who, filter, { sort, limit: PAGE, after });
      const last = lines[PAGE - 1];
      if (last !== undefined && Object.keys(filter).length === 0)
        places.set(sort, {
          id: last.id,
          at: sort === "since" ? last.since : sort === "due" ? last.dueAt : last.createdAt,
        });
    };
  const places = new Map<LineSort, { id: string; at: Date | null }>();
  const count =
    (filter: LineFilter = {}) =>
    async () => {
      await countLines(db, seer(Object.keys(filter).length > 0), filter, whole);
    };
  const sees = { whole, named: scopeOf(actor, READ, "roster card") };
  /** With asking whom the words fit. Nobody is told more of roster cards by them. */
  const byWords =
    (text: string, ask: (who: Seer, filter: LineFilter) => Promise<unknown>, filter: LineFilter = {}) =>
    async () => {
      const known = { programmeId: undefined, sees, reference: referenceIn(text) };
      const sought = await seek(db, text, known, ask === total ? "all" : "first");
      await ask(seer(Object.keys(filter).length > 0), { ...filter, text: sought });
    };
  const page =
    (sort: LineSort) =>
    async (who: Seer, filter: LineFilter): Promise<unknown> =>
      await listLines(db, who, filter, { sort, limit: PAGE, after: undefined });
  const total = async (who: Seer, filter: LineFilter): Promise<unknown> =>
    await countLines(db, who, filter, whole);
  const turns = ROLES.map((role) => ({ role, held: heldBy(actor, [role]) })).filter(
    ({ held }) => held.programmes === null || held.programmes.length + held.bodies.length > 0,
  );

  const asked: Readonly<Record<string, Readonly<Record<string, () => Promise<void>>>>> = {
    "who they are": { audience: async () => void (await audienceOf(db, actor)) },
    lists: {
      newest: list("newest"),
      "newest, next page": list("newest", {}, true),
      due: list("due"),
      since: list("since"),
      "by name": list("who"),
      "by name, next page": list("who", {}, true),
      "a column of the board": list("due", { stage: "meeting" }),
      "one state": list("newest", { state: "decision_pending" }),
      "one country": list("newest", { country: "NZ" }),
      overdue: list("due", { due: "overdue" }),
      mine: list("due", { ownerId: actor.id }),
    },
    "lists, narrowed by words": {
      one: byWords("p54321@", page("newest")),
      "a column of the board": byWords("ines duarte", page("due"), { stage: "vetting" }),
      "a name": byWords("ines duarte", page("newest")),
      "a name, by name": byWords("ines duarte", page("who")),
      "an organisation": byWords("atlantic bank", page("newest")),
      "a first name": byWords("ines", page("newest")),
      "a first name in a column": byWords("ines", page("due"), { stage: "vetting" }),
      "two letters": byWords("an", page("newest")),
      everybody: byWords("example", page("newest")),
      nobody: byWords("zzyzx", page("newest")),
      "a reference": byWords("0badcafe", page("newest")),
    },
    "counts, narrowed by words": {
      one: byWords("p54321@", total),
      "a name": byWords("ines duarte", total),
      "an organisation": byWords("atlantic bank", total),
      "a first name": byWords("ines", total),
      "two letters": byWords("an", total),
      everybody: byWords("example", total),
    },
    counts: {
      all: count(),
      "one stage": count({ stage: "vetting" }),
      "one country": count({ country: "NZ" }),
      overdue: count({ due: "overdue" }),
      mine: count({ ownerId: actor.id }),
    },
    Today: {
      all: async () => void (await todayLines(db, seer(true), {}, { accountId: actor.id, turns }, 8)),
    },
  };
  const lines: Line[] = [];
  for (const [kind, ways] of Object.entries(asked)) {
    const timed: Timed[] = [];
    for (const [what, ask] of Object.entries(ways)) timed.push({ what, ...(await timesOf(ask, pid)) });
    lines.push(lineOf(`${person.name}: ${kind}`, timed));
  }
  return lines;
}

async function timesOf(ask: () => Promise<void>, pid: number): Promise<Omit<Timed, "what">> {
  await ask();
  const before = processorMs(pid);
  const tookMs: number[] = [];
  for (let time = 0; time < TIMES; time += 1) {
    const from = performance.now();
    await ask();
    tookMs.push(performance.now() - from);
  }
  const after = processorMs(pid);
  const workedMs = before === undefined || after === undefined ? undefined : (after - before) / TIMES;
  return { tookMs, workedMs };
}

const TICK_MS = 10;

/** Of a process since it began. */
function processorMs(pid: number): number | undefined {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]?.split(" ") ?? [];
    return (Number(fields[11]) + Number(fields[12])) * TICK_MS;
  } catch {
    return undefined;
  }
}

function lineOf(what: string, timed: readonly Timed[]): Line {
  const slowestFirst = timed.toSorted((a, b) => median(b.tookMs) - median(a.tookMs));
  const [slowest = { what, tookMs: [Number.NaN], workedMs: undefined }] = slowestFirst;
  const figure = median(slowest.tookMs);
  return {
    what,
    figure,
    unit: "ms",
    spread: spreadOf(slowest.tookMs),
    target: { text: `≤ ${MS_MAX} ms`, isMet: figure <= MS_MAX },
    load: loadNow(),
    note: slowestFirst
      .map((one) => `${one.what} ${median(one.tookMs).toFixed(1)} (${one.workedMs?.toFixed(1) ?? "?"})`)
      .join(", "),
  };
}
