import { createHmac, createSecretKey, hkdfSync, randomBytes, type KeyObject } from "node:crypto";
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
  hmac(purpose: string, text: string): string;
}

/**
 * Read `CONVOKE_MASTER_KEY`: 32 bytes as base64 (or base64url) or as 64 hex digits. Code `setting` otherwise; the
 * message never carries the text, which may be a key with a typing error.
 */
export function createMaster(masterKeyText: string): Master {
  const bytes = keyBytes(masterKeyText.trim());
  const wrapper = under(subkey(bytes, "wrap"));
  const checkValue = createHmac("sha256", subkey(bytes, "check")).update("convoke").digest("hex");
  const hmacKeys = new Map<string, KeyObject>();

  return {
    ...wrapper,
    newKey() {
      const key = newDataKey();
      return { wrapped: wrapper.wrap(key), key };
    },
    check: () => checkValue,
    hmac(purpose, text) {
      const key = hmacKeys.get(purpose) ?? subkey(bytes, `hmac/${purpose}`);
      hmacKeys.set(purpose, key);
      return createHmac("sha256", key).update(text, "utf8").digest("hex");
    },
  };
}

/** A new master key in the form that `CONVOKE_MASTER_KEY` takes: 44 characters of base64. */
export function generateMasterKey(): string {
  return randomBytes(KEY_BYTES).toString("base64");
}

/**
 * What stands in an index instead of an e-mail address: equal for equal addresses whatever their case, useless
 * without the master key. A new master key needs every blind index computed again.
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
