/** `convoke replay <id>|--all`: prove that journals lead to the stored snapshots and that no row was changed. */
import { parseArgs } from "node:util";
import { replayAll } from "../../src/engine/replay-all.ts";
import { replayInstance } from "../../src/engine/replay.ts";
import { ConvokeError } from "../../src/lib/errors.ts";
import { isId } from "../../src/lib/ids.ts";
import { withHouse } from "../with-house.ts";

const USAGE = "Expected: convoke replay <id>, or convoke replay --all";

export async function replay(args: readonly string[]): Promise<void> {
  const { positionals, values } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { all: { type: "boolean", default: false } },
  });
  const [id] = positionals;
  if (values.all === (id !== undefined) || (id !== undefined && !isId(id)))
    throw new ConvokeError("setting", USAGE);

  const { events, instances, broken } = await withHouse(async ({ engine }) => {
    if (id === undefined) return await replayAll(engine, report);
    const { revision, problems } = await replayInstance(engine, id);
    report(id, problems);
    return { events: revision, instances: 1, broken: problems.length > 0 ? 1 : 0 };
  });
  console.log(
    `Replayed ${events} events of ${instances} instances: ${broken === 0 ? "all hold" : `${broken} do not hold`}.`,
  );
  if (broken > 0) process.exitCode = 1;
}

function report(id: string, problems: readonly { seq: number | null; problem: string }[]): void {
  for (const { seq, problem } of problems)
    console.error(`${id}${seq === null ? "" : ` at ${seq}`}: ${problem}`);
}
