/** Somebody leaves: first what rests on them goes to others, then every role and way in ends at once. */
import { ConvokeError, NotFound } from "../lib/errors.ts";
import type { Account } from "../store/accounts.ts";
import { readAccount, revokeAllRoles, setDisabled } from "../store/accounts.ts";
import type { Db } from "../store/database.ts";
import { inTransaction } from "../store/database.ts";
import { readHoldings } from "../store/holdings.ts";
import { endSessions } from "../store/sign-in.ts";
import { revokeTokens } from "../store/tokens.ts";

/** Throws `not-found`, and `conflict` while anything rests on the account. */
export async function leave(db: Db, accountId: string, now: Date): Promise<Account> {
  return await inTransaction(db, async (tx) => {
    if ((await readAccount(tx, accountId)) === undefined) throw new NotFound("account", accountId);
    const holdings = await readHoldings(tx, accountId);
    if (holdings.length > 0) {
      const what = holdings.map(({ kind, count }) => `${count} ${kind}`).join(", ");
      throw new ConvokeError("conflict", `The account still holds ${what}; they go to somebody else first`);
    }
    await revokeAllRoles(tx, accountId);
    await revokeTokens(tx, accountId, undefined, now);
    await endSessions(tx, accountId);
    await setDisabled(tx, accountId, now);
    const left = await readAccount(tx, accountId);
    if (left === undefined) throw new NotFound("account", accountId);
    return left;
  });
}
