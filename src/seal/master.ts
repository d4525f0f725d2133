import { createHmac, createSecretKey, hkdfSync, randomBytes, type KeyObject } from "node:crypto";
import { assert } from "../lib/assert.ts";
import { ConvokeError } from "../lib/errors.ts";
import { under, type KeyWrapper } from "./key-wrapping.ts";
import { newDataKey, type DataKey } from "./sealed-bytes.ts";

const KEY_BYTES = 32;

/** The key of keys. It seals no data itself; each use has a subkey of its own (HKDF-SHA-256, RFC 5869). */
export interface Master extends KeyWrapper {
  /** A new data key, and the same key wrapped for storing. */
  newKey(): { wrapped: Buffer; key: DataKey };
  /** 64 hex digits that tell this master from another and give nothing away; stored once, compared at each start. */
  check(): string;
  /** HMAC-SHA-256 of the text, 64 hex digits. The same text under another purpose gives an unrelated value. */
  hmac(purpose: HmacPurpose, text: string): string;
  /** The key that `hmac` takes for a purpose, for storing it wrapped. */
  hmacKey(purpose: HmacPurpose): DataKey;
}

/** What is found again by its HMAC. Each has a key of its own, which outlives the master key it was first derived from. */
export const HMAC_PURPOSES = ["blind-index", "request", "limits", "sign-in", "form"] as const;
export type HmacPurpose = (typeof HMAC_PURPOSES)[number];

/**
 * Read `CONVOKE_MASTER_KEY`: 32 bytes as base64 (or base64url) or as 64 hex digits. Code `setting` otherwise; the
 * message never carries the text, which may be a key with a typing error.
 */
export function createMaster(masterKeyText: string): Master {
  const bytes = keyBytes(masterKeyText.trim());
  const wrapper = under(subkey(bytes, "wrap"));
  const checkValue = createHmac("sha256", subkey(bytes, "check")).update("convoke").digest("hex");
  const hmacKeys = new Map(HMAC_PURPOSES.map((purpose) => [purpose, subkey(bytes, `hmac/${purpose}`)]));

  return {
    ...wrapper,
    newKey() {
      const key = newDataKey();
      return { wrapped: wrapper.wrap(key), key };
    },
    check: () => checkValue,
    ...hmacsUnder(hmacKeys),
  };
}

/**
 * The master with the HMAC keys that the database keeps, so that what is found by them is found under every later master key
 * too; and with the master before it, while a rotation is under way: what either has wrapped can be unwrapped.
 */
export function standingMaster(
  current: Master,
  previous: Master | undefined,
  hmacKeys: ReadonlyMap<HmacPurpose, DataKey>,
): Master {
  return {
    ...current,
    unwrap(wrapped) {
      try {
        return current.unwrap(wrapped);
      } catch (error) {
        if (previous === undefined) throw error;
        return previous.unwrap(wrapped);
      }
    },
    ...hmacsUnder(hmacKeys),
  };
}

function hmacsUnder(keys: ReadonlyMap<HmacPurpose, DataKey>): Pick<Master, "hmac" | "hmacKey"> {
  const hmacKey = (purpose: HmacPurpose): DataKey => {
    const key = keys.get(purpose);
    assert(key !== undefined, `there is an HMAC key for ${purpose}`);
    return key;
  };
  return {
    hmacKey,
    hmac: (purpose, text) => createHmac("sha256", hmacKey(purpose)).update(text, "utf8").digest("hex"),
  };
}

/** A new master key in the form that `CONVOKE_MASTER_KEY` takes: 44 characters of base64. */
export function generateMasterKey(): string {
  return randomBytes(KEY_BYTES).toString("base64");
}

/**
 * What stands in an index instead of an e-mail address: equal for equal addresses whatever their case, useless
 * without the key of its purpose. That one stays when the master key is another.
 */
export function blindIndex(master: Pick<Master, "hmac">, text: string): string {
  return master.hmac("blind-index", text.normalize("NFKC").trim().toLowerCase());
}

/** Could `createMaster` read it? For settings, which are checked before anything is opened. */
export const isMasterKey = (text: string): boolean => decode(text.trim()) !== undefined;

function keyBytes(text: string): Buffer {
  const bytes = decode(text);
  if (bytes !== undefined) return bytes;
  const found = text === "" ? "it is empty" : `it has ${text.length} characters`;
  throw new ConvokeError(
    "setting",
    `CONVOKE_MASTER_KEY must be 32 bytes as base64 (44 characters) or as 64 hex digits, but ${found}`,
    { extra: { setting: "CONVOKE_MASTER_KEY" } },
  );
}

function decode(text: string): Buffer | undefined {
  if (/^[0-9a-f]{64}$/i.test(text)) return Buffer.from(text, "hex");
  if (/^[A-Za-z0-9+/]{43}=?$/.test(text)) return Buffer.from(text, "base64");
  if (/^[A-Za-z0-9_-]{43}=?$/.test(text)) return Buffer.from(text, "base64url");
  return undefined;
}

function subkey(master: Buffer, use: string): KeyObject {
  return createSecretKey(Buffer.from(hkdfSync("sha256", master, "", `convoke/1/${use}`, KEY_BYTES)));
}
