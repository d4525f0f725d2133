/**
 * A delivery vouched for by a JSON Web Signature (RFC 7515) in a header, whose claims name the sender and the SHA-256 of
 * the body. HS256 and nothing else: the algorithm is ours to say, not the header's.
 */
import { createHash, createHmac } from "node:crypto";
import { reasonText } from "../contract/reasons.ts";
import { equalInConstantTime } from "../seal/tokens.ts";
import type { RawDelivery, Verdict } from "./adapter.ts";
import { parseJson, isMembers, type JsonMembers } from "./safe-json.ts";
import { fitsAny, readHeader, rejected, UNSIGNED, verified } from "./signature.ts";

export interface JwsScheme {
  /** Lower-case. */
  readonly header: string;
  readonly issuer: string;
}

const COMPACT = /^(?<input>(?<head>[\w-]+)\.(?<claims>[\w-]+))\.(?<signature>[\w-]{43})$/;
const LIMITS = { depthMax: 5, membersMax: 50 };

/** The header the vendor would send. */
export function jwsHeaders({ header, issuer }: JwsScheme, body: Buffer, secret: string) {
  const parts = [
    { alg: "HS256", typ: "JWT" },
    { iss: issuer, sha256: sha256(body) },
  ];
  const input = parts.map((part) => Buffer.from(JSON.stringify(part)).toString("base64url")).join(".");
  return { [header]: `${input}.${hs256(input, secret)}` };
}

/** Nothing of the token is read before its signature fits. */
export function verifyJws(scheme: JwsScheme, delivery: RawDelivery, secrets: readonly string[]): Verdict {
  if (secrets.length === 0) return UNSIGNED;
  const { header, issuer } = scheme;
  const given = readHeader(delivery.headers, header);
  if ("fault" in given) return rejected(given.fault);
  const parts = COMPACT.exec(given.value)?.groups;
  if (parts === undefined) {
    return rejected(reasonText("header-jws", { header }));
  }
  const { input = "", head = "", claims = "", signature = "" } = parts;
  if (!fitsAny(signature, secrets, (secret) => hs256(input, secret))) {
    return rejected(reasonText("signed-by-nobody", { header }));
  }
  const protectedHeader = membersIn(head);
  if (protectedHeader["alg"] !== "HS256" || "crit" in protectedHeader || "b64" in protectedHeader) {
    return rejected(reasonText("algorithm", { header }));
  }
  const { iss, sha256: digest } = membersIn(claims);
  if (iss !== issuer) return rejected(reasonText("issuer", { header, issuer }));
  return typeof digest === "string" && equalInConstantTime(digest, sha256(delivery.body))
    ? verified(header)
    : rejected(reasonText("for-another-body", { header }));
}

const hs256 = (input: string, secret: string): string =>
  createHmac("sha256", Buffer.from(secret, "utf8")).update(input).digest("base64url");

const sha256 = (body: Buffer): string => createHash("sha256").update(body).digest("hex");

/** Nothing for what is not an object. */
function membersIn(part: string): JsonMembers {
  const json = parseJson(Buffer.from(part, "base64url"), LIMITS);
  return "value" in json && isMembers(json.value) ? json.value : {};
}
