/** Rates and latencies, in rounds. */
import { loadavg } from "node:os";

export interface Round {
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
}

/** Let `senders` loops act one after the other for so long, and say how fast that went. Throws what `act` throws. */
export async function drive(
  senders: number,
  seconds: number,
  act: (sender: number) => Promise<unknown>,
): Promise<Round> {
  const latencies: number[] = [];
  const startedAt = performance.now();
  const endsAt = startedAt + seconds * 1_000;
  async function loop(sender: number): Promise<void> {
    for (let at = performance.now(); at < endsAt;) {
      await act(sender);
      const now = performance.now();
      latencies.push(now - at);
      at = now;
    }
  }
  await Promise.all(Array.from({ length: senders }, (_, sender) => loop(sender)));
  return roundOf(latencies, performance.now() - startedAt);
}

export function roundOf(latenciesMs: readonly number[], tookMs: number): Round {
  return {
    perSecond: (latenciesMs.length * 1_000) / tookMs,
    p50Ms: percentile(latenciesMs, 0.5),
    p99Ms: percentile(latenciesMs, 0.99),
  };
}

function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const low = sorted[Math.floor((sorted.length - 1) / 2)] ?? Number.NaN;
  const high = sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
  return (low + high) / 2;
}

export const spreadOf = (values: readonly number[]): [number, number] => [
  Math.min(...values),
  Math.max(...values),
];

/** Measure all contestants in turn, round after round, so that noise from outside hits them alike. */
export async function inTurn<Name extends string>(
  rounds: number,
  contestants: Readonly<Record<Name, (seconds: number) => Promise<Round>>>,
  seconds: number,
): Promise<Record<Name, Round[]>> {
  const names = Object.keys(contestants) as Name[];
  const measured = Object.fromEntries(names.map((name) => [name, []])) as unknown as Record<Name, Round[]>;
  for (let round = 0; round < rounds; round += 1) {
    for (const name of names) measured[name].push(await contestants[name](seconds));
  }
  return measured;
}

/** The median of each figure over the rounds. */
export function summarise(rounds: readonly Round[]) {
  const rates = rounds.map((round) => round.perSecond);
  return {
    figure: median(rates),
    spread: spreadOf(rates),
    p50Ms: median(rounds.map((round) => round.p50Ms)),
    p99Ms: median(rounds.map((round) => round.p99Ms)),
    load: loadNow(),
  };
}

/** The ratio of two contestants round by round, as its median: each pair saw about the same noise. */
export function ratioOf(ours: readonly Round[], theirs: readonly Round[]): number {
  return median(ours.map((round, index) => round.perSecond / (theirs[index]?.perSecond ?? Number.NaN)));
}

export const loadNow = (): number => loadavg()[0] ?? Number.NaN;
