import { createHmac } from "node:crypto";
import { equalInConstantTime } from "../seal/tokens.ts";
import type { RawDelivery, Verdict } from "./adapter.ts";

/** A vendor that puts base64(HMAC-SHA-256(secret, raw body)) into a header, after a fixed prefix. */
export interface SignatureScheme {
  /** Lower-case. */
  readonly header: string;
  /** `sha256=` or nothing. */
  readonly prefix: string;
}

/** The header value the vendor would send. */
export function signatureOf({ prefix }: SignatureScheme, body: Buffer, secret: string): string {
  return prefix + createHmac("sha256", Buffer.from(secret, "utf8")).update(body).digest("base64");
}

/**
 * Compares the header's text and not what it decodes to: base64 has several spellings of the same bytes, the vendor
 * sends one. Neither scheme signs a time, so a replay is caught by the delivery's key and not here.
 */
export function verifySignature(
  scheme: SignatureScheme,
  delivery: RawDelivery,
  secrets: readonly string[],
): Verdict {
  if (secrets.length === 0) return { kind: "unsigned", reason: "The source has no secret to check with" };

  const given = delivery.headers[scheme.header];
  if (given === undefined) return rejected(`The header ${scheme.header} is missing`);
  if (typeof given !== "string") return rejected(`The header ${scheme.header} was sent more than once`);
  if (!given.startsWith(scheme.prefix)) {
    return rejected(`The header ${scheme.header} does not start with ${scheme.prefix}`);
  }
  if (!/^[A-Za-z0-9+/]{43}=$/.test(given.slice(scheme.prefix.length))) {
    return rejected(`The header ${scheme.header} is not a base64 HMAC-SHA-256`);
  }

  // Every secret is tried, so that the time does not tell which one fitted. An empty secret would fit anybody's.
  let fits = false;
  for (const secret of secrets) {
    const same = equalInConstantTime(given, signatureOf(scheme, delivery.body, secret));
    fits = (same && secret !== "") || fits;
  }
  return fits
    ? { kind: "verified", reason: `The header ${scheme.header} fits the body` }
    : rejected(`The header ${scheme.header} does not fit the body under any secret of the source`);
}

function rejected(reason: string): Verdict {
  return { kind: "rejected", reason };
}
