/** What no log may ever hold: secrets that a test knows, tokens of our make, and whoever stands in the database. */
import type { Queryable } from "../../src/store/database.ts";

/** Tokens of every kind begin so: API, action links, sources, invitations, sign-in. */
const TOKEN = /\bcv[a-z]{1,3}_[A-Za-z0-9_-]{43}/;
const COOKIE = /session_token=[^\s"]{16,}/;
const BEARER = /\bbearer +[A-Za-z0-9_-]{16,}/i;
/** Of a person: in tests they end so (RFC 2606), and Convoke's own do not, such as the ids of its letters. */
const ADDRESS = /[\w.+-]+@(?!convoke\.)(?:[\w-]+\.)*(?:example(?:\.(?:org|com|net))?|test|invalid)\b/i;
/** Shorter ones are ordinary words, too. */
const NAME_CHARS_MIN = 6;

/** Each line that gives something away, with what it gives away; a line is as it was logged. */
export function leaksIn(lines: readonly string[], planted: Iterable<string>): string[] {
  const words = [...planted].map((text) => [text, written(text)] as const);
  return lines.flatMap((line) => {
    const lower = line.toLowerCase();
    const said = words.filter(([, word]) => lower.includes(word)).map(([text]) => text);
    const shaped = [TOKEN, COOKIE, BEARER, ADDRESS].flatMap((shape) => shape.exec(line)?.[0] ?? []);
    return [...said, ...shaped].map((what) => `${what} in ${line.trim()}`);
  });
}

/** As JSON writes it, whatever its case. */
const written = (text: string): string => JSON.stringify(text).slice(1, -1).toLowerCase();

/** Names and addresses of everybody whom this database knows. */
export async function everybodyIn(db: Queryable): Promise<string[]> {
  const { rows } = await db.query<{ text: string | null }>(
    `select name as text from person_card
     union select email from person_card
     union select organisation from person_card
     union select email from account`,
  );
  return rows.flatMap(({ text }) => (text !== null && text.length >= NAME_CHARS_MIN ? [text] : []));
}
