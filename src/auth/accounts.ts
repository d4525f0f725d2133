/** Accounts and the roles they hold. */
import type { Grant } from "../contract/actor.ts";
import { NotFound } from "../lib/errors.ts";
import { newId } from "../lib/ids.ts";
import { hashToken } from "../seal/tokens.ts";
import type { Account, Granting } from "../store/accounts.ts";
import {
  grantRoles,
  insertAccount,
  listAccounts,
  readAccount,
  revokeRoles,
  setDisabled,
} from "../store/accounts.ts";
import type { Db, Queryable } from "../store/database.ts";
import { inTransaction } from "../store/database.ts";
import { endSessions } from "../store/sign-in.ts";
import { insertToken, revokeTokens } from "../store/tokens.ts";
import { issueFirstToken } from "./tokens.ts";

export interface NewAccount {
  readonly name: string;
  readonly email: string | null;
  readonly kind: "staff" | "service";
  readonly grants: readonly Grant[];
}

/** Make an account and its first token, which is shown once. `by` is the account whose act it is. */
export async function makeAccount(
  db: Db,
  wanted: NewAccount,
  now: Date,
  by: string | null = null,
): Promise<{ account: Account; token: string }> {
  const account: Account = { id: newId(), createdAt: now, disabledAt: null, ...wanted };
  await inTransaction(db, async (tx) => await insertAccount(tx, account, by));
  return { account, token: await issueFirstToken(db, account.id, now) };
}

/** Give and take roles. Returns the account as it then stands; throws `not-found`. */
export async function changeRoles(
  db: Db,
  accountId: string,
  change: { readonly grant: readonly Grant[]; readonly revoke: readonly Grant[] },
  granting: Granting,
): Promise<Account> {
  return await inTransaction(db, async (tx) => {
    await existing(tx, accountId);
    await revokeRoles(tx, accountId, change.revoke);
    await grantRoles(tx, accountId, change.grant, granting);
    return await existing(tx, accountId);
  });
}

/** Nothing of the account lets anybody in from now on: its sessions end, its tokens and links rest. Throws `not-found`. */
export async function disableAccount(db: Db, accountId: string, now: Date): Promise<Account> {
  return await inTransaction(db, async (tx) => {
    if (!(await setDisabled(tx, accountId, now))) throw new NotFound("account", accountId);
    await endSessions(tx, accountId);
    return await existing(tx, accountId);
  });
}

/** Its tokens work again; its sessions stay ended. Throws `not-found`. */
export async function enableAccount(db: Db, accountId: string): Promise<Account> {
  if (!(await setDisabled(db, accountId, null))) throw new NotFound("account", accountId);
  return await existing(db, accountId);
}

async function existing(db: Queryable, accountId: string): Promise<Account> {
  const account = await readAccount(db, accountId);
  if (account === undefined) throw new NotFound("account", accountId);
  return account;
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
      label: SERVICE_LABEL,
      scope: null,
      createdAt: now,
      expiresAt: null,
    });
  });
}
