import type { Grant, Place } from "../contract/actor.ts";
import type { Queryable, Tx } from "./database.ts";

/** Somebody who works here, or a service that acts by itself. */
export interface Account {
  readonly id: string;
  readonly name: string;
  readonly email: string | null;
  readonly kind: "staff" | "service";
  readonly createdAt: Date;
  readonly grants: readonly Grant[];
  /** Since when nothing of the account lets anybody in; null while it does. */
  readonly disabledAt: Date | null;
}

export const accountColumns = `
  a.id, a.name, a.email, a.kind, a.created_at as "createdAt", a.disabled_at as "disabledAt",
  (select coalesce(jsonb_agg(jsonb_build_object('role', g.role, 'programmeId', g.programme_id,
       'bodyId', g.body_id) order by g.programme_id, g.body_id, g.role), '[]')
   from role_grant g where g.account_id = a.id) as grants`;

/** With the roles it begins with; `grantedBy` is the account that gave them, null for Convoke itself. */
export async function insertAccount(
  tx: Tx,
  account: Omit<Account, "disabledAt">,
  grantedBy: string | null = null,
): Promise<void> {
  await tx.query(
    "insert into account (id, name, email, kind, created_at) values ($1, $2, $3, $4, $5) on conflict do nothing",
    [account.id, account.name, account.email, account.kind, account.createdAt],
  );
  await grantRoles(tx, account.id, account.grants, { by: grantedBy, at: account.createdAt });
}

/** Whose act it was, by the account's id; null for Convoke itself. */
export interface Granting {
  readonly by: string | null;
  readonly at: Date;
}

/** What is held already stays with the day it was given. */
export async function grantRoles(
  db: Queryable,
  accountId: string,
  grants: readonly Grant[],
  { by, at }: Granting,
): Promise<void> {
  await db.query(
    `insert into role_grant (account_id, role, programme_id, body_id, granted_by, granted_at)
     select $1, role, programme, body, $5, $6
     from unnest($2::text[], $3::uuid[], $4::uuid[]) as g(role, programme, body)
     on conflict do nothing`,
    [accountId, ...grantColumns(grants), by, at],
  );
}

/** A role that somebody holds, with whose act it was. */
export interface Held extends Grant {
  readonly accountId: string;
  /** Null for what was given before that was kept. */
  readonly since: Date | null;
  readonly by: string | null;
}

/** Every role of these accounts; of all of them without ids. */
export async function listHeld(db: Queryable, accountIds?: readonly string[]): Promise<Held[]> {
  const { rows } = await db.query<Held>(
    `select account_id as "accountId", role, programme_id as "programmeId", body_id as "bodyId", granted_at as since,
       granted_by as by
     from role_grant
     where $1::uuid[] is null or account_id = any($1)
     order by account_id, programme_id, body_id, role`,
    [accountIds ?? null],
  );
  return rows;
}

export async function revokeAllRoles(tx: Tx, accountId: string): Promise<void> {
  await tx.query("delete from role_grant where account_id = $1", [accountId]);
}

export async function revokeRoles(db: Queryable, accountId: string, grants: readonly Grant[]): Promise<void> {
  await db.query(
    `delete from role_grant g
     using unnest($2::text[], $3::uuid[], $4::uuid[]) as r(role, programme, body)
     where g.account_id = $1 and g.role = r.role and g.programme_id is not distinct from r.programme
       and g.body_id is not distinct from r.body`,
    [accountId, ...grantColumns(grants)],
  );
}

const grantColumns = (grants: readonly Grant[]) => [
  grants.map((g) => g.role),
  grants.map((g) => g.programmeId),
  grants.map((g) => g.bodyId ?? null),
];

export async function readAccount(db: Queryable, id: string): Promise<Account | undefined> {
  const { rows } = await db.query<Account>(`select ${accountColumns} from account a where a.id = $1`, [id]);
  return rows[0];
}

/** By id. */
export async function readAccounts(
  db: Queryable,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Account>> {
  const { rows } = await db.query<Account>(
    `select ${accountColumns} from account a where a.id = any($1::uuid[])`,
    [[...new Set(ids)]],
  );
  return new Map(rows.map((account) => [account.id, account]));
}

/** Names by id. */
export async function accountNames(
  db: Queryable,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const { rows } = await db.query<{ id: string; name: string }>(
    "select id::text, name from account where id::text = any($1::text[])",
    [[...new Set(ids)]],
  );
  return new Map(rows.map(({ id, name }) => [id, name]));
}

export async function listAccounts(db: Queryable): Promise<Account[]> {
  const { rows } = await db.query<Account>(
    `select ${accountColumns} from account a order by a.created_at, a.id`,
  );
  return rows;
}

/** Accounts that hold a role over what belongs to these bodies of the programme: in one of them, in all of it or everywhere. */
export async function accountsWithRole(
  db: Queryable,
  role: string,
  { programmeId, bodies = [] }: Place,
): Promise<Account[]> {
  const { rows } = await db.query<Account>(
    `select ${accountColumns} from account a
     where a.disabled_at is null and exists (
       select 1 from role_grant g
       where g.account_id = a.id and g.role = $1 and (g.programme_id is null or g.programme_id = $2)
         and (g.body_id is null or g.body_id::text = any($3::text[])))
     order by a.created_at, a.id`,
    [role, programmeId, bodies],
  );
  return rows;
}

/** People who have a part in the programme and may come in, by name. */
export async function staffOf(db: Queryable, programmeId: string): Promise<Account[]> {
  const { rows } = await db.query<Account>(
    `select ${accountColumns} from account a
     where a.disabled_at is null and a.kind = 'staff' and exists (
       select 1 from role_grant g
       where g.account_id = a.id
         and (g.programme_id = $1 or (g.programme_id is null and g.role <> 'admin')))
     order by a.name, a.id`,
    [programmeId],
  );
  return rows;
}

/** Null lets the account in again. Returns false when there is no such account. */
export async function setDisabled(db: Queryable, id: string, at: Date | null): Promise<boolean> {
  const { rowCount } = await db.query("update account set disabled_at = $2 where id = $1", [id, at]);
  return rowCount === 1;
}

/** Is there a person who administers everything? The first-run link works only until there is. */
export async function hasAdministrator(db: Queryable): Promise<boolean> {
  const { rowCount } = await db.query(
    `select 1 from account a join role_grant g on g.account_id = a.id
     where a.kind = 'staff' and a.disabled_at is null and g.role = 'admin' and g.programme_id is null limit 1`,
  );
  return rowCount === 1;
}
