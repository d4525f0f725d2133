import type { Queryable } from "./database.ts";

/** Somebody who decides about others in a programme, and has no form about their interests there. */
export interface Undeclared {
  readonly programmeId: string;
  readonly accountId: string;
  /** The role that asks for it. */
  readonly role: string;
}

/** Those whom the job of this name has not asked yet. A role held in every programme counts in each. */
export async function undeclared(
  db: Queryable,
  roles: readonly string[],
  job: string,
): Promise<Undeclared[]> {
  const { rows } = await db.query<Undeclared>(
    `select distinct on (p.id, g.account_id) p.id as "programmeId", g.account_id as "accountId", g.role
     from role_grant g
     join account a on a.id = g.account_id and a.disabled_at is null
     join programme p on g.programme_id is null or p.id = g.programme_id
     where g.role = any($1::text[])
       and not exists (
         select 1 from instance i
         where i.programme_id = p.id and i.workflow = 'interests' and i.business_key = 'account:' || g.account_id
           and i.status <> 'done')
       and not exists (
         select 1 from job_run r where r.job = $2 and r.occasion = p.id || '/' || g.account_id)
     order by p.id, g.account_id, g.role`,
    [roles, job],
  );
  return rows;
}
