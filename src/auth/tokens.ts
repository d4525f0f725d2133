/** API tokens: random, stored as hashes, shown once; and whom a token or a session stands for. */
import type { Actor, Grant } from "../contract/actor.ts";
import { NotFound } from "../lib/errors.ts";
import { gather } from "../lib/gather.ts";
import { newId } from "../lib/ids.ts";
import { hashToken, newToken } from "../seal/tokens.ts";
import type { Db } from "../store/database.ts";
import type { Holder, Token, TokenScope } from "../store/tokens.ts";
import { holdersOfSessions, holdersOfTokens, insertToken, listTokens, revokeToken } from "../store/tokens.ts";

export interface NewToken {
  readonly label: string;
  /** Null: all that the account may. */
  readonly scope: TokenScope | null;
  readonly expiresAt: Date | null;
}

/** A new API token of an account. Returns the token itself, which is kept nowhere. */
export async function issueToken(
  db: Db,
  accountId: string,
  { label, scope, expiresAt }: NewToken,
  now: Date,
): Promise<{ id: string; token: string }> {
  const token = newToken("cvk");
  const id = newId();
  await insertToken(db, { id, accountId, hash: hashToken(token), label, scope, createdAt: now, expiresAt });
  return { id, token };
}

/** The first token of an account: all that it may, until it is revoked. */
export const issueFirstToken = async (db: Db, accountId: string, now: Date): Promise<string> =>
  (await issueToken(db, accountId, { label: "first", scope: null, expiresAt: null }, now)).token;

export const tokensOf = async (db: Db, accountId: string, now: Date): Promise<Token[]> =>
  await listTokens(db, accountId, now);

/** Throws `not-found` when the account has no such token that works. */
export async function revokeTokenOf(db: Db, accountId: string, id: string, now: Date): Promise<void> {
  if (!(await revokeToken(db, accountId, id, now))) throw new NotFound("token", id);
}

/** A bearer token as it was sent, or the token out of a session cookie. */
interface Presented {
  readonly kind: "token" | "session";
  readonly token: string;
}

export interface Caller {
  readonly actor: Actor;
  /** Null for a session. */
  readonly tokenId: string | null;
  readonly isReadOnly: boolean;
}

/** Who presents it; undefined when it is unknown, expired or revoked, or the account disabled. */
export type WhoHolds = (presented: Presented) => Promise<Caller | undefined>;

/** Asked with every request, so those that come together are looked up together. Nothing is remembered. */
export function createWhoHolds(db: Db, isVirtual: boolean): WhoHolds {
  const ofToken = gather((hashes) => holdersOfTokens(db, hashes, isVirtual));
  const ofSession = gather((tokens) => holdersOfSessions(db, tokens));
  return async ({ kind, token }) => {
    const holder = kind === "token" ? await ofToken(hashToken(token)) : await ofSession(token);
    return holder === undefined ? undefined : callerOf(holder);
  };
}

function callerOf({ id, kind, name, grants, scope, tokenId }: Holder): Caller {
  const actor = { id, kind, name };
  return {
    actor:
      scope === null
        ? { ...actor, grants }
        : { ...actor, grants: grantsWithin(grants, scope), isScoped: true },
    tokenId,
    isReadOnly: scope?.readOnly ?? false,
  };
}

/** What is left of the account's grants: a role held everywhere becomes one held in each programme of the scope. */
function grantsWithin(grants: readonly Grant[], { roles, programmes }: TokenScope): readonly Grant[] {
  const held = roles === null ? grants : grants.filter(({ role }) => roles.includes(role));
  if (programmes === null) return held;
  return held.flatMap((grant) => {
    // Whole, so that what is held in one body is not widened to its programme.
    if (grant.programmeId !== null) return programmes.includes(grant.programmeId) ? [grant] : [];
    return programmes.map((programmeId) => ({ ...grant, programmeId }));
  });
}
