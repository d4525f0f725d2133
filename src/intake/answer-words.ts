/** By which numbers the words of an inquiry are found again: none of them tells the word to who has not the house's key. */
import type { Master } from "../seal/master.ts";
import { plainWords } from "./clean-text.ts";
import { asText } from "./fits-field.ts";
import type { Answer, Inquiry, OurField } from "./inquiry.ts";

/** What the card says is searched there. */
const ON_CARD: ReadonlySet<OurField | null> = new Set([
  "name",
  "givenName",
  "familyName",
  "email",
  "phone",
  "consent",
]);
/** Different words of one inquiry at most, and letters of each: enough for twenty pages, and a bound on the index. */
const WORDS_MAX = 4000;
const LETTERS_MAX = 40;

/** Answers that can be searched: every one that is not of the card, mapped or not. */
const searchable = ({ answers }: Pick<Inquiry, "answers">): readonly Answer[] =>
  answers.filter(({ mappedTo }) => !ON_CARD.has(mappedTo));

/** The words of a text as they are searched: without case and accents, of two letters or more. */
export function wordsIn(text: string): string[] {
  const words = plainWords(text)
    .split(" ")
    .map((word) => word.slice(0, LETTERS_MAX));
  return [...new Set(words)].filter((word) => word.length > 1).slice(0, WORDS_MAX);
}

/** The words of everything that can be searched. */
export const wordsOf = (inquiry: Pick<Inquiry, "answers">): string[] =>
  wordsIn(
    searchable(inquiry)
      .map(({ value }) => asText(value))
      .join(" \n "),
  );

/** One number for each word, the same in one programme and unrelated in another. Signed, 64 bits, as text. */
export const blindWords = (
  master: Pick<Master, "hmac">,
  programmeId: string,
  words: readonly string[],
): string[] =>
  words.map((word) => {
    const digest = master.hmac("blind-index", `answers/${programmeId}/${word}`);
    return BigInt.asIntN(64, BigInt(`0x${digest.slice(0, 16)}`)).toString();
  });
