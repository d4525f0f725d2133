import { accountNames } from "../../store/accounts.ts";
import type { Queryable } from "../../store/database.ts";
import { readJournal } from "../../store/journal.ts";

/** What somebody who was not quick enough is told of each event that came before theirs. */
export interface Happened {
  readonly event: string;
  /** Null where no person sent it. */
  readonly by: { readonly id: string; readonly name: string | null } | null;
  /** ISO 8601. */
  readonly at: string;
}

const EVENTS_MAX = 50;

/** What came after a revision, oldest first. For whoever sees the case whole. */
export async function happenedSince(
  db: Queryable,
  instanceId: string,
  revision: number,
): Promise<Happened[]> {
  const rows = await readJournal(db, instanceId, { afterSeq: revision, limit: EVENTS_MAX });
  const told = rows.map(({ event, origin, actor, enteredAt }) => ({
    event: textOf(event["type"]),
    by: origin === "caller" ? textOf(actor["id"]) : null,
    at: enteredAt.toISOString(),
  }));
  const names = await accountNames(
    db,
    told.flatMap(({ by }) => by ?? []),
  );
  return told.map(({ by, ...one }) => ({
    ...one,
    by: by === null ? null : { id: by, name: names.get(by) ?? null },
  }));
}

const textOf = (value: unknown): string => (typeof value === "string" ? value : "");
