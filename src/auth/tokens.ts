/** API tokens and sessions: random, stored as hashes, shown once. */
import type { Actor } from "../contract/actor.ts";
import { newId } from "../lib/ids.ts";
import { hashToken, newToken } from "../seal/tokens.ts";
import { actorByToken, insertToken } from "../store/accounts.ts";
import type { Db } from "../store/database.ts";

/** How long a browser stays signed in. */
export const SESSION_MS = 12 * 3_600_000;

/** A new API token of an account. Returns the token itself, which is kept nowhere. */
export async function issueToken(db: Db, accountId: string, label: string, now: Date): Promise<string> {
  const token = newToken("cvk");
  await insertToken(db, {
    id: newId(),
    accountId,
    hash: hashToken(token),
    kind: "token",
    label,
    createdAt: now,
    expiresAt: null,
  });
  return token;
}

/** A session of an account, ended after twelve hours. */
export async function openSession(db: Db, accountId: string, now: Date): Promise<string> {
  const token = newToken("cvw");
  await insertToken(db, {
    id: newId(),
    accountId,
    hash: hashToken(token),
    kind: "session",
    label: "browser",
    createdAt: now,
    expiresAt: new Date(now.getTime() + SESSION_MS),
  });
  return token;
}

/** Whom a token stands for; undefined when it is unknown, expired or revoked. */
export async function whoHolds(db: Db, token: string, isVirtual: boolean): Promise<Actor | undefined> {
  return await actorByToken(db, hashToken(token), isVirtual);
}
