/**
 * Tells whoever listens what changed. The journal's rows are the truth: one loop in each process looks for new ones while
 * somebody listens, and only then, so any number of processes may serve any number of listeners, and a lost message is a row
 * that is read again.
 */
import type { Actor } from "../../contract/actor.ts";
import type { Engine } from "../../engine/engine.ts";
import { SeenPositions } from "../../engine/seen-positions.ts";
import { ConvokeError } from "../../lib/errors.ts";
import type { Log } from "../../lib/log.ts";
import type { Db } from "../../store/database.ts";
import type { Change } from "../../store/journal-changes.ts";
import { lastPosition, lookForChanges, readChanges } from "../../store/journal-changes.ts";
import { Befores } from "./befores.ts";
import type { Line } from "./line.ts";
import { readPlace } from "./resume.ts";
import type { DescribedChange } from "./tell-change.ts";
import { describeChanges, hasLost, tellChange } from "./tell-change.ts";

/** Events of other processes are told this late at most; those of this one at once. */
const LOOK_EVERY_MS = 500;
/** However much happens, a look waits for so much of it. */
const LOOK_AGAIN_MS = 50;
const LOOK_AFTER_FAILURE_MS = 2_000;
const HEARTBEAT_MS = 15_000;
const ROWS_AT_ONCE = 500;
/** What is missing below the end when somebody begins to listen may still be on its way. */
const LOOK_BACK = 1_000;
/** Whoever missed more, or was away longer, asks for what is on the screen anew: that is less work for both. */
const BEHIND_MAX = 500;
const AWAY_MS_MAX = 3_600_000;
const LINES_MAX = 1_000;
const LINES_EACH_MAX = 16;

export interface Stream {
  /** Throws `too-many-requests` to who listens often already, and `busy`. */
  demandRoom(actor: Actor): void;
  /** Returns how to leave. */
  join(line: Line): () => void;
  /** Everybody is told to come back, elsewhere or later, and nobody is taken any more. */
  end(): void;
}

interface StreamDeps {
  readonly db: Db;
  readonly engine: Engine;
  readonly log: Log;
}

