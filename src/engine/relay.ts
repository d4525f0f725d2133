/** Tells workers, after a commit, what it asked for; and sweeps up whatever nobody was told of. */
import type { Log } from "../lib/log.ts";
import { queueOf } from "../queue/names.ts";
import type { QueueName } from "../queue/names.ts";
import type { Queues } from "../queue/queues.ts";
import type { ClaimedEffect, EffectKey } from "../store/effects.ts";
import { unclaimedWork } from "../store/due-effects.ts";
import { effectKeyText } from "../store/effects.ts";
import type { Engine } from "./engine.ts";

const SWEEP_EVERY_MS = 5_000;
const SWEEP_ROWS_MAX = 1_024;
/** A row hinted so recently and not claimed since is waiting its turn; hinting it again would crowd the queue. Real time. */
const HINT_AGAIN_MS = 10_000;
/** With so many hints waiting, workers have enough to do: the rows keep. */
const HINTS_WAITING_MAX = 1_000;

export interface Relay {
  start(): void;
  /** Say that these rows may be ready: for work that is written beside the engine, such as deliveries. */
  hint(effects: readonly Hinted[]): Promise<void>;
  /** Hint everything that is due and unclaimed. Returns how many rows were hinted. */
  sweep(options?: { again?: boolean }): Promise<number>;
  stop(): Promise<void>;
}

type Hinted = EffectKey &
  Pick<ClaimedEffect, "action"> &
  Partial<Pick<ClaimedEffect, "attempt">> & { readonly written?: string };

/** `written`: the row that was hinted, unknown until a sweep sees it. */
interface Given {
  readonly at: number;
  readonly written: string | undefined;
}

/** A claim uses a hint up: work that was tried and put off, or whose worker died, needs another. */
const hintOf = (effect: Hinted): string => `${effectKeyText(effect)}#${effect.attempt ?? 0}`;

export function createRelay(engine: Engine, queues: Queues, log: Log): Relay {
  const given = new Map<string, Given>();
  let timer: NodeJS.Timeout | undefined;
  let underWay: Promise<unknown> = Promise.resolve();

  async function hint(effects: readonly Hinted[]): Promise<void> {
    const byQueue = new Map<QueueName, string[]>();
    const at = performance.now();
    for (const effect of effects) {
      const text = effectKeyText(effect);
      const name = queueOf(effect.action);
      byQueue.set(name, [...(byQueue.get(name) ?? []), text]);
      given.set(hintOf(effect), { at, written: effect.written });
    }
    await Promise.all([...byQueue].map(([name, keys]) => queues.hint(name, keys)));
  }

  /** Work may be done and asked for again under the same key: a hint for the row that is gone is none for the new one. */
  function wasGiven(row: Hinted): boolean {
    const hint = given.get(hintOf(row));
    if (hint === undefined) return false;
    if (hint.written === undefined) given.set(hintOf(row), { ...hint, written: row.written });
    return hint.written === undefined || hint.written === row.written;
  }

  engine.onCommit((write, now) => {
    const ready = write.asked.filter((e) => e.kind !== "timer" && e.dueAt !== null && e.dueAt <= now);
    if (ready.length > 0) underWay = Promise.all([underWay, hint(ready)]);
  });

  async function sweep({ again = false } = {}): Promise<number> {
    const at = performance.now();
    for (const [key, hint] of given) if (at - hint.at > HINT_AGAIN_MS) given.delete(key);
    const rows = await unclaimedWork(engine.db, await engine.now(), SWEEP_ROWS_MAX);
    const forgotten = rows.filter((row) => again || !wasGiven(row));
    const welcome: Hinted[] = [];
    for (const row of forgotten) {
      const waiting = await waitingOf(queueOf(row.action));
      if (waiting < HINTS_WAITING_MAX) welcome.push(row);
    }
    await hint(welcome);
    counts.clear();
    return welcome.length;
  }

  /** Asked once a sweep for each queue. */
  const counts = new Map<QueueName, number>();
  async function waitingOf(name: QueueName): Promise<number> {
    const known = counts.get(name);
    if (known !== undefined) return known;
    const waiting = (await queues.waiting(name)) ?? 0;
    counts.set(name, waiting);
    return waiting;
  }

  function schedule(): void {
    timer = setTimeout(() => {
      underWay = sweep()
        .catch((error: unknown) => log.warn({ err: error }, "A sweep failed and will be repeated"))
        .finally(() => {
          if (timer !== undefined) schedule();
        });
    }, SWEEP_EVERY_MS);
  }

  return {
    start: schedule,
    hint,
    sweep,
    async stop() {
      clearTimeout(timer);
      timer = undefined;
      await underWay;
    },
  };
}
