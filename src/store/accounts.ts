import type { Actor, Grant } from "../contract/actor.ts";
import { selectNow } from "./clock.ts";
import type { Queryable, Tx } from "./database.ts";

/** Somebody who works here, or a service that acts by itself. */
export interface Account {
  readonly id: string;
  readonly name: string;
  readonly email: string | null;
  readonly kind: "staff" | "service";
  readonly createdAt: Date;
  readonly grants: readonly Grant[];
}

const columns = `
  a.id, a.name, a.email, a.kind, a.created_at as "createdAt",
  (select coalesce(jsonb_agg(jsonb_build_object('role', g.role, 'programmeId', g.programme_id)
     order by g.programme_id, g.role), '[]')
   from role_grant g where g.account_id = a.id) as grants`;

export async function insertAccount(tx: Tx, account: Account): Promise<void> {
  await tx.query(
    "insert into account (id, name, email, kind, created_at) values ($1, $2, $3, $4, $5) on conflict do nothing",
    [account.id, account.name, account.email, account.kind, account.createdAt],
  );
  await grantRoles(tx, account.id, account.grants);
}

export async function grantRoles(db: Queryable, accountId: string, grants: readonly Grant[]): Promise<void> {
  await db.query(
    `insert into role_grant (account_id, role, programme_id)
     select $1, role, programme from unnest($2::text[], $3::uuid[]) as g(role, programme)
     on conflict do nothing`,
    [accountId, grants.map((g) => g.role), grants.map((g) => g.programmeId)],
  );
}

export async function revokeRoles(db: Queryable, accountId: string, grants: readonly Grant[]): Promise<void> {
  await db.query(
    `delete from role_grant g
     using unnest($2::text[], $3::uuid[]) as r(role, programme)
     where g.account_id = $1 and g.role = r.role and g.programme_id is not distinct from r.programme`,
    [accountId, grants.map((g) => g.role), grants.map((g) => g.programmeId)],
  );
}

export async function readAccount(db: Queryable, id: string): Promise<Account | undefined> {
  const { rows } = await db.query<Account>(`select ${columns} from account a where a.id = $1`, [id]);
  return rows[0];
}

export async function listAccounts(db: Queryable): Promise<Account[]> {
  const { rows } = await db.query<Account>(`select ${columns} from account a order by a.created_at, a.id`);
  return rows;
}

/** Accounts that hold a role in the programme, or in every programme. */
export async function accountsWithRole(db: Queryable, role: string, programmeId: string): Promise<Account[]> {
  const { rows } = await db.query<Account>(
    `select ${columns} from account a
     where a.disabled_at is null and exists (
       select 1 from role_grant g
       where g.account_id = a.id and g.role = $1 and (g.programme_id is null or g.programme_id = $2))
     order by a.created_at, a.id`,
    [role, programmeId],
  );
  return rows;
}

/** Is there a person who administers everything? The first-run link works only until there is. */
export async function hasAdministrator(db: Queryable): Promise<boolean> {
  const { rowCount } = await db.query(
    `select 1 from account a join role_grant g on g.account_id = a.id
     where a.kind = 'staff' and g.role = 'admin' and g.programme_id is null limit 1`,
  );
  return rowCount === 1;
}

export interface Token {
  readonly id: string;
  readonly accountId: string;
  /** SHA-256 of the token; the token itself is shown once and kept nowhere. */
  readonly hash: string;
  readonly kind: "token" | "session";
  readonly label: string;
  readonly createdAt: Date;
  readonly expiresAt: Date | null;
}

/** A token that is known already, such as a setting at its second start, counts again, and for this account only. */
export async function insertToken(db: Queryable, token: Token): Promise<void> {
  await db.query(
    `insert into api_token (id, account_id, hash, kind, label, created_at, expires_at)
     values ($1, $2, $3, $4, $5, $6, $7) on conflict (hash) do update
       set account_id = excluded.account_id, kind = excluded.kind, label = excluded.label, revoked_at = null,
         expires_at = excluded.expires_at`,
    [token.id, token.accountId, token.hash, token.kind, token.label, token.createdAt, token.expiresAt],
  );
}

/** Tokens of one label stop working, such as those of an earlier administrator's token. */
export async function revokeTokens(
  db: Queryable,
  accountId: string,
  label: string,
  now: Date,
): Promise<void> {
  await db.query(
    "update api_token set revoked_at = $3 where account_id = $1 and label = $2 and revoked_at is null",
    [accountId, label, now],
  );
}

/** Who a token stands for, if it still does. */
export async function actorByToken(
  db: Queryable,
  hash: string,
  isVirtual: boolean,
): Promise<Actor | undefined> {
  const { rows } = await db.query<Account>({
    name: isVirtual ? "actor-by-token-virtual" : "actor-by-token",
    text: `select ${columns} from api_token t join account a on a.id = t.account_id
      where t.hash = $1 and t.revoked_at is null and a.disabled_at is null
        and (t.expires_at is null or extract(epoch from t.expires_at) * 1000 > (${selectNow(isVirtual)}))`,
    values: [hash],
  });
  const account = rows[0];
  if (account === undefined) return undefined;
  return { id: account.id, kind: account.kind, name: account.name, grants: account.grants };
}
