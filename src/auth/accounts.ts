/** Accounts and the roles they hold. */
import type { Grant } from "../contract/actor.ts";
import { NotFound } from "../lib/errors.ts";
import { newId } from "../lib/ids.ts";
import { hashToken } from "../seal/tokens.ts";
import type { Account } from "../store/accounts.ts";
import {
  grantRoles,
  insertAccount,
  insertToken,
  listAccounts,
  readAccount,
  revokeRoles,
  revokeTokens,
} from "../store/accounts.ts";
import type { Db } from "../store/database.ts";
import { inTransaction } from "../store/database.ts";
import { issueToken } from "./tokens.ts";

export interface NewAccount {
  readonly name: string;
  readonly email: string | null;
  readonly kind: "staff" | "service";
  readonly grants: readonly Grant[];
}

/** Make an account and its first token, which is shown once. */
export async function makeAccount(
  db: Db,
  wanted: NewAccount,
  now: Date,
): Promise<{ account: Account; token: string }> {
  const account: Account = { id: newId(), createdAt: now, ...wanted };
  await inTransaction(db, async (tx) => await insertAccount(tx, account));
  return { account, token: await issueToken(db, account.id, "first", now) };
}

/** Give and take roles. Returns the account as it then stands; throws `not-found`. */
export async function changeRoles(
  db: Db,
  accountId: string,
  change: { readonly grant: readonly Grant[]; readonly revoke: readonly Grant[] },
): Promise<Account> {
  return await inTransaction(db, async (tx) => {
    if ((await readAccount(tx, accountId)) === undefined) throw new NotFound("account", accountId);
    await revokeRoles(tx, accountId, change.revoke);
    await grantRoles(tx, accountId, change.grant);
    const account = await readAccount(tx, accountId);
    if (account === undefined) throw new NotFound("account", accountId);
    return account;
  });
}

export const allAccounts = async (db: Db): Promise<Account[]> => await listAccounts(db);

/** The service account behind `CONVOKE_ADMIN_TOKEN`. A fixed id: every process and every start finds the same one. */
const SERVICE_ACCOUNT = "00000000-0000-7000-8000-00000000ad01";
const SERVICE_LABEL = "CONVOKE_ADMIN_TOKEN";

/** The token of the setting becomes the service account's only one: administrator, and officer of one programme. */
export async function setAdminToken(db: Db, token: string, officerOf: string, now: Date): Promise<void> {
  await inTransaction(db, async (tx) => {
    await insertAccount(tx, {
      id: SERVICE_ACCOUNT,
      name: "Administrator token",
      email: null,
      kind: "service",
      createdAt: now,
      grants: [
        { role: "admin", programmeId: null },
        { role: "officer", programmeId: officerOf },
      ],
    });
    await revokeTokens(tx, SERVICE_ACCOUNT, SERVICE_LABEL, now);
    await insertToken(tx, {
      id: newId(),
      accountId: SERVICE_ACCOUNT,
      hash: hashToken(token),
      kind: "token",
      label: SERVICE_LABEL,
      createdAt: now,
      expiresAt: null,
    });
  });
}
