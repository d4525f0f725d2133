import { createHash, randomBytes, timingSafeEqual } from "node:crypto";

const TOKEN_BYTES = 32;

/** A bearer token such as `cvk_…`: 256 random bits in base64url. The prefix lets secret scanners find a leaked one. */
export function newToken(prefix: string): string {
  return `${prefix}_${randomBytes(TOKEN_BYTES).toString("base64url")}`;
}

/** What is stored of a token: SHA-256, hex. A fast hash is enough, because a token is random and not a password. */
export function hashToken(token: string): string {
  return sha256(token).toString("hex");
}

/** Equality that takes as long for the first byte wrong as for the last; digests also hide a differing length. */
export function equalInConstantTime(a: string, b: string): boolean {
  return timingSafeEqual(sha256(a), sha256(b));
}

function sha256(text: string): Buffer {
  return createHash("sha256").update(text, "utf8").digest();
}
