/**
 * What stands on the page between two answers of the server: rows that are done go, the others stay where they are, and
 * what arrives waits until it is asked for, so that nothing shifts under the pointer. Pure.
 */

/** In the order of the page. The last two are folded: nobody points at them, so they are always as the server has them. */
export const PARTS = ["overdue", "waiting", "dueThisWeek", "unclaimed", "iWaitFor", "snoozed"] as const;
export type PartName = (typeof PARTS)[number];
const FOLDED: readonly PartName[] = ["iWaitFor", "snoozed"];
/** What comes to one of these calls for somebody; what comes to another has been dealt with. */
const CALLING: readonly PartName[] = ["overdue", "waiting", "unclaimed"];

interface Named {
  readonly id: string;
}
interface Answered<Item extends Named> {
  readonly total: number;
  /** The first of them. */
  readonly items: readonly Item[];
}
export type Answer<Item extends Named> = Readonly<Record<PartName, Answered<Item>>>;

export interface Arranged<Item extends Named> {
  readonly parts: Readonly<Record<PartName, readonly Item[]>>;
  /** How many wait to be shown. */
  readonly arrivals: number;
}

/** `own`: ids that the reader has just acted on, whose rows go where they belong at once. */
export function arrange<Item extends Named>(
  before: Arranged<Item> | undefined,
  now: Answer<Item>,
  own: ReadonlySet<string>,
): Arranged<Item> {
  const fresh = everyPart((part) => now[part].items);
  if (before === undefined || isBlank(before)) return { parts: fresh, arrivals: 0 };
  const placeOf = new Map(
    PARTS.flatMap((part) => now[part].items.map((item) => [item.id, { part, item }] as const)),
  );
  const kept = everyPart((part) => (FOLDED.includes(part) ? fresh[part] : stillIn(part)));
  const shown = new Set(PARTS.filter((part) => !FOLDED.includes(part)).flatMap((part) => idsOf(kept[part])));
  let arrivals = 0;
  const parts = everyPart((part) => {
    if (FOLDED.includes(part)) return kept[part];
    const { filled, waiting } = fillUp(kept[part], {
      listed: now[part].items.filter(({ id }) => !shown.has(id)),
      order: idsOf(now[part].items),
      room: Math.max(0, before.parts[part].length - kept[part].length),
      own,
    });
    arrivals += waiting;
    return filled;
  });
  const elsewhere = [...placeOf.values()].filter(
    ({ part, item }) => shown.has(item.id) && !idsOf(kept[part]).includes(item.id) && !FOLDED.includes(part),
  );
  return { parts, arrivals: arrivals + elsewhere.length };

  /** Rows of the part that stand where they stood, with what is known of them now. */
  function stillIn(part: PartName): readonly Item[] {
    const stood = before?.parts[part] ?? [];
    const listed = idsOf(now[part].items);
    const last = Math.max(-1, ...idsOf(stood).map((id) => listed.indexOf(id)));
    const above = listed.slice(0, Math.max(0, last)).filter((id) => !idsOf(stood).includes(id)).length;
    // Of more than are listed, as many as came above the rest have pushed others out of the list: those are not done.
    const isCut = now[part].total > listed.length;
    const unlisted = stood.filter(({ id }) => !placeOf.has(id));
    const pushed = new Set(isCut && above > 0 ? idsOf(unlisted.slice(-above)) : []);
    return stood.flatMap((item) => {
      const place = placeOf.get(item.id);
      if (place === undefined) return pushed.has(item.id) ? [item] : [];
      if (place.part === part) return [place.item];
      return own.has(item.id) || !CALLING.includes(place.part) ? [] : [place.item];
    });
  }
}

/** Rows that have gone leave room at the end, which the next ones of the list take; one's own go where they belong. */
function fillUp<Item extends Named>(
  kept: readonly Item[],
  {
    listed,
    order,
    room,
    own,
  }: {
    readonly listed: readonly Item[];
    readonly order: readonly string[];
    readonly room: number;
    readonly own: ReadonlySet<string>;
  },
): { readonly filled: readonly Item[]; readonly waiting: number } {
  const filled = [...kept];
  const rank = (id: string): number => order.indexOf(id);
  for (const item of listed.filter(({ id }) => own.has(id))) {
    const place = filled.findIndex(({ id }) => rank(id) > rank(item.id));
    filled.splice(place === -1 ? filled.length : place, 0, item);
  }
  const last = Math.max(-1, ...kept.map(({ id }) => rank(id)));
  const others = listed.filter(({ id }) => !own.has(id));
  const next = others.filter(({ id }) => rank(id) > last).slice(0, room);
  return { filled: [...filled, ...next], waiting: others.length - next.length };
}

const isBlank = ({ parts }: Arranged<Named>): boolean =>
  PARTS.every((part) => FOLDED.includes(part) || parts[part].length === 0);

const idsOf = (items: readonly Named[]): readonly string[] => items.map(({ id }) => id);

export const everyPart = <Value>(of: (part: PartName) => Value): Readonly<Record<PartName, Value>> =>
  Object.fromEntries(PARTS.map((part) => [part, of(part)])) as Record<PartName, Value>;
