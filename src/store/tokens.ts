/** API tokens, and whom a token or a session stands for. */
import type { Role } from "../../workflows/workflow.ts";
import type { Account } from "./accounts.ts";
import { accountColumns } from "./accounts.ts";
import { selectNow } from "./clock.ts";
import type { Queryable } from "./database.ts";

/** What a token may do at most; its account's roles of the moment bound it too. */
export interface TokenScope {
  /** It looks and changes nothing. */
  readonly readOnly: boolean;
  /** Of the account's roles these; null is all of them. */
  readonly roles: readonly Role[] | null;
  /** In these programmes; null is in all of the account's. */
  readonly programmes: readonly string[] | null;
}

export interface Token {
  readonly id: string;
  readonly accountId: string;
  /** SHA-256 of the token; the token itself is shown once and kept nowhere. */
  readonly hash: string;
  readonly label: string;
  readonly scope: TokenScope | null;
  readonly createdAt: Date;
  readonly expiresAt: Date | null;
  readonly revokedAt: Date | null;
  /** To the minute. */
  readonly lastUsedAt: Date | null;
}

/** A token that is known already, such as a setting at its second start, counts again, and for this account only. */
export async function insertToken(
  db: Queryable,
  token: Omit<Token, "revokedAt" | "lastUsedAt">,
): Promise<void> {
  await db.query(
    `insert into api_token (id, account_id, hash, kind, label, scope, created_at, expires_at)
     values ($1, $2, $3, 'token', $4, $5, $6, $7) on conflict (hash) do update
       set account_id = excluded.account_id, kind = excluded.kind, label = excluded.label, scope = excluded.scope,
         revoked_at = null, expires_at = excluded.expires_at`,
    [
      token.id,
      token.accountId,
      token.hash,
      token.label,
      token.scope === null ? null : JSON.stringify(token.scope),
      token.createdAt,
      token.expiresAt,
    ],
  );
}

const isWorking = "kind = 'token' and revoked_at is null and (expires_at is null or expires_at > $2)";
const columns = `id, account_id as "accountId", hash, label, scope, created_at as "createdAt", expires_at as "expiresAt",
  revoked_at as "revokedAt", last_used_at as "lastUsedAt"`;

/** Tokens of an account that still work, newest first. */
export async function listTokens(db: Queryable, accountId: string, now: Date): Promise<Token[]> {
  const { rows } = await db.query<Token>(
    `select ${columns} from api_token where account_id = $1 and ${isWorking} order by created_at desc, id`,
    [accountId, now],
  );
  return rows;
}

/** A page of the tokens of all accounts that still work, in order of id: the newest first. */
export async function listAllTokens(
  db: Queryable,
  {
    now,
    afterId,
    limit,
  }: { readonly now: Date; readonly afterId: string | undefined; readonly limit: number },
): Promise<Token[]> {
  const { rows } = await db.query<Token>(
    `select ${columns} from api_token
     where ($1::uuid is null or id < $1) and ${isWorking}
     order by id desc limit $3`,
    [afterId ?? null, now, limit],
  );
  return rows;
}

/** Returns false when the account has no such token that works. */
export async function revokeToken(db: Queryable, accountId: string, id: string, now: Date): Promise<boolean> {
  const { rowCount } = await db.query(
    "update api_token set revoked_at = $3 where account_id = $1 and id = $2 and revoked_at is null",
    [accountId, id, now],
  );
  return rowCount === 1;
}

/** Tokens of an account stop working: those of one label, such as of an earlier administrator's token, or all of them. */
export async function revokeTokens(
  db: Queryable,
  accountId: string,
  label: string | undefined,
  now: Date,
): Promise<void> {
  await db.query(
    `update api_token set revoked_at = $3
     where account_id = $1 and ($2::text is null or label = $2) and revoked_at is null`,
    [accountId, label ?? null, now],
  );
}

export interface Holder extends Pick<Account, "id" | "name" | "kind" | "grants"> {
  /** Null for a session. */
  readonly tokenId: string | null;
  readonly scope: TokenScope | null;
}

/** Whom these tokens stand for, by the hashes of those that still stand for somebody. */
export async function holdersOfTokens(
  db: Queryable,
  hashes: readonly string[],
  isVirtual: boolean,
): Promise<Map<string, Holder>> {
  const { rows } = await db.query<Holder & { hash: string }>({
    name: isVirtual ? "holders-of-tokens-virtual" : "holders-of-tokens",
    text: `select ${accountColumns}, t.id as "tokenId", t.scope, t.hash
      from api_token t join account a on a.id = t.account_id
      where t.hash = any($1::text[]) and t.kind = 'token' and t.revoked_at is null and a.disabled_at is null
        and (t.expires_at is null or extract(epoch from t.expires_at) * 1000 > (${selectNow(isVirtual)}))`,
    values: [hashes],
  });
  return new Map(rows.map(({ hash, ...holder }) => [hash, holder]));
}

/** Whom these sessions, by the token that their signed cookie carried, stand for. A session ends by real time. */
export async function holdersOfSessions(
  db: Queryable,
  tokens: readonly string[],
): Promise<Map<string, Holder>> {
  const { rows } = await db.query<Holder & { token: string }>({
    name: "holders-of-sessions",
    text: `select ${accountColumns}, null as "tokenId", null as scope, s.token
      from sign_in_session s join account a on a.id = s."userId"
      where s.token = any($1::text[]) and s."expiresAt" > clock_timestamp() and a.disabled_at is null`,
    values: [tokens],
  });
  return new Map(rows.map(({ token, ...holder }) => [token, holder]));
}

/** Note that a token was used, unless that was noted within the last minute by any process. */
export async function noteUse(db: Queryable, id: string, now: Date): Promise<void> {
  await db.query(
    `update api_token set last_used_at = $2
     where id = $1 and (last_used_at is null or last_used_at < $2::timestamptz - interval '1 minute')`,
    [id, now],
  );
}
