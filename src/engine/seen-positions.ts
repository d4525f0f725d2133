/**
 * Which places of the journal have been seen. Places are given out before their rows are committed, so a lower one may come
 * to sight after a higher one: what is missing below the highest is looked for until it can come no more.
 */

/** A row gets its place a moment before its transaction gets a number: this is far more than a moment. */
const SETTLE_MS = 1_000;
/** No transaction of ours lasts as long; another's, such as a backup's, may. */
const LOST_MS = 60_000;
/** Rows that are written at once are fewer; a leap that is longer is one the server made when it was restarted. */
const LEAP_MAX = 1_000;

interface Missing {
  /** No transaction numbered from here on had begun when it was missed. */
  readonly xmax: bigint;
  readonly sinceMs: number;
}

interface Seen {
  readonly positions: readonly number[];
  readonly xmin: bigint;
  readonly xmax: bigint;
}

export class SeenPositions {
  #top: number;
  readonly #missing = new Map<number, Missing>();

  /** Everything up to `top` counts as seen. */
  constructor(top: number) {
    this.#top = top;
  }

  /** The highest that was seen. */
  get top(): number {
    return this.#top;
  }

  get missing(): readonly number[] {
    return [...this.#missing.keys()];
  }

  /** Up to here everything was seen that will ever be there. */
  get low(): number {
    return this.#missing.size === 0 ? this.#top : Math.min(...this.#missing.keys()) - 1;
  }

  has(position: number): boolean {
    return position <= this.#top && !this.#missing.has(position);
  }

  /** Positions in ascending order, as one statement saw them at `atMs`. */
  take({ positions, xmin, xmax }: Seen, atMs: number): void {
    for (const position of positions) {
      this.#missing.delete(position);
      for (let at = Math.max(this.#top + 1, position - LEAP_MAX); at < position; at += 1)
        this.#missing.set(at, { xmax, sinceMs: atMs });
      this.#top = Math.max(this.#top, position);
    }
    for (const [position, missed] of this.#missing) {
      const waitedMs = atMs - missed.sinceMs;
      if ((xmin >= missed.xmax && waitedMs >= SETTLE_MS) || waitedMs >= LOST_MS)
        this.#missing.delete(position);
    }
  }
}
