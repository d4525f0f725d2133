/** Deliveries as vendors send them: bytes, signed the vendor's way. */
import { tally } from "../../src/intake/adapters/tally.ts";
import { typeform } from "../../src/intake/adapters/typeform.ts";
import { PAGE_HEADERS, pageForm } from "./deliveries/page.ts";
import { tallyResponse } from "./deliveries/tally.ts";
import type { Delivery } from "./play.ts";
import type { Forms } from "./story.ts";

const JSON_HEADERS = { "Content-Type": "application/json" };

export function fromTypeform({ typeform: { url, secret } }: Forms, tell: string, body: string): Delivery {
  const signature = typeform.sign?.(Buffer.from(body), secret);
  return { tell, url, body, headers: { ...JSON_HEADERS, ...signature } };
}

/** Somebody who does not know the secret. */
export function forged(forms: Forms, tell: string, body: string): Delivery {
  const guess = { ...forms, typeform: { ...forms.typeform, secret: "a secret that is guessed" } };
  return fromTypeform(guess, tell, body);
}

export function fromTally(
  { tally: { url, secret } }: Forms,
  tell: string,
  filled: Parameters<typeof tallyResponse>[0],
): Delivery {
  const body = tallyResponse(filled);
  const signature = tally.sign?.(Buffer.from(body), secret);
  return { tell, url, body, headers: { ...JSON_HEADERS, ...signature } };
}

export function fromPage(
  { page: { url } }: Forms,
  tell: string,
  fields: Readonly<Record<string, string>>,
): Delivery {
  return { tell, url, body: pageForm(fields), headers: PAGE_HEADERS };
}
