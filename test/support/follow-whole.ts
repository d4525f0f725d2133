import { followJournal } from "../../src/audit/follow-journal.ts";
import { eventually } from "./eventually.ts";
import type { TestHouse } from "./house.ts";

/**
 * Follow the journal until nothing of it is left. A round follows as far as one a second before has marked, and not even so
 * far while a transaction of that time is open, be it another database's: how many rounds it takes nobody can know.
 */
export async function followWhole({ house, database }: TestHouse): Promise<void> {
  await eventually(async () => {
    await followJournal(house.directory);
    const { rowCount } = await database.pool.query(
      "select 1 from audit_follow where followed < (select max(position) from journal)",
    );
    if (rowCount !== 0) throw new Error("not the whole journal was followed yet");
  });
}
