import { createHmac } from "node:crypto";
import { equalInConstantTime } from "./tokens.ts";

/** HMAC-SHA-256 in base64: 43 characters and one of padding. */
const SIGNED = /^(.+)\.([A-Za-z0-9+/]{43}=)$/;

/**
 * What better-auth signed into a cookie, `value.signature` in percent encoding; undefined when it is not what was signed.
 * A session's token is looked up only then, so that nobody can try tokens against the database.
 */
export function openSignedCookie(cookie: string, secret: string): string | undefined {
  const [, value, signature] = SIGNED.exec(decoded(cookie)) ?? [];
  if (value === undefined || signature === undefined) return undefined;
  const expected = createHmac("sha256", secret).update(value, "utf8").digest("base64");
  return equalInConstantTime(signature, expected) ? value : undefined;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return "";
  }
}
