import { createHmac } from "node:crypto";
import { reasonText } from "../contract/reasons.ts";
import { equalInConstantTime } from "../seal/tokens.ts";
import { assert } from "../lib/assert.ts";
import type { Headers, Posting, RawDelivery, Verdict } from "./adapter.ts";
import { timeFault, timeText, type TimeUnit } from "./signed-time.ts";

/** A vendor that puts an HMAC into a header: over what, and where the signature and the time stand. */
export interface SignatureScheme {
  /** Lower-case. */
  readonly header: string;
  /** The header's whole text, with `{signature}` and `{time}` in their places: `t={time},v1={signature}`. */
  readonly layout: string;
  readonly digest: "sha1" | "sha256";
  readonly encoding: "base64" | "hex";
  /**
   * A replay is caught by the signed time; where there is none, by the delivery's key. `header` where the time has one of
   * its own.
   */
  readonly time?: { readonly unit: TimeUnit; readonly header?: string };
  /** The signed bytes, piece by piece. (Default: the body) */
  readonly signed?: (posted: Signed, time: string) => readonly (string | Buffer)[];
}

type Signed = Pick<RawDelivery, "body" | "method" | "url">;

/** The headers the vendor would send. A vendor that signs a time or the address needs a `posting`. */
export function signatureHeaders(
  scheme: SignatureScheme,
  body: Buffer,
  secret: string,
  posting?: Posting,
): Record<string, string> {
  const { header, layout, time } = scheme;
  if (time === undefined) {
    const posted = { method: "POST", url: "", ...posting, body };
    return { [header]: layout.replace("{signature}", hmac(scheme, posted, "", secret)) };
  }
  assert(posting !== undefined, "signing a time needs one");
  const at = timeText(time.unit, posting.receivedAt);
  const signature = hmac(scheme, { ...posting, body }, at, secret);
  return {
    ...(time.header === undefined ? {} : { [time.header]: at }),
    [header]: layout.replace("{time}", at).replace("{signature}", signature),
  };
}

/** Judges the raw bytes. Nothing that a stranger can put into a header throws. */
export function verifySignature(
  scheme: SignatureScheme,
  delivery: RawDelivery,
  secrets: readonly string[],
): Verdict {
  if (secrets.length === 0) return UNSIGNED;
  const found = findSignature(scheme, delivery.headers);
  if ("fault" in found) return rejected(found.fault);
  const { signature, time } = found;
  if (!fitsAny(signature, secrets, (secret) => hmac(scheme, delivery, time, secret))) {
    return rejected(reasonText("signature-unfit", { header: scheme.header }));
  }
  const late = scheme.time === undefined ? null : timeFault(time, scheme.time.unit, delivery.receivedAt);
  return late === null ? verified(scheme.header) : rejected(late);
}

/**
 * Compares text and not the bytes it decodes to: base64 and hex have several spellings of the same bytes, a vendor sends
 * one. Every secret is tried, so that the time does not tell which one fitted. An empty secret would fit anybody's.
 */
export function fitsAny(
  given: string,
  secrets: readonly string[],
  signatureUnder: (secret: string) => string,
): boolean {
  let fits = false;
  for (const secret of secrets) {
    const same = equalInConstantTime(given, signatureUnder(secret));
    fits = (same && secret !== "") || fits;
  }
  return fits;
}

/** A header that was sent, once. */
export function readHeader(headers: Headers, name: string): { value: string } | { fault: string } {
  const value = headers[name];
  if (value === undefined) return { fault: reasonText("header-missing", { header: name }) };
  if (typeof value !== "string") return { fault: reasonText("header-twice", { header: name }) };
  return { value };
}

export const UNSIGNED: Verdict = { kind: "unsigned", reason: "The source has no secret to check with" };

export const verified = (header: string): Verdict => ({
  kind: "verified",
  reason: `The header ${header} fits the body`,
});

export const rejected = (reason: string): Verdict => ({ kind: "rejected", reason });

function findSignature(
  { header, layout, digest, encoding, time }: SignatureScheme,
  headers: Headers,
): { signature: string; time: string } | { fault: string } {
  const given = readHeader(headers, header);
  if ("fault" in given) return given;
  const pattern = layout
    .replace("{time}", String.raw`(?<time>\d{1,15})`)
    .replace("{signature}", `(?<signature>${FORMS[encoding][digest]})`);
  const parts = new RegExp(`^${pattern}$`).exec(given.value)?.groups;
  if (parts === undefined) {
    return { fault: reasonText("header-form", { header, layout, encoding }) };
  }
  const signature = parts["signature"] ?? "";
  if (time?.header === undefined) return { signature, time: parts["time"] ?? "" };
  const timed = readHeader(headers, time.header);
  return "fault" in timed ? timed : { signature, time: timed.value };
}

/** As long as the digest is; hex in lower case, as every vendor sends it. */
const FORMS = {
  base64: { sha1: "[A-Za-z0-9+/]{27}=", sha256: "[A-Za-z0-9+/]{43}=" },
  hex: { sha1: "[0-9a-f]{40}", sha256: "[0-9a-f]{64}" },
} as const;

function hmac(scheme: SignatureScheme, posted: Signed, time: string, secret: string): string {
  const { digest, encoding, signed = bodyAlone } = scheme;
  const keyed = createHmac(digest, Buffer.from(secret, "utf8"));
  for (const piece of signed(posted, time)) keyed.update(piece);
  return keyed.digest(encoding);
}

const bodyAlone = ({ body }: Signed): readonly Buffer[] => [body];
