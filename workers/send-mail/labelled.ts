import type { Marking } from "../../src/contract/markings.ts";

/** The exact label in front of the subject and over the text, as TLP 2.0 asks of mail; what is for everybody needs none. */
export function labelled<Words extends { readonly subject: string; readonly text: string }>(
  marking: Marking,
  words: Words,
): Words {
  if (marking === "TLP:CLEAR") return words;
  return { ...words, subject: `[${marking}] ${words.subject}`, text: `${marking}\n\n${words.text}` };
}
