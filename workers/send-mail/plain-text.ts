/** What other people typed, made fit for a header or for the text of a mail. */

/** One line without control characters: nothing in it can begin another header. */
export const oneLine = (text: string): string => text.replaceAll(/[\p{C}\p{Z}\s]+/gu, " ").trim();

/** Lines kept, every other control character gone. */
export const plainText = (text: string): string =>
  text
    .replaceAll(/\r\n?/g, "\n")
    .replaceAll(/[^\P{C}\n\t]/gu, "")
    .trim();

/** A code in words: `conflict_of_interest` is `conflict of interest`. */
export const spelledOut = (code: string): string => code.replaceAll(/[_.-]+/g, " ").trim();

const NAME_CHARS_MAX = 80;
const NO_NAME = /[@/\\<>{}[\]|]|www\.|https?:|\.\p{L}{2,}\b|\d{4}/iu;

/**
 * A name we may greet by and address to; undefined when there is none, or when it is no name. Whoever fills in our form
 * chooses name and address, so a name that carries a link would make us send strangers advertisements.
 */
export function personName(name: string | null): string | undefined {
  const line = oneLine(name ?? "");
  return line === "" || line.length > NAME_CHARS_MAX || NO_NAME.test(line) ? undefined : line;
}

/** RFC 5321 mailboxes we write to: no quoted local parts, no routes, no second address behind a comma. */
const ADDRESS = /^[^\s\p{C}<>()[\]\\,;:"@]{1,64}@[^\s\p{C}<>()[\]\\,;:"@]{1,253}$/u;

/** The address, when it is one. */
export function mailAddress(email: string | null): string | undefined {
  const address = (email ?? "").trim();
  return ADDRESS.test(address) ? address : undefined;
}
