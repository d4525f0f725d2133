/** How far a signed time may be from ours, in either direction (Standard Webhooks 1.0.0 and most vendors). */
import { reasonText } from "../contract/reasons.ts";
const TOLERANCE_MS = 5 * 60_000;

export type TimeUnit = "s" | "ms";

/** The text of a time as vendors sign it: whole seconds or milliseconds since 1970. */
export function timeText(unit: TimeUnit, at: Date): string {
  return String(unit === "s" ? Math.floor(at.getTime() / 1000) : at.getTime());
}

/**
 * Why a signed time does not count, or null. Only digits do: `parseInt` would take `123junk`, and `Number` takes
 * `1e309`. Seconds where milliseconds belong, and the other way round, are decades away.
 */
export function timeFault(text: string, unit: TimeUnit, receivedAt: Date): string | null {
  if (!/^\d{1,15}$/.test(text)) return reasonText(`time-form-${unit}`);
  const at = Number(text) * (unit === "s" ? 1000 : 1);
  const apartMs = Math.abs(at - receivedAt.getTime());
  if (apartMs <= TOLERANCE_MS) return null;
  return reasonText("late", { seconds: Math.round(apartMs / 1000), most: TOLERANCE_MS / 1000 });
}
