/**
 * What was said in a form about interests that an account has, not a party: by whose form it is, since each of its words is
 * sealed under a key of its own. Found in the journal, archived or not.
 */
import type { Queryable } from "../../store/database.ts";
import type { Reach } from "../../store/erase-party.ts";
import { readJournal } from "../../store/journal.ts";
import { ownKeysOf } from "../../store/sealed-records.ts";
import { referencesIn } from "../seal-event.ts";

const ROWS_AT_ONCE = 500;

export async function keysOfForms(db: Queryable, cases: Reach["cases"]): Promise<string[]> {
  const ids = new Set<string>();
  for (const { id } of cases.filter(({ workflow }) => workflow === "interests")) {
    for (let afterSeq = 0; ;) {
      const rows = await readJournal(db, id, { afterSeq, limit: ROWS_AT_ONCE });
      for (const { event } of rows) for (const record of referencesIn(event)) ids.add(record);
      const last = rows.at(-1);
      if (last === undefined) break;
      afterSeq = last.seq;
    }
  }
  return await ownKeysOf(db, [...ids]);
}
