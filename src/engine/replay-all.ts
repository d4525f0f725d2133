import { allInstanceIds } from "../store/instances.ts";
import type { Engine } from "./engine.ts";
import type { Replay } from "./replay.ts";
import { replayInstance } from "./replay.ts";

const PAGE_ROWS = 1_000;

/** Replay every instance there is, ended ones too. `onBroken` is told of each that does not hold. */
export async function replayAll(
  engine: Engine,
  onBroken: (id: string, problems: Replay["problems"]) => void,
): Promise<{ events: number; instances: number; broken: number }> {
  const total = { events: 0, instances: 0, broken: 0 };
  let afterId: string | undefined;
  for (;;) {
    const ids = await allInstanceIds(engine.db, afterId, PAGE_ROWS);
    if (ids.length === 0) return total;
    for (const id of ids) {
      const { revision, problems } = await replayInstance(engine, id);
      total.events += revision;
      total.instances += 1;
      if (problems.length === 0) continue;
      total.broken += 1;
      onBroken(id, problems);
    }
    afterId = ids.at(-1);
  }
}
