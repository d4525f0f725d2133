/** One instance that everybody writes to: the events of a batch fold into one row write. */
import type { Benchmark } from "../benchmark.ts";
import { drive, inTurn, summarise } from "../measure.ts";
import { openCases, openEngine, sendNote } from "../open-engine.ts";
import { casework } from "../workflows/casework.ts";

const SENDERS = 64;
const PER_SECOND_MIN = 5_000;

export const hot: Benchmark = async (stage, { rounds, seconds }) => {
  const { engine, close } = openEngine(await stage.newDatabase("bench_hot"), [casework]);
  const [id = ""] = await openCases(engine, 1);
  const send = (): Promise<void> => sendNote(engine, id);
  await drive(SENDERS, 1, send);
  const { convoke } = await inTurn(
    rounds,
    { convoke: (forSeconds) => drive(SENDERS, forSeconds, send) },
    seconds,
  );
  await close();
  const summary = summarise(convoke);
  return [
    {
      what: `one instance, ${SENDERS} senders`,
      unit: "events/s",
      ...summary,
      target: {
        text: `≥ ${PER_SECOND_MIN.toLocaleString("en")}/s`,
        isMet: summary.figure >= PER_SECOND_MIN,
      },
    },
  ];
};
