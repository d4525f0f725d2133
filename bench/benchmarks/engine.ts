/**
 * Durable events a second in process, with keys, hash chain and projection columns, beside the same row work done by
 * pgbench: one transaction an event as several statements, and as one statement.
 */
import type { Benchmark, Line } from "../benchmark.ts";
import type { Round } from "../measure.ts";
import { drive, inTurn, ratioOf, summarise } from "../measure.ts";
import { CASES, openCases, openEngine, sendNote } from "../open-engine.ts";
import { hasPgbench, pgbench } from "../pgbench.ts";
import { casework } from "../workflows/casework.ts";

/** By concurrent senders: times the several-statement rate of pgbench. */
const RATIO_MIN: Readonly<Record<number, number>> = { 64: 2, 256: 3 };
const P99_MS_MAX: Readonly<Record<number, number>> = { 64: 25 };

const SEVERAL = "pgbench, several statements";
const ONE = "pgbench, one statement";

export const engine: Benchmark = async (stage, { rounds, seconds, senders, isAlone }, say) => {
  const ours = await stage.newDatabase("bench_engine");
  const theirs = await stage.newDatabase("bench_pgbench");
  const opened = openEngine(ours, [casework]);
  const filling = openEngine(theirs, [casework]);
  const ids = await openCases(opened.engine, CASES);
  await openCases(filling.engine, CASES);
  await filling.close();

  const withPgbench = !isAlone && hasPgbench();
  if (!withPgbench && !isAlone) {
    say("  pgbench is not on the path (Debian: postgresql-contrib), so nothing is compared with it");
  }

  const send = (): Promise<void> =>
    sendNote(opened.engine, ids[Math.floor(Math.random() * ids.length)] ?? "");
  await drive(64, seconds, send);
  const lines: Line[] = [];
  for (const count of senders) {
    const mine = { convoke: (forSeconds: number) => drive(count, forSeconds, send) };
    if (withPgbench) {
      const measured = await inTurn(
        rounds,
        {
          ...mine,
          [SEVERAL]: (forSeconds) => pgbench(theirs, "several-statements", count, forSeconds),
          [ONE]: (forSeconds) => pgbench(theirs, "one-statement", count, forSeconds),
        },
        seconds,
      );
      lines.push(...compared(count, measured));
    } else {
      const { convoke } = await inTurn(rounds, mine, seconds);
      lines.push({ what: `${count} senders`, unit: "events/s", ...summarise(convoke) });
    }
  }
  await opened.close();
  return lines;
};

function compared(count: number, measured: Record<"convoke" | typeof SEVERAL | typeof ONE, Round[]>): Line[] {
  const { convoke } = measured;
  const ratio = ratioOf(convoke, measured[SEVERAL]);
  const mine = summarise(convoke);
  const wanted = RATIO_MIN[count];
  const p99MsMax = P99_MS_MAX[count];
  const isFast = wanted === undefined || ratio >= wanted;
  const isPrompt = p99MsMax === undefined || mine.p99Ms < p99MsMax;
  const texts = [
    ...(wanted === undefined ? [] : [`≥ ${wanted}×`]),
    ...(p99MsMax === undefined ? [] : [`p99 < ${p99MsMax} ms`]),
  ];
  const unit = "events/s";
  return [
    {
      what: `${count} senders`,
      unit,
      ...mine,
      ratio: { value: ratio, of: SEVERAL },
      ...(texts.length === 0 ? {} : { target: { text: texts.join(", "), isMet: isFast && isPrompt } }),
    },
    pgbenchLine(SEVERAL, measured[SEVERAL], undefined),
    pgbenchLine(ONE, measured[ONE], ratioOf(convoke, measured[ONE])),
  ];
}

function pgbenchLine(name: string, rounds: readonly Round[], ours: number | undefined): Line {
  const { figure, spread, load } = summarise(rounds);
  return {
    what: `  ${name}`,
    unit: "events/s",
    figure,
    spread,
    load,
    ...(ours === undefined ? {} : { note: `Convoke does ${ours.toFixed(2)}× of it` }),
  };
}
