/**
 * A list that stands still while somebody works in it: what is there keeps its place, what has gone goes, and what has come waits
 * until it is let in. Pure.
 */
interface Named {
  readonly id: string;
}

export interface Gathered<Item extends Named> {
  readonly shown: readonly Item[];
  /** How many wait. */
  readonly waiting: number;
}

interface How {
  /** Ids that the reader has just acted on: they come in at once, where they belong. */
  readonly own: ReadonlySet<string>;
  /** There are more than have been read: who comes pushes others out of what is read. */
  readonly isCut: boolean;
  /** More has been asked for: it stands below what was there. */
  readonly hasGrown: boolean;
}

export function gather<Item extends Named>(
  before: readonly Item[],
  now: readonly Item[],
  { own, isCut, hasGrown }: How,
): Gathered<Item> {
  const rank = new Map(now.map(({ id }, at) => [id, at]));
  const rankOf = ({ id }: Named): number => rank.get(id) ?? -1;
  const stood = new Set(before.map(({ id }) => id));
  const come = now.filter(({ id }) => !stood.has(id));
  // Of a list that is cut short, as many as came have pushed its last ones out: those have not gone.
  const pushedFrom = isCut ? before.length - come.length : before.length;
  const shown = before.flatMap((item, at) => now[rankOf(item)] ?? (at >= pushedFrom ? [item] : []));
  const last = Math.max(-1, ...shown.map(rankOf));
  let waiting = 0;
  for (const item of come) {
    const isBelow = hasGrown && rankOf(item) > last;
    if (!own.has(item.id) && !isBelow) waiting += 1;
    else {
      const place = isBelow ? -1 : shown.findIndex((one) => rankOf(one) > rankOf(item));
      shown.splice(place === -1 ? shown.length : place, 0, item);
    }
  }
  return { shown, waiting };
}
