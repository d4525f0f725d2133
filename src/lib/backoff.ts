const FIRST_DELAY_MS = 1_000;
const LONGEST_DELAY_MS = 15 * 60_000;

/** Delay before attempt `attempt + 1`, in milliseconds: 1 s, 4 s, 16 s, 64 s … up to 15 minutes. No dice: effects of one batch spread by their lanes. */
export const backoffMs = (attempt: number): number =>
  Math.min(FIRST_DELAY_MS * 4 ** Math.max(0, attempt - 1), LONGEST_DELAY_MS);
