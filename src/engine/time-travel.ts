/** Where an instance stood at an earlier moment, by replaying its journal up to there. Changes nothing. */
import type { JsonObject } from "../../workflows/workflow.ts";
import { ConvokeError, NotFound } from "../lib/errors.ts";
import type { Instance } from "../store/instances.ts";
import { readJournal } from "../store/journal.ts";
import type { Engine } from "./engine.ts";
import { Replaying } from "./replay.ts";

/** A journal row's number, or an instant: what had been entered by then. */
export type Moment = { readonly seq: number } | { readonly time: Date };

export interface Past {
  /** The last event it had taken. */
  readonly seq: number;
  readonly enteredAt: Date;
  readonly version: number;
  readonly stage: string | null;
  readonly state: string;
  readonly owner: string | null;
  readonly card: JsonObject;
}

const PAGE_ROWS = 1_000;

/** Throws `not-found` for a moment before the instance began, or a row it does not have yet. */
export async function instanceAt(engine: Engine, instance: Instance, moment: Moment): Promise<Past> {
  const replaying = new Replaying(engine, instance);
  let enteredAt: Date | undefined;
  for (let isOver = false; !isOver;) {
    const rows = await readJournal(engine.db, instance.id, {
      afterSeq: replaying.revision,
      limit: PAGE_ROWS,
    });
    const wanted = rows.filter((row) =>
      "seq" in moment ? row.seq <= moment.seq : row.enteredAt <= moment.time,
    );
    for (const row of wanted) {
      replaying.take(row);
      enteredAt = row.enteredAt;
    }
    isOver = wanted.length < PAGE_ROWS;
  }
  if (enteredAt === undefined || ("seq" in moment && replaying.revision < moment.seq)) {
    throw new NotFound("moment", "seq" in moment ? String(moment.seq) : moment.time.toISOString());
  }
  const standing = replaying.standing();
  if (standing === undefined) {
    throw new ConvokeError(
      "conflict",
      `The journal of ${instance.id} cannot be replayed; see convoke replay`,
    );
  }
  const { stage, state, owner, card } = standing.machine.project(standing.live);
  const { version } = standing.machine.definition;
  return { seq: replaying.revision, enteredAt, version, stage, state, owner, card };
}
