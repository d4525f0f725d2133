/** Which lines of a chart are worth drawing. All of them at once nobody can read. */
import type { ChartDescription } from "../../src/machine/describe.ts";

export interface Line {
  readonly from: string;
  readonly to: string;
  readonly events: readonly string[];
}

export interface SortedEdges {
  readonly drawn: readonly Line[];
  readonly inPlace: readonly { readonly state: string; readonly events: string[] }[];
  readonly anywhere: readonly { readonly to: string | null; readonly events: string[] }[];
  readonly opens: readonly { readonly to: string; readonly events: string[] }[];
}

/** What so many states say alike is said once. */
const MANY = 6;
/** Nothing rests in it: an instance has left it by its first event. */
export const BEFORE_ALL = "new";

interface Way {
  readonly from: string;
  readonly to: string | null;
  readonly event: string;
}

/** `boxOf` names the box that a state's path stands in; undefined for states that hold boxes. */
export function sortEdges(
  chart: ChartDescription,
  boxOf: (path: string) => string | undefined,
  entryOf: (path: string) => string,
): SortedEdges {
  const ways = chart.transitions.flatMap(({ from, event, to }): Way[] => {
    const targets = to.length === 0 ? [null] : to.map((path) => boxOf(path) ?? entryOf(path));
    return targets.map((target) => ({ from, to: target, event: event ?? "" }));
  });
  const opens = ways.filter(({ from }) => from === BEFORE_ALL);
  const outer = ways.filter(({ from }) => from !== BEFORE_ALL && boxOf(from) === undefined);
  const own = ways.flatMap(({ from, ...way }) => {
    const box = from === BEFORE_ALL ? undefined : boxOf(from);
    return box === undefined ? [] : [{ ...way, from: box }];
  });
  const sources = (way: Way): number =>
    new Set(own.filter(({ event, to }) => event === way.event && to === way.to).map(({ from }) => from)).size;
  const inPlace = own.filter(({ from, to }) => to === null || to === from);
  const leaving = own.filter(({ from, to }) => to !== null && to !== from);
  const common = leaving.filter((way) => sources(way) >= MANY);
  const drawn = leaving.filter((way) => sources(way) < MANY);
  return {
    drawn: gathered(drawn, ({ from, to }) => `${from} ${to}`).map(({ first, events }) => ({
      from: first.from,
      to: first.to ?? "",
      events,
    })),
    inPlace: gathered(inPlace, ({ from }) => from).map(({ first, events }) => ({
      state: first.from,
      events,
    })),
    anywhere: gathered([...outer, ...common], ({ to }) => to ?? "").map(({ first, events }) => ({
      to: first.to,
      events,
    })),
    opens: gathered(opens, ({ to }) => to ?? "").map(({ first, events }) => ({ to: first.to ?? "", events })),
  };
}

/** In the order of their first, with the types of events of each lot. */
function gathered(
  ways: readonly Way[],
  keyOf: (way: Way) => string,
): { readonly first: Way; readonly events: string[] }[] {
  const lots = new Map<string, { first: Way; events: string[] }>();
  for (const way of ways) {
    const lot = lots.get(keyOf(way)) ?? { first: way, events: [] };
    lots.set(keyOf(way), lot);
    if (way.event !== "" && !lot.events.includes(way.event)) lot.events.push(way.event);
  }
  return [...lots.values()];
}
