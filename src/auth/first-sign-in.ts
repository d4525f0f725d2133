/** The first administrator signs in by a link that the server prints: once, for 15 minutes, while there is none. */
import { ConvokeError } from "../lib/errors.ts";
import { newId } from "../lib/ids.ts";
import { hashToken, newToken } from "../seal/tokens.ts";
import { hasAdministrator, insertAccount } from "../store/accounts.ts";
import type { Db } from "../store/database.ts";
import { inTransaction } from "../store/database.ts";
import { readSetting, takeSetting, writeSetting } from "../store/settings.ts";
import { appendAudit } from "../store/audit.ts";
import { accountMade } from "./account-made.ts";
import { giveWayIn } from "./invitations.ts";

const SETTING = "first-sign-in";
const VALID_MS = 15 * 60_000;

interface Pending {
  readonly hash: string;
  readonly expiresAt: string;
}

/** A new link's token, replacing the one before; undefined when there is an administrator already. */
export async function offerFirstSignIn(db: Db, now: Date): Promise<string | undefined> {
  if (await hasAdministrator(db)) return undefined;
  const token = newToken("cvf");
  const pending: Pending = {
    hash: hashToken(token),
    expiresAt: new Date(now.getTime() + VALID_MS).toISOString(),
  };
  await writeSetting(db, SETTING, pending);
  return token;
}

/** Would this link work now? Looking changes nothing: mail scanners and link previews look too. */
export async function isFirstSignIn(db: Db, token: string, now: Date): Promise<boolean> {
  return (await pendingFor(db, token, now)) !== undefined;
}

/** Use the link: makes the first administrator, with a password. Throws `forbidden` when it does not work. */
export async function signInFirst(
  db: Db,
  token: string,
  person: { readonly name: string; readonly email: string; readonly passwordHash: string },
  now: Date,
): Promise<{ accountId: string }> {
  const pending = await pendingFor(db, token, now);
  const accountId = newId();
  const isFirst =
    pending !== undefined &&
    (await inTransaction(db, async (tx) => {
      if (!(await takeSetting(tx, SETTING, pending))) return false;
      await insertAccount(tx, {
        id: accountId,
        name: person.name,
        email: person.email,
        kind: "staff",
        createdAt: now,
        grants: [{ role: "admin", programmeId: null }],
      });
      await giveWayIn(tx, { accountId, ...person });
      await appendAudit(tx, [accountMade(accountId, "signInFirst", now)]);
      return true;
    }));
  if (!isFirst) {
    throw new ConvokeError("forbidden", "This sign-in link has been used, has expired or was never ours");
  }
  return { accountId };
}

async function pendingFor(db: Db, token: string, now: Date): Promise<Pending | undefined> {
  const pending = (await readSetting(db, SETTING)) as Pending | undefined;
  if (pending === undefined || pending.hash !== hashToken(token)) return undefined;
  if (new Date(pending.expiresAt) <= now || (await hasAdministrator(db))) return undefined;
  return pending;
}
