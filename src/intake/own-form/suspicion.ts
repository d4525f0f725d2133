/** How suspicious a message looks, as a sum of what was noticed. Nothing is dropped for it: a person looks. */
import type { Signal } from "../../contract/own-form.ts";
import { reasonText } from "../../contract/reasons.ts";
import type { Suspicion } from "../keep-deliveries.ts";

/** What each weighs. One that no person would cause is enough by itself; the others have to come together. */
const WEIGHTS: Readonly<Record<Signal, number>> = {
  honeypot: 100,
  too_fast: 100,
  page_forged: 100,
  work_forged: 100,
  work_reused: 100,
  work_expired: 60,
  page_too_old: 60,
  page_missing: 30,
  // No script: a reader of the text, a strict browser, or a program.
  work_missing: 20,
  // Those who help people in danger use odd addresses too.
  disposable_address: 25,
  some_links: 25,
  many_links: 60,
  repeated_text: 40,
  often_repeated_text: 80,
};

/** From here on a person looks before anything is opened. */
export const SUSPICIOUS_FROM = 50;
const SCORE_MAX = 100;

export function suspicionOf(signals: readonly Signal[]): Suspicion {
  const sum = signals.reduce((total, signal) => total + WEIGHTS[signal], 0);
  return { score: Math.min(sum, SCORE_MAX), signals };
}

/** Why a person has to look, in words for staff; null when nobody has to. */
export const heldFor = ({ score, signals }: Suspicion): string | null =>
  score < SUSPICIOUS_FROM
    ? null
    : reasonText("spam", { score, most: SCORE_MAX, signals: signals.join(", ") });

/** Two links are a signature. */
export function linkSignals(texts: readonly string[]): Signal[] {
  const links = texts.join("\n").match(/https?:\/\/|\bwww\.|\[url|<a\s/gi)?.length ?? 0;
  if (links > 5) return ["many_links"];
  return links > 2 ? ["some_links"] : [];
}
