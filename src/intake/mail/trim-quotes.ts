/** What is new in a reply: without the letter it answers, which mail programs put below or between. For display only. */

const INTRODUCTIONS = [
  /^(?:on|am|le|el|il|em|op|den)\b.{5,200}\b(?:wrote|schrieb|a écrit|escribió|ha scritto|escreveu|schreef|skrev)\b(?:\s.{1,100})?\s?:\s*$/i,
  /^.{3,200}<[^\s<>@]+@[^\s<>@]+>.{0,40}\s?:\s*$/,
  /^-{2,}\s*(?:original message|ursprüngliche nachricht|message d'origine|mensaje original|messaggio originale|mensagem original)\s*-{2,}$/i,
  /^_{20,}$/,
];
/** Outlook's block of headers: two of them in a row. */
const HEADER_LINE =
  /^\*?(?:from|sent|to|subject|von|gesendet|an|betreff|de|envoyé|à|objet|enviado|asunto|da|inviato)\*?\s?:\s.+/i;

/** The text itself where nothing is left, such as of a reply that is all quotation. */
export function withoutQuotes(text: string): string {
  const lines = text.replaceAll("\r\n", "\n").split("\n");
  const end = lines.findIndex((_, index) => beginsQuotation(lines, index));
  const own = (end === -1 ? lines : lines.slice(0, end)).filter((line) => !line.startsWith(">"));
  const trimmed = own
    .join("\n")
    .replaceAll(/\n{3,}/g, "\n\n")
    .trim();
  return trimmed === "" ? text.trim() : trimmed;
}

function beginsQuotation(lines: readonly string[], index: number): boolean {
  const line = lines[index]?.trim() ?? "";
  // An introduction may be broken into two lines.
  const two = `${line} ${lines[index + 1]?.trim() ?? ""}`;
  if (INTRODUCTIONS.some((pattern) => pattern.test(line))) return true;
  if (/^(?:on|am|le|el|il|em|op|den)\b/i.test(line) && INTRODUCTIONS[0]?.test(two) === true) return true;
  return HEADER_LINE.test(line) && HEADER_LINE.test(lines[index + 1]?.trim() ?? "");
}
