import { equalInConstantTime, hashToken } from "../seal/tokens.ts";
import type { Source } from "../store/sources.ts";
import { secretPlace } from "../store/sources.ts";
import type { Adapter, RawDelivery, Verdict } from "./adapter.ts";
import type { Intake } from "./intake.ts";

/**
 * Is this delivery from who it says? A source with a secret needs a right signature over the raw bytes; one with a
 * token needs the token; only an open source takes anything.
 */
export async function authenticateDelivery(
  intake: Intake,
  source: Source,
  adapter: Adapter,
  raw: RawDelivery,
  token: string | undefined,
  now: Date,
): Promise<Verdict> {
  const previousCounts = source.previousUntil !== null && source.previousUntil > now;
  if (source.sealedSecret !== null) {
    const sealed = [source.sealedSecret, ...(previousCounts ? [source.sealedPreviousSecret] : [])];
    const secrets: string[] = [];
    for (const one of sealed) {
      if (one !== null)
        secrets.push(await intake.vault.open(intake.db, source.keyId, one, secretPlace(source.id)));
    }
    const verdict = adapter.verify(raw, secrets);
    // A vendor that signs and did not is nobody we know.
    return verdict.kind === "unsigned" ? { kind: "rejected", reason: "The signature is missing" } : verdict;
  }
  if (source.tokenHash !== null) {
    const hashes = [source.tokenHash, ...(previousCounts ? [source.previousTokenHash] : [])];
    if (token === undefined)
      return { kind: "rejected", reason: "The token is missing; this source needs one" };
    const given = hashToken(token);
    const isKnown = hashes.some((hash) => hash !== null && equalInConstantTime(given, hash));
    return isKnown
      ? { kind: "unsigned", reason: "The token is right" }
      : { kind: "rejected", reason: "The token is wrong" };
  }
  return source.isOpen
    ? { kind: "unsigned", reason: "The source is open" }
    : { kind: "rejected", reason: "The source has neither secret nor token" };
}
