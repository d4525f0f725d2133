/** The ways in of an account: rows that better-auth reads, written here where they belong to one of our own acts. */
import type { Queryable, Tx } from "./database.ts";

export interface SignInUser {
  /** The account's id. */
  readonly accountId: string;
  readonly name: string;
  /** In lower case: that is how it is looked up. */
  readonly email: string;
}

/** Give an account a way in. Returns false when another account signs in with this address. */
export async function insertSignInUser(tx: Tx, { accountId, name, email }: SignInUser): Promise<boolean> {
  const { rowCount } = await tx.query(
    `insert into sign_in_user (id, name, email, "emailVerified") values ($1, $2, $3, true)
     on conflict (email) do nothing`,
    [accountId, name, email],
  );
  return rowCount === 1;
}

/** The account that signs in with this address. */
export async function accountWithAddress(db: Queryable, email: string): Promise<string | undefined> {
  const { rows } = await db.query<{ id: string }>("select id from sign_in_user where email = $1", [email]);
  return rows[0]?.id;
}

/** How somebody signs in; undefined when they do not. */
export interface WaysIn {
  readonly name: string;
  readonly email: string;
  readonly hasPassword: boolean;
  readonly hasTotp: boolean;
  readonly isDisabled: boolean;
}

export async function readWaysIn(db: Queryable, accountId: string): Promise<WaysIn | undefined> {
  const { rows } = await db.query<WaysIn>(
    `select u.name, u.email, u."twoFactorEnabled" as "hasTotp", a.disabled_at is not null as "isDisabled",
       exists (select 1 from sign_in_credential c where c."userId" = u.id and c.password is not null) as "hasPassword"
     from sign_in_user u join account a on a.id = u.id
     where u.id = $1`,
    [accountId],
  );
  return rows[0];
}

/** The one password of an account, hashed as better-auth does. */
export async function setPassword(
  tx: Tx,
  { id, accountId, hash }: { readonly id: string; readonly accountId: string; readonly hash: string },
): Promise<void> {
  await tx.query(
    `insert into sign_in_credential (id, "userId", "accountId", "providerId", password)
     values ($1, $2::uuid, ($2::uuid)::text, 'credential', $3)
     on conflict ("providerId", "accountId") do update
       set password = excluded.password, "updatedAt" = clock_timestamp()`,
    [id, accountId, hash],
  );
}

/** Everything but the address: whoever comes back begins anew. */
export async function clearWaysIn(tx: Tx, accountId: string): Promise<void> {
  await endSessions(tx, accountId);
  for (const table of ["sign_in_credential", "sign_in_two_factor", "sign_in_passkey"]) {
    await tx.query(`delete from ${table} where "userId" = $1`, [accountId]);
  }
  await tx.query(`update sign_in_user set "twoFactorEnabled" = false where id = $1`, [accountId]);
}

export interface Session {
  readonly id: string;
  readonly userAgent: string | null;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly isThis: boolean;
}

/** Sessions of an account that are open, newest first. `token` is the one that asks. */
export async function listSessions(db: Queryable, accountId: string, token: string): Promise<Session[]> {
  const { rows } = await db.query<Session>(
    `select id, "userAgent", "createdAt", "expiresAt", token = $2 as "isThis"
     from sign_in_session
     where "userId" = $1 and "expiresAt" > clock_timestamp()
     order by "createdAt" desc, id`,
    [accountId, token],
  );
  return rows;
}

/** Returns false when the account has no such session. */
export async function endSession(db: Queryable, accountId: string, id: string): Promise<boolean> {
  const { rowCount } = await db.query(`delete from sign_in_session where id = $2 and "userId" = $1`, [
    accountId,
    id,
  ]);
  return rowCount === 1;
}

export async function endSessions(db: Queryable, accountId: string): Promise<void> {
  await db.query(`delete from sign_in_session where "userId" = $1`, [accountId]);
}

export interface Passkey {
  readonly id: string;
  readonly name: string | null;
  readonly createdAt: Date;
}

export async function listPasskeys(db: Queryable, accountId: string): Promise<Passkey[]> {
  const { rows } = await db.query<Passkey>(
    `select id, name, "createdAt" from sign_in_passkey where "userId" = $1 order by "createdAt", id`,
    [accountId],
  );
  return rows;
}

/** Returns false when the account has no such passkey. */
export async function deletePasskey(db: Queryable, accountId: string, id: string): Promise<boolean> {
  const { rowCount } = await db.query(`delete from sign_in_passkey where id = $2 and "userId" = $1`, [
    accountId,
    id,
  ]);
  return rowCount === 1;
}