export function createStream({ db, engine, log }: StreamDeps): Stream {
  const lines = new Set<Line>();
  const joining = new Set<Line>();
  const befores = new Befores(engine);
  let seen: SeenPositions | undefined;
  let timer: NodeJS.Timeout | undefined;
  let heart: NodeJS.Timeout | undefined;
  let isLooking = false;
  let isWoken = false;
  let isFailing = false;
  let isEnded = false;

  engine.onCommit(() => wake());

  const isHeard = (): boolean => lines.size + joining.size > 0;
  const place = () => ({ position: seen?.low ?? 0, at: new Date() });

  /** Soon, and once for all that happens until then. */
  function wake(): void {
    if (!isHeard() || isEnded || isFailing) return;
    if (isLooking) isWoken = true;
    else lookIn(LOOK_AGAIN_MS);
  }

  function lookIn(ms: number): void {
    clearTimeout(timer);
    timer = setTimeout(() => void look(), ms);
  }

  async function look(): Promise<void> {
    isLooking = true;
    isWoken = false;
    let again = LOOK_EVERY_MS;
    try {
      if (await lookOnce()) again = 0;
      else await admit();
      if (isFailing) log.info("The stream goes on");
      isFailing = false;
    } catch (error) {
      if (!isFailing) log.warn({ err: error }, "The stream could not look for changes and will later");
      isFailing = true;
      again = LOOK_AFTER_FAILURE_MS;
    }
    isLooking = false;
    if (!isHeard() || isEnded) seen = undefined;
    else lookIn(isWoken && !isFailing ? Math.min(again, LOOK_AGAIN_MS) : again);
  }

  /** All that can fail comes first: what was taken for seen has been told. Returns whether there may be more. */
  async function lookOnce(): Promise<boolean> {
    const before = (seen ??= await begin());
    const found = await lookForChanges(db, {
      after: before.top,
      missing: before.missing,
      limit: ROWS_AT_ONCE,
    });
    const described = lines.size > 0 ? await describeChanges(db, found.changes) : [];
    if (described.length > 0) await askWhoTheyAre([...lines]);
    const told = await tellings([...lines], described);
    takeAll(before, found);
    befores.remember(described);
    for (const tell of told) tell();
    return found.changes.length >= ROWS_AT_ONCE;
  }

  /** What is there already is not told; what comes between it is. */
  async function begin(): Promise<SeenPositions> {
    const after = Math.max(0, (await lastPosition(db)) - LOOK_BACK);
    const seenNow = new SeenPositions(after);
    takeAll(seenNow, await lookForChanges(db, { after, missing: [], limit: 2 * LOOK_BACK }));
    return seenNow;
  }

  /** What each of the lines is to be told, in order, judged and not yet sent. */
  async function tellings(
    to: readonly Line[],
    described: readonly DescribedChange[],
  ): Promise<(() => void)[]> {
    const told: (() => void)[] = [];
    const firsts = firstOfEach(described);
    for (const line of to) {
      for (const one of described) {
        const change = await tellChange(db, line.actor, one);
        // Once for all that happened to it: before the first of that they may have known it.
        const isLost = change === undefined && firsts.has(one) && (await hasLost(line.actor, one, befores));
        if (change === undefined && !isLost) continue;
        const { position, instanceId: id } = one.change;
        told.push(() => {
          if (!lines.has(line)) return;
          // Below a place that is still looked for, nobody stands yet.
          const at = { ...place(), position: Math.min(position, place().position) };
          if (change === undefined) line.gone(at, { id });
          else line.change(at, change);
        });
      }
    }
    return told;
  }

  /** Whoever's session, token or role has ended hears nothing more; whoever has other roles begins anew. */
  async function askWhoTheyAre(some: readonly Line[]): Promise<void> {
    const answers = await Promise.allSettled(some.map(async (line) => await line.whoIsIt()));
    for (const [index, line] of some.entries()) {
      const answer = answers[index];
      if (answer?.status === "fulfilled") {
        if (rights(answer.value) === rights(line.actor)) continue;
        line.reset(undefined, "rights");
      } else if (!(answer?.reason instanceof ConvokeError)) throw answer?.reason;
      leave(line);
      line.end("rights");
    }
  }

  /** Take in who has come, and tell them what they missed. Nothing that was seen is left out, nothing is told twice. */
  async function admit(): Promise<void> {
    for (const line of joining) {
      const missed = await missedBy(line);
      const told = Array.isArray(missed) ? await tellings([line], await describeChanges(db, missed)) : [];
      if (!joining.delete(line)) continue;
      lines.add(line);
      if (typeof missed === "string") line.reset(place(), missed);
      for (const tell of told) tell();
      line.open(place());
    }
  }

  async function missedBy({ after }: Line): Promise<readonly Change[] | "behind" | "unknown"> {
    if (after === undefined || seen === undefined) return [];
    const from = readPlace(after);
    if (from === undefined || from.position > seen.top) return "unknown";
    if (Date.now() - from.at.getTime() > AWAY_MS_MAX) return "behind";
    const rows = await readChanges(db, { after: from.position, until: seen.top, limit: BEHIND_MAX + 1 });
    return rows.length > BEHIND_MAX ? "behind" : rows.filter(({ position }) => seen?.has(position));
  }

  async function beat(): Promise<void> {
    // While the database is away nobody is told that all is well, and nobody is sent away.
    if (isFailing) for (const line of lines) line.keepOpen();
    else {
      await askWhoTheyAre([...lines]);
      for (const line of lines) line.heartbeat(place());
    }
  }

  function leave(line: Line): void {
    lines.delete(line);
    joining.delete(line);
    if (isHeard()) return;
    clearTimeout(timer);
    clearInterval(heart);
    heart = undefined;
    isFailing = false;
    if (!isLooking) seen = undefined;
  }

  return {
    demandRoom({ id }) {
      const all = [...lines, ...joining];
      if (isEnded || all.length >= LINES_MAX) throw new ConvokeError("busy", "Listen again in a moment");
      if (all.filter(({ actor }) => actor.id === id).length >= LINES_EACH_MAX)
        throw new ConvokeError("too-many-requests", `You listen ${LINES_EACH_MAX} times already`);
    },
    join(line) {
      if (isEnded) {
        line.end("shutdown");
        return () => undefined;
      }
      joining.add(line);
      heart ??= setInterval(() => {
        beat().catch((error: unknown) => log.debug({ err: error }, "The stream's heart missed a beat"));
      }, HEARTBEAT_MS).unref();
      if (isLooking) isWoken = true;
      else if (!isFailing) lookIn(0);
      return () => leave(line);
    },
    end() {
      isEnded = true;
      const all = [...lines, ...joining];
      for (const line of all) {
        leave(line);
        line.end("shutdown");
      }
    },
  };
}

function firstOfEach(described: readonly DescribedChange[]): ReadonlySet<DescribedChange> {
  const byId = new Map<string, DescribedChange>();
  for (const one of described) {
    const { instanceId, seq } = one.change;
    if (seq < (byId.get(instanceId)?.change.seq ?? Infinity)) byId.set(instanceId, one);
  }
  return new Set(byId.values());
}

/** As text, in an order of its own: the database gives roles in any. */
const rights = ({ grants }: Actor): string =>
  grants
    .map((grant) => JSON.stringify(grant))
    .toSorted()
    .join();

const takeAll = (
  seen: SeenPositions,
  { changes, xmin, xmax }: Awaited<ReturnType<typeof lookForChanges>>,
): void => seen.take({ positions: changes.map(({ position }) => position), xmin, xmax }, performance.now());
