/**
 * Quotation marks, dashes and the euro sign of Windows-1252 that were taken for ISO-8859-1: its controls U+0080 to U+009F, which nobody
 * writes. Senders mislabel it, and some versions of Node's `TextDecoder` decode it so.
 */
export const readAsWindows1252 = (text: string): string =>
  text.replaceAll(/[\u0080-\u009F]/g, (char) => WINDOWS[char.charCodeAt(0) - 0x80] ?? char);

const WINDOWS = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008DŽ\u008F\u0090‘’“”•–—˜™š›œ\u009DžŸ";
