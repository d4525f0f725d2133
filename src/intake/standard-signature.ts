/**
 * Standard Webhooks 1.0.0, by whoever sends it: `v1` is an HMAC-SHA-256 under `whsec_…`, `v1a` an Ed25519 signature that
 * `whpk_…` checks. Signed is `id.time.body`. Senders on Svix may name the headers `svix-…`.
 */
import { createHash, createHmac, createPrivateKey, createPublicKey, sign, verify } from "node:crypto";
import { reasonText } from "../contract/reasons.ts";
import { assert } from "../lib/assert.ts";
import type { Headers, Posting, RawDelivery, Verdict } from "./adapter.ts";
import { fitsAny, readHeader, rejected, UNSIGNED, verified } from "./signature.ts";
import { timeFault, timeText } from "./signed-time.ts";

const SECRET_BYTES = { min: 24, max: 64 };
const KEY_BYTES = 32;
/** During a rotation a sender signs with the old and the new secret; nobody needs more. */
const SIGNATURES_MAX = 10;

/** Visible ASCII without a dot, which would let the id borrow from the time behind it. */
const ID = /^[!-\-/-~]{1,200}$/;
const SIGNATURE = /^v\d+[a-z]?,[A-Za-z0-9+/]+={0,2}$/;

type Algorithm = "v1" | "v1a";

/** What is wrong with a secret, or null. */
export function standardSecretFault(secret: string, algorithms: readonly Algorithm[]): string | null {
  const isAsymmetric = secret.startsWith("whpk_") && algorithms.includes("v1a");
  const bytes = keyOf(secret).length;
  if (isAsymmetric && bytes === KEY_BYTES) return null;
  if (secret.startsWith("whsec_") && bytes >= SECRET_BYTES.min && bytes <= SECRET_BYTES.max) return null;
  const expected = `expected whsec_ and ${SECRET_BYTES.min} to ${SECRET_BYTES.max} bytes in base64`;
  return algorithms.includes("v1a")
    ? `${expected}, or the sender's public key: whpk_ and ${KEY_BYTES} bytes in base64`
    : expected;
}

/** The name of the event, the same for every attempt to deliver it; null without one. */
export function standardId(headers: Headers): string | null {
  const id = headers[`${familyOf(headers)}-id`];
  return typeof id === "string" && ID.test(id) ? id : null;
}

export function verifyStandard(delivery: RawDelivery, secrets: readonly string[]): Verdict {
  if (secrets.length === 0) return UNSIGNED;
  const found = findSignatures(delivery.headers);
  if ("fault" in found) return rejected(found.fault);
  const { header, id, time, signatures } = found;

  const content = contentOf(id, time, delivery.body);
  const hmacs = secrets.filter((secret) => secret.startsWith("whsec_") && keyOf(secret).length > 0);
  const keys = secrets.filter((secret) => secret.startsWith("whpk_"));
  let fits = false;
  for (const [version, signature] of signatures) {
    if (version === "v1") fits = fitsAny(signature, hmacs, (secret) => hmac(content, secret)) || fits;
    if (version === "v1a") fits = keys.some((key) => isSignedBy(content, signature, key)) || fits;
  }
  if (!fits) return rejected(reasonText("signature-unfit", { header }));
  const late = timeFault(time, "s", delivery.receivedAt);
  return late === null ? verified(header) : rejected(late);
}

/** The headers a sender would send. `secret` is `whsec_…`, or `whsk_…` with the private key to a `whpk_…`. */
export function standardHeaders(body: Buffer, secret: string, posting?: Posting): Record<string, string> {
  assert(posting !== undefined, "signing a time needs one");
  const id = `msg_${createHash("sha256").update(body).digest("hex").slice(0, 27)}`;
  const time = timeText("s", posting.receivedAt);
  const content = contentOf(id, time, body);
  const signature = secret.startsWith("whsk_")
    ? `v1a,${signedWith(content, secret)}`
    : `v1,${hmac(content, secret)}`;
  return { "webhook-id": id, "webhook-timestamp": time, "webhook-signature": signature };
}

interface Found {
  readonly header: string;
  readonly id: string;
  readonly time: string;
  /** Version and signature. */
  readonly signatures: readonly (readonly [string, string])[];
}

function findSignatures(headers: Headers): Found | { fault: string } {
  const family = familyOf(headers);
  const header = `${family}-signature`;
  const signature = readHeader(headers, header);
  if ("fault" in signature) return signature;
  const id = readHeader(headers, `${family}-id`);
  if ("fault" in id) return id;
  const time = readHeader(headers, `${family}-timestamp`);
  if ("fault" in time) return time;

  if (!ID.test(id.value)) {
    return { fault: reasonText("header-id", { header: `${family}-id` }) };
  }
  const parts = signature.value.split(" ");
  if (parts.length > SIGNATURES_MAX || !parts.every((part) => SIGNATURE.test(part))) {
    return { fault: reasonText("header-list", { header, form: "v1,<base64>" }) };
  }
  const signatures = parts.map((part) => [before(part, ","), after(part, ",")] as const);
  return { header, id: id.value, time: time.value, signatures };
}

const familyOf = (headers: Headers): "webhook" | "svix" =>
  headers["webhook-signature"] === undefined && headers["svix-signature"] !== undefined ? "svix" : "webhook";

const contentOf = (id: string, time: string, body: Buffer): Buffer =>
  Buffer.concat([Buffer.from(`${id}.${time}.`), body]);

const hmac = (content: Buffer, secret: string): string =>
  createHmac("sha256", keyOf(secret)).update(content).digest("base64");

function isSignedBy(content: Buffer, signature: string, publicKey: string): boolean {
  const bytes = bytesOf(signature);
  const x = keyOf(publicKey);
  if (bytes === null || x.length !== KEY_BYTES) return false;
  const key = { kty: "OKP", crv: "Ed25519", x: x.toString("base64url") };
  return verify(null, content, createPublicKey({ key, format: "jwk" }), bytes);
}

/** The seed, perhaps with the public key behind it, as RFC 8410 wraps it. */
function signedWith(content: Buffer, privateKey: string): string {
  const seed = keyOf(privateKey).subarray(0, KEY_BYTES);
  assert(seed.length === KEY_BYTES, "a private key of Ed25519 has 32 bytes");
  const wrapped = Buffer.concat([Buffer.from("302e020100300506032b657004220420", "hex"), seed]);
  return sign(null, content, createPrivateKey({ key: wrapped, format: "der", type: "pkcs8" })).toString(
    "base64",
  );
}

/** The bytes behind the prefix, with or without padding; none when it is not base64. */
function keyOf(secret: string): Buffer {
  const text = after(secret, "_").replace(/={1,2}$/, "");
  return bytesOf(text.padEnd(Math.ceil(text.length / 4) * 4, "=")) ?? Buffer.alloc(0);
}

/** Null for any but the one spelling that base64 has for these bytes: the last character could carry stray bits. */
function bytesOf(text: string): Buffer | null {
  const bytes = Buffer.from(text, "base64");
  return bytes.toString("base64") === text ? bytes : null;
}

const before = (text: string, mark: string): string => text.slice(0, text.indexOf(mark));
const after = (text: string, mark: string): string => text.slice(text.indexOf(mark) + mark.length);
