/** What somebody types to search: when it is enough to ask about, and for how long an answer is kept. Pure. */
export const TYPING_MS = 180;
/** What was searched for is forgotten sooner than other answers: it is somebody's name. */
export const FORGET_MS = 60_000;

const LETTERS_MIN = 2;
/** One sign may be a whole name. */
const SIGNS = /[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}]/u;

export const isEnough = (text: string): boolean => text.length >= LETTERS_MIN || SIGNS.test(text);
