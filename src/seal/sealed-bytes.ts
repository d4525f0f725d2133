/**
 * The one format of everything sealed: version (1 byte) · nonce (12) · ciphertext · tag (16), AES-256-GCM
 * (NIST SP 800-38D). Nonces are random, which is sound for 2^32 messages a key; a data key seals one person.
 */
import { createCipheriv, createDecipheriv, createSecretKey, randomBytes, type KeyObject } from "node:crypto";
import { ConvokeError } from "../lib/errors.ts";

const VERSION = 1;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const KEY_BYTES = 32;

/** A 256-bit key for one person or one delivery. A `KeyObject`, so that no log or inspection prints its bytes. */
export type DataKey = KeyObject;

/**
 * Seal bytes for one place. `aad` names that place, such as `delivery/<id>/body`: a ciphertext moved to another
 * row does not open there.
 */
export function sealBytes(key: DataKey, plaintext: Buffer, aad: string): Buffer {
  return encrypt(key, plaintext, `data\0${aad}`);
}

/** Seal text (UTF-8) for one place; see `sealBytes`. */
export function sealText(key: DataKey, plaintext: string, aad: string): Buffer {
  return sealBytes(key, Buffer.from(plaintext, "utf8"), aad);
}

/** The plaintext again. Code `sealed` when the key, the place or a single bit is another one. */
export function openBytes(key: DataKey, sealed: Buffer, aad: string): Buffer {
  return decrypt(key, sealed, `data\0${aad}`);
}

/** The text that `sealText` sealed. Code `sealed` as for `openBytes`. */
export function openText(key: DataKey, sealed: Buffer, aad: string): string {
  return openBytes(key, sealed, aad).toString("utf8");
}

export function newDataKey(): DataKey {
  return createSecretKey(randomBytes(KEY_BYTES));
}

/** Seal a key under a key. Its own domain, so that sealed data never opens as a key nor a key as data. */
export function sealKey(outer: DataKey, inner: DataKey): Buffer {
  return encrypt(outer, inner.export(), "key\0");
}

/** The key that `sealKey` sealed. Code `sealed` when the outer key is another one or a bit has changed. */
export function openKey(outer: DataKey, wrapped: Buffer): DataKey {
  const bytes = decrypt(outer, wrapped, "key\0");
  if (bytes.length !== KEY_BYTES) throw cannotOpen();
  return createSecretKey(bytes);
}

function encrypt(key: DataKey, plaintext: Buffer, domain: string): Buffer {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv("aes-256-gcm", key, nonce, { authTagLength: TAG_BYTES });
  cipher.setAAD(associatedData(domain));
  const ciphertext = Buffer.concat([cipher.update(plaintext), cipher.final()]);
  return Buffer.concat([Buffer.of(VERSION), nonce, ciphertext, cipher.getAuthTag()]);
}

function decrypt(key: DataKey, sealed: Buffer, domain: string): Buffer {
  if (sealed.length < 1 + NONCE_BYTES + TAG_BYTES) throw cannotOpen();
  if (sealed[0] !== VERSION)
    throw new ConvokeError("sealed", `Sealed data has the unknown version ${sealed[0]}`);
  const nonce = sealed.subarray(1, 1 + NONCE_BYTES);
  const decipher = createDecipheriv("aes-256-gcm", key, nonce, { authTagLength: TAG_BYTES });
  decipher.setAAD(associatedData(domain));
  decipher.setAuthTag(sealed.subarray(-TAG_BYTES));
  try {
    return Buffer.concat([
      decipher.update(sealed.subarray(1 + NONCE_BYTES, -TAG_BYTES)),
      decipher.final(), // Throws when the tag does not fit.
    ]);
  } catch (cause) {
    throw cannotOpen(cause);
  }
}

/** The version is authenticated too, so that a later format cannot be passed off as this one. */
function associatedData(domain: string): Buffer {
  return Buffer.concat([Buffer.of(VERSION), Buffer.from(domain, "utf8")]);
}

/** One message for every reason: telling a wrong key from a changed byte would help only an attacker. */
function cannotOpen(cause?: unknown): ConvokeError {
  const message =
    "Sealed data cannot be opened: it was sealed under another key, for another record, or changed since";
  return new ConvokeError("sealed", message, { cause });
}
