/** What became of the work that one chart asked for: the rows that still wait, and the mails that were written. */
import type { Queryable } from "./database.ts";
import type { Effect } from "./effects.ts";
import { effectColumns } from "./effects.ts";
import type { Mail } from "./mails.ts";

/** Of a chart that asks for more than this, the newest. */
const ROWS_MAX = 500;

/** Work and timers of the chart that are not done; what was given up is among them. The newest first. */
export async function readWaiting(db: Queryable, instanceId: string): Promise<Effect[]> {
  const { rows } = await db.query<Effect>(
    `select ${effectColumns} from effect e
     where e.instance_id = $1
     order by e.seq desc, e.ordinal
     limit ${ROWS_MAX}`,
    [instanceId],
  );
  return rows;
}

export type WrittenMail = Pick<Mail, "id" | "effect" | "template" | "audience" | "status">;

/** Mails about the chart without what stands in them, the newest first. */
export async function readWritten(db: Queryable, instanceId: string): Promise<WrittenMail[]> {
  const { rows } = await db.query<WrittenMail>(
    `select id, effect, template, audience, status from mail
     where instance_id = $1
     order by created_at desc, id desc
     limit ${ROWS_MAX}`,
    [instanceId],
  );
  return rows;
}
