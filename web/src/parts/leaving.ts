/** Rows that are done fold away before they go: for that long they stand where they stood, and nothing can be done with them. */
import { useEffect, useState } from "react";

export interface Standing<Item> {
  readonly item: Item;
  readonly isLeaving: boolean;
}

const FOLD_MS = 180;

/** `items` are the same array for as long as nothing has changed. */
export function useLeaving<Item extends { readonly id: string }>(
  items: readonly Item[],
): readonly Standing<Item>[] {
  const [kept, setKept] = useState(() => ({ items, all: withLeaving([], items) }));
  if (kept.items !== items) setKept({ items, all: withLeaving(kept.all, items) });
  useEffect(() => {
    if (!kept.all.some(({ isLeaving }) => isLeaving)) return undefined;
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : FOLD_MS;
    const ending = setTimeout(
      () =>
        setKept(({ items: now, all }) => ({ items: now, all: all.filter(({ isLeaving }) => !isLeaving) })),
      still,
    );
    return () => clearTimeout(ending);
  }, [kept]);
  return kept.all;
}

/** What is there now, in its order, and what has gone after whatever it stood behind. Pure. */
export function withLeaving<Item extends { readonly id: string }>(
  before: readonly Standing<Item>[],
  now: readonly Item[],
): readonly Standing<Item>[] {
  const there = new Set(now.map(({ id }) => id));
  const all: Standing<Item>[] = now.map((item) => ({ item, isLeaving: false }));
  for (const [at, { item }] of before.entries()) {
    if (there.has(item.id)) continue;
    const ahead = before.slice(0, at).findLast((one) => all.some(({ item: { id } }) => id === one.item.id));
    const place = ahead === undefined ? 0 : all.findIndex(({ item: { id } }) => id === ahead.item.id) + 1;
    all.splice(place, 0, { item, isLeaving: true });
  }
  return all;
}
