import { reasonText } from "../contract/reasons.ts";
import { ConvokeError } from "../lib/errors.ts";
import { equalInConstantTime, hashToken } from "../seal/tokens.ts";
import type { Source } from "../store/sources.ts";
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
  const hashes = [source.tokenHash, previousCounts ? source.previousTokenHash : null];
  const tokens = hashes.filter((hash) => hash !== null);
  if (source.sealedSecret === null) {
    if (tokens.length > 0) return judgeToken(token, tokens);
    return source.isOpen
      ? { kind: "unsigned", reason: "The source is open" }
      : { kind: "rejected", reason: reasonText("no-secret") };
  }

  const sealed = [source.sealedSecret, previousCounts ? source.sealedPreviousSecret : null];
  const secrets = await openSecrets(
    intake,
    source,
    sealed.filter((one) => one !== null),
  );
  const verdict = adapter.verify(raw, secrets);
  if (verdict.kind === "verified") return verdict;
  // Rotated from a token to a secret: the vendor's side may not have been changed yet.
  if (token !== undefined && tokens.length > 0) return judgeToken(token, tokens);
  // A vendor that signs and did not is nobody we know.
  return verdict.kind === "unsigned"
    ? { kind: "rejected", reason: reasonText("signature-missing") }
    : verdict;
}

/** Throws `busy`: the trouble is ours, and a vendor that is told 401 may never try again. */
async function openSecrets(intake: Intake, source: Source, sealed: readonly Buffer[]): Promise<string[]> {
  try {
    return await Promise.all(sealed.map(async (one) => await intake.secretOf(source, one)));
  } catch (cause) {
    throw new ConvokeError("busy", "The secret of this source cannot be opened now; try again in a moment", {
      cause,
    });
  }
}

function judgeToken(token: string | undefined, hashes: readonly string[]): Verdict {
  if (token === undefined) {
    return {
      kind: "rejected",
      reason: reasonText("token-missing"),
    };
  }
  const given = hashToken(token);
  return hashes.some((hash) => equalInConstantTime(given, hash))
    ? { kind: "verified", reason: "The token is right" }
    : { kind: "rejected", reason: reasonText("token-wrong") };
}
