import type { Posting, RawDelivery } from "../../src/intake/adapter.ts";
import { deliveryOf } from "./deliveries.ts";
import { adapterFor } from "./read-delivery.ts";

/** Two secrets of the form each vendor's have; any text for most. */
const SECRETS: Readonly<Record<string, readonly [string, string]>> = {
  "standard-webhooks": [
    "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
    `whsec_${Buffer.alloc(32, 7).toString("base64")}`,
  ],
  formbricks: [
    `whsec_${Buffer.alloc(32, 8).toString("base64")}`,
    `whsec_${Buffer.alloc(64, 9).toString("base64")}`,
  ],
  googleforms: [
    `whsec_${Buffer.alloc(32, 5).toString("base64")}`,
    `whsec_${Buffer.alloc(24, 6).toString("base64")}`,
  ],
  surveymonkey: ["client-of-ours&0123456789abcdef", "client-of-ours&fedcba9876543210"],
};

const ANY_TEXT = ["a shared secret, ümlaut and all", "another one, of another source"] as const;

export const secretsOf = (vendor: string): readonly [string, string] => SECRETS[vendor] ?? ANY_TEXT;

/** The headers with which the vendor would post it. */
export function signHeaders(
  vendor: string,
  body: string | Buffer,
  secret: string,
  posting: Posting,
): Record<string, string> {
  return adapterFor(vendor).sign?.(Buffer.from(body), secret, posting) ?? {};
}

/** A delivery as the vendor would post it to the address of `deliveryOf`. */
export function signedDelivery(vendor: string, body: Buffer, secret = secretsOf(vendor)[0]): RawDelivery {
  const posting = deliveryOf(body);
  return deliveryOf(body, { headers: signHeaders(vendor, body, secret, posting) });
}
