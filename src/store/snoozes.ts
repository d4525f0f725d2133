/** Until when somebody has put an engagement off their own Today. It is nobody else's business, and hides nothing elsewhere. */
import type { Queryable } from "./database.ts";

export interface Snooze {
  readonly accountId: string;
  readonly engagementId: string;
  readonly until: Date;
}

/** In place of the one before; those of theirs that have ended by `now` go. */
export async function writeSnooze(
  db: Queryable,
  { accountId, engagementId, until }: Snooze,
  now: Date,
): Promise<void> {
  await db.query(
    `with ended as (
       delete from snooze where account_id = $1 and engagement_id <> $2 and until <= $4
     )
     insert into snooze (account_id, engagement_id, until) values ($1, $2, $3)
     on conflict (account_id, engagement_id) do update set until = excluded.until`,
    [accountId, engagementId, until, now],
  );
}

export async function dropSnooze(
  db: Queryable,
  { accountId, engagementId }: Omit<Snooze, "until">,
): Promise<void> {
  await db.query("delete from snooze where account_id = $1 and engagement_id = $2", [
    accountId,
    engagementId,
  ]);
}

/** When the first deadline of the engagement ends; null when none runs. */
export async function firstDeadlineOf(db: Queryable, engagementId: string): Promise<Date | null> {
  const { rows } = await db.query<{ at: Date | null }>(
    "select nullif(due_at, 'infinity') as at from engagement_line where id = $1",
    [engagementId],
  );
  return rows[0]?.at ?? null;
}
