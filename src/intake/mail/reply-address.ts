/**
 * The address that a case's letters are answered to: `reply+<token>@<our domain>`. The token is an HMAC, so that every letter of
 * the case has the same one without its being kept; what is kept is its hash. It says nothing of whom the case is about.
 */
import type { Master } from "../../seal/master.ts";
import { hashToken } from "../../seal/tokens.ts";
import type { Db, Queryable } from "../../store/database.ts";
import { readInstanceUnscoped } from "../../store/instances.ts";
import type { ReplyAddress } from "../../store/reply-addresses.ts";
import { insertReplyAddress, latestReplyAddress, readReplyAddress } from "../../store/reply-addresses.ts";

/** 160 bits: nobody guesses it, and it fits before an @ (64 octets, RFC 5321). */
const TOKEN_LENGTH = 40;
const LOCAL_PART = /^reply\+([0-9a-f]{40})$/i;

interface ReplyDeps {
  readonly db: Db;
  readonly master: Pick<Master, "hmac">;
  readonly now: () => Promise<Date>;
}

/** What is before the @. Undefined for what is no instance. */
async function replyLocalPart(deps: ReplyDeps, instanceId: string): Promise<string | undefined> {
  const { db, master, now } = deps;
  const latest = await latestReplyAddress(db, instanceId);
  const generation = latest === undefined ? 1 : latest.generation + (latest.revokedAt === null ? 0 : 1);
  const token = tokenOf(master, instanceId, generation);
  if (latest === undefined || latest.revokedAt !== null) {
    const instance = await readInstanceUnscoped(db, instanceId);
    if (instance === undefined) return undefined;
    const { programmeId } = instance;
    const hash = hashToken(token);
    await insertReplyAddress(db, { hash, instanceId, programmeId, generation, createdAt: await now() });
  }
  return `reply+${token}`;
}

/** Undefined without a domain whose mail reaches us. */
export async function replyAddress(
  deps: ReplyDeps,
  domain: string | undefined,
  instanceId: string,
): Promise<string | undefined> {
  const local = domain === undefined ? undefined : await replyLocalPart(deps, instanceId);
  return local === undefined ? undefined : `${local}@${domain}`;
}

/** The case that an address leads to, also one that was revoked. Undefined for any other address. */
export async function findReplyAddress(
  { db }: { readonly db: Queryable },
  address: string,
): Promise<ReplyAddress | undefined> {
  const [, token] = LOCAL_PART.exec(address.slice(0, address.lastIndexOf("@"))) ?? [];
  // Some hosts change the case of what is before the @.
  return token === undefined ? undefined : await readReplyAddress(db, hashToken(token.toLowerCase()));
}

const tokenOf = (master: Pick<Master, "hmac">, instanceId: string, generation: number): string =>
  master.hmac("blind-index", `reply/${instanceId}/${generation}`).slice(0, TOKEN_LENGTH);
