/** Names that are written from right to left, within sentences that are written from left to right. Pure. */

/** Letters of such scripts, in the blocks that Unicode keeps for them (UAX 9), and what turns the direction by itself. */
const TURNS =
  /[\u0590-\u08FF\u200F\u202A-\u202E\uFB1D-\uFDFF\uFE70-\uFEFF\u{10800}-\u{10FFF}\u{1E800}-\u{1EFFF}]/u;
/** Overrides: no name has them, and one that did would turn the rest of the sentence. */
const OVERRIDES = /[\u202A-\u202E]/g;
const [FIRST_STRONG_ISOLATE, POP] = ["\u2068", "\u2069"];

/**
 * Keeps its own direction to itself, and takes none from what stands around it. Without, the digits, brackets and words after an
 * Arabic name change their places. What is written from left to right stays as it is, as both catalogues are.
 */
export const isolated = (text: string): string =>
  TURNS.test(text) ? FIRST_STRONG_ISOLATE + text.replaceAll(OVERRIDES, "") + POP : text;

/** Names one after the other in a line, each by itself; what is not there is left out. */
export const inLine = (texts: readonly (string | null | undefined)[], between = " · "): string =>
  texts.flatMap((text) => (text == null || text === "" ? [] : isolated(text))).join(between);
