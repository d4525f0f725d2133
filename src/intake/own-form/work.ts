/**
 * Proof of work (ALTCHA): a browser computes for half a second, which one person does not notice and a thousand messages do.
 * Who has no script, or no secure context, sends none and is only looked at more closely.
 */
import { createChallenge, verifySolution } from "altcha-lib";
import type { Challenge, Solution } from "altcha-lib";
import { deriveKey } from "altcha-lib/algorithms/pbkdf2";
import { randomInt } from "node:crypto";
import { z } from "zod";
import type { Master } from "../../seal/master.ts";

const ALGORITHM = "PBKDF2/SHA-256";
/** Rounds a try, and how many tries it takes: about half a second on a telephone. */
const COST = 1_000;
const TRIES_MIN = 150;
const TRIES_MAX = 450;
const WORK_VALID_MS = 20 * 60_000;
const PAYLOAD_CHARS_MAX = 4_000;

export type Work =
  | { readonly kind: "done"; readonly nonce: string; readonly expiresAt: Date }
  | { readonly kind: "missing" | "forged" | "expired" };

export async function askForWork(master: Master, programmeId: string, now: Date): Promise<Challenge> {
  return await createChallenge({
    algorithm: ALGORITHM,
    cost: COST,
    counter: randomInt(TRIES_MIN, TRIES_MAX),
    deriveKey,
    // Domain time, which the library's own expiry does not know.
    data: { programme: programmeId, expires: now.getTime() + WORK_VALID_MS },
    ...secrets(master),
  });
}

const payload = z.object({
  challenge: z.object({
    parameters: z.looseObject({
      algorithm: z.literal(ALGORITHM),
      nonce: z.string().max(200),
      salt: z.string().max(200),
      cost: z.number().int(),
      keyLength: z.number().int(),
      keyPrefix: z.string().max(200),
      data: z.object({ programme: z.string(), expires: z.number() }),
    }),
    signature: z.string().max(200),
  }),
  solution: z.object({ counter: z.number().int().nonnegative(), derivedKey: z.string().max(200) }),
});

/** `text` is base64 of the challenge and its solution in JSON, as the form sends it. */
export async function judgeWork(master: Master, programmeId: string, text: string, now: Date): Promise<Work> {
  if (text === "") return { kind: "missing" };
  const parsed = payload.safeParse(decode(text));
  if (!parsed.success) return { kind: "forged" };
  const { challenge, solution } = parsed.data;
  if (!(await isSolved(master, challenge, solution))) return { kind: "forged" };
  const { nonce, data } = challenge.parameters;
  if (data.programme !== programmeId) return { kind: "forged" };
  const expiresAt = new Date(data.expires);
  return expiresAt < now ? { kind: "expired" } : { kind: "done", nonce, expiresAt };
}

async function isSolved(master: Master, challenge: Challenge, solution: Solution): Promise<boolean> {
  try {
    return (await verifySolution({ challenge, solution, deriveKey, ...secrets(master) })).verified;
  } catch {
    // What the library cannot even read was not made by us.
    return false;
  }
}

const secrets = (master: Master) => ({
  hmacSignatureSecret: master.hmac("form", "work/challenge"),
  hmacKeySignatureSecret: master.hmac("form", "work/key"),
});

function decode(text: string): unknown {
  if (text.length > PAYLOAD_CHARS_MAX) return undefined;
  try {
    return JSON.parse(Buffer.from(text, "base64").toString("utf8"));
  } catch {
    return undefined;
  }
}
