/**
 * What is known of a person, in memory only and until the search is over: names, addresses, numbers, and what they wrote or
 * what was written about them. Words are compared without case, accents, and whatever stands between them, so that
 * `Inês Duarte`, `DUARTE, Ines`, `ines_duarte` and `ines%20duarte` are one.
 */
export interface KnownWords {
  readonly count: number;
  /** E-mail addresses, in lower case. */
  readonly addresses: readonly string[];
  isIn(text: string | Buffer): boolean;
  /** To be sealed until the search is done, and read again by `wordsFrom`. */
  readonly asText: string;
}

/** A single word has to be as long as this to say who is meant; two words always do. */
const WORD_LENGTH_MIN = 6;
/** A sentence that stands elsewhere in just these words was copied there. */
const SENTENCE_LENGTH_MIN = 30;

export class WordsOf {
  readonly #names: Set<string>;
  readonly #sentences: Set<string>;
  readonly #addresses: Set<string>;

  constructor(
    names: readonly string[] = [],
    sentences: readonly string[] = [],
    addresses: readonly string[] = [],
  ) {
    this.#names = new Set(names);
    this.#sentences = new Set(sentences);
    this.#addresses = new Set(addresses);
  }

  name(name: string | null | undefined): this {
    if (name == null || name.trim() === "") return this;
    this.#names.add(name);
    const parts = name.trim().split(/\s+/);
    const [first, last] = [parts[0], parts.at(-1)];
    if (parts.length > 1) this.#names.add(`${last} ${parts.slice(0, -1).join(" ")}`).add(`${first} ${last}`);
    return this;
  }

  address(address: string | null | undefined): this {
    if (address == null || !address.includes("@")) return this;
    this.#addresses.add(address.trim().toLowerCase());
    return this;
  }

  phone(phone: string | null | undefined): this {
    if (phone == null || phone.replaceAll(/\D/g, "").length < WORD_LENGTH_MIN) return this;
    this.#names.add(phone).add(phone.replaceAll(/\D/g, ""));
    return this;
  }

  sentence(text: string | null | undefined): this {
    if (text != null && text.length >= SENTENCE_LENGTH_MIN) this.#sentences.add(text);
    return this;
  }

  known(): KnownWords {
    const asText = JSON.stringify([[...this.#names], [...this.#sentences], [...this.#addresses]]);
    const needles = [...this.#names, ...this.#sentences, ...this.#addresses]
      .map(bare)
      .filter((words) => isTelling(words));
    const unique = [...new Set(needles)].map((words) => (isUnspaced(words) ? words : ` ${words} `));
    const isIn = (text: string | Buffer): boolean => {
      const hay = ` ${bare(typeof text === "string" ? text : text.toString("utf8"))} `;
      return unique.some((needle) => hay.includes(needle));
    };
    return {
      count: unique.length,
      addresses: [...this.#addresses],
      asText,
      isIn: (text) => isIn(text) || (typeof text === "string" && text.includes("%") && isIn(unescaped(text))),
    };
  }
}

/** What `asText` kept. */
export function wordsFrom(text: string): KnownWords {
  const [names = [], sentences = [], addresses = []] = JSON.parse(text) as readonly (readonly string[])[];
  return new WordsOf(names, sentences, addresses).known();
}

const isTelling = (words: string): boolean =>
  words.includes(" ") || words.length >= WORD_LENGTH_MIN || (isUnspaced(words) && words.length > 1);

/** In these scripts words stand next to each other: there is no space to look for. */
const isUnspaced = (words: string): boolean =>
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u.test(words);

const bare = (text: string): string =>
  text
    .normalize("NFKD")
    .replaceAll(/\p{M}/gu, "")
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, " ")
    .trim();

const unescaped = (text: string): string =>
  text.replaceAll(/(?:%[0-9a-f]{2})+/gi, (escaped) => {
    try {
      return decodeURIComponent(escaped);
    } catch {
      return escaped;
    }
  });
