/** What colleagues are called, for those who work in the programme too: a party's name is with its card, and nowhere else. */
import { viewFor } from "../../auth/may-know.ts";
import type { Actor } from "../../contract/actor.ts";
import { accountNames } from "../../store/accounts.ts";
import type { Queryable } from "../../store/database.ts";
import type { JournalRow } from "../../store/journal.ts";

const COLLEAGUES = { data: "programmes", act: "read" } as const;

/** Names by account id of whoever sent the events of these rows. */
export async function nameActors(
  db: Queryable,
  reader: Actor,
  programmeId: string,
  rows: readonly JournalRow[],
): Promise<ReadonlyMap<string, string>> {
  const isColleague = viewFor(reader, { data: COLLEAGUES.data, programmeId }, COLLEAGUES) !== undefined;
  if (!isColleague) return new Map();
  return await accountNames(
    db,
    rows.flatMap(({ origin, actor }) => (origin === "caller" ? [(actor as { id: string }).id] : [])),
  );
}
