/**
 * How often somebody may try. Passwords and codes are guessed at per account and address: whoever guesses is locked out for
 * longer each time, and the owner, who comes from elsewhere, is not. Beside it an address has so many tries at all.
 */
import { ConvokeError } from "../lib/errors.ts";
import type { Master } from "../seal/master.ts";
import type { Db } from "../store/database.ts";
import { openCounter } from "../store/rate-limits.ts";

/** Wrong passwords or codes for one account from one address before the first lock-out. */
const FAILURES_MAX = 5;
const FAILURES_WINDOW_S = 15 * 60;
/** The first lock-out; each further one of the day takes twice as long, up to an hour. */
const LOCK_S = 30;
const LOCK_S_MAX = 3_600;
const DAY_S = 86_400;

/** What is counted for an address alone: tries in the window, whatever they are about. */
const doors = {
  "sign-in": { max: 60, windowS: 10 * 60 },
  link: { max: 60, windowS: 10 * 60 },
  "mail-link": { max: 10, windowS: 10 * 60 },
  token: { max: 100, windowS: 60 },
  // A whole meeting may send the form from one network.
  form: { max: 40, windowS: 10 * 60 },
  "form-work": { max: 200, windowS: 10 * 60 },
} as const;
type Door = keyof typeof doors;

export interface Limits {
  /** Count a try at a door. Throws `too-many-requests` when there were too many. */
  tried(door: Door, address: string): Promise<void>;
  /** Throws `too-many-requests` while the account is locked for this address. */
  refuseLocked(account: string, address: string): Promise<void>;
  /** A wrong password or code; the one too many locks. */
  failed(account: string, address: string): Promise<void>;
  succeeded(account: string, address: string): Promise<void>;
}

/** `account` is whatever it is called by who tries, such as an e-mail address; only an HMAC of it is kept. */
export function createLimits(db: Db, master: Master): Limits {
  const failures = openCounter(db, { name: "failures", max: FAILURES_MAX - 1, windowS: FAILURES_WINDOW_S });
  const locks = openCounter(db, { name: "locks", max: 1_000, windowS: DAY_S });
  const atDoor = Object.fromEntries(
    Object.entries(doors).map(([name, limit]) => [name, openCounter(db, { name, ...limit })]),
  ) as Record<Door, ReturnType<typeof openCounter>>;
  const keyOf = (account: string, address: string): string =>
    master.hmac("limits", `${account.trim().toLowerCase()} ${address}`);

  return {
    async tried(door, address) {
      const { isOver, waitMs } = await atDoor[door].count(master.hmac("limits", address));
      if (isOver) throw tooMany("There were too many tries from your address", waitMs);
    },
    async refuseLocked(account, address) {
      const waitMs = await failures.waitMs(keyOf(account, address));
      if (waitMs > 0) throw tooMany("There were too many wrong tries", waitMs);
    },
    async failed(account, address) {
      const key = keyOf(account, address);
      const { isOver } = await failures.count(key);
      if (!isOver) return;
      const { counted } = await locks.count(key);
      await failures.lock(key, Math.min(LOCK_S * 2 ** (counted - 1), LOCK_S_MAX));
    },
    async succeeded(account, address) {
      const key = keyOf(account, address);
      await failures.forget(key);
      await locks.forget(key);
    },
  };
}

function tooMany(what: string, waitMs: number): ConvokeError {
  const seconds = Math.max(1, Math.ceil(waitMs / 1_000));
  return new ConvokeError("too-many-requests", `${what}; try again in ${spoken(seconds)}`, {
    extra: { retryAfterS: seconds },
  });
}

const spoken = (seconds: number): string =>
  seconds < 120 ? `${seconds} seconds` : `${Math.ceil(seconds / 60)} minutes`;
