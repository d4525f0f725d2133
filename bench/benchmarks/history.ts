/** What an event costs when the journal is short and when it is long: snapshots, not replays. */
import type { Benchmark } from "../benchmark.ts";
import { drive, inTurn, ratioOf, summarise } from "../measure.ts";
import { openCases, openEngine, sendNote } from "../open-engine.ts";
import { maintain } from "../stage.ts";
import { casework } from "../workflows/casework.ts";

const SHORT = 10;
const LONG = 100_000;
const RATIO_MAX = 1.2;
/** More than a round can use up at a length of about ten. */
const SHORT_CASES = 5_000;

export const history: Benchmark = async (stage, { rounds, seconds }) => {
  const database = await stage.newDatabase("bench_history");
  const { engine, close } = openEngine(database, [casework]);
  const [long = "", ...short] = await openCases(engine, SHORT_CASES + 1);
  await lengthen(database, long, LONG);
  let sent = 0;
  const contestants = {
    short: (forSeconds: number) =>
      drive(1, forSeconds, () =>
        sendNote(engine, short[Math.floor((sent += 1) / SHORT) % short.length] ?? ""),
      ),
    long: (forSeconds: number) => drive(1, forSeconds, () => sendNote(engine, long)),
  };
  await inTurn(1, contestants, 2);
  const measured = await inTurn(rounds + 2, contestants, seconds);
  await close();

  const cost = ratioOf(measured.short, measured.long);
  return [
    { what: `journal of about ${SHORT} rows`, unit: "events/s", ...summarise(measured.short) },
    {
      what: `journal of ${LONG.toLocaleString("en")} rows`,
      unit: "events/s",
      ...summarise(measured.long),
      ratio: { value: cost, of: "cost of a short one" },
      target: { text: `< ${RATIO_MAX}×`, isMet: cost < RATIO_MAX },
    },
  ];
};

/** Rows copied from the first: only their number matters here. */
async function lengthen(database: Parameters<typeof maintain>[0], id: string, length: number): Promise<void> {
  await maintain(
    database,
    `insert into journal (instance_id, seq, version, event, input, origin, actor, happened_at, entered_at, key, facts,
       effects, emitted, stage, state, hash)
     select instance_id, n, version, event, null, origin, actor, happened_at, entered_at, key, facts, effects, emitted,
       stage, state, hash
     from journal, generate_series(2, ${length}) n where instance_id = '${id}' and seq = 1;
     update instance set revision = ${length} where id = '${id}';
     analyze journal`,
  );
}
