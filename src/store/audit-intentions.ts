/** Changes that somebody has set about and whose rows in the trail are not yet written. */
import type { AuditEntry } from "./audit.ts";
import type { Queryable, Tx } from "./database.ts";

export async function insertIntention(
  db: Queryable,
  id: string,
  entries: readonly AuditEntry[],
): Promise<void> {
  await db.query("insert into audit_intention (id, acts) values ($1, $2)", [id, JSON.stringify(entries)]);
}

export async function deleteIntention(db: Queryable, id: string): Promise<void> {
  await db.query("delete from audit_intention where id = $1", [id]);
}

/** Take away those that were begun longer ago; who takes one has to write what it says. */
export async function takeAbandoned(tx: Tx, olderThanMs: number): Promise<AuditEntry[]> {
  const { rows } = await tx.query<{ acts: (Omit<AuditEntry, "at"> & { readonly at: string })[] }>(
    `delete from audit_intention where id in (
       select id from audit_intention where begun_at < clock_timestamp() - $1 * interval '1 millisecond'
       order by begun_at limit 100 for update skip locked)
     returning acts`,
    [olderThanMs],
  );
  return rows.flatMap(({ acts }) => acts.map((act) => ({ ...act, at: new Date(act.at) })));
}
