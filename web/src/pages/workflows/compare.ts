/** What one version of a chart has that another has not, and what both have otherwise. Pure. */
import type { Detail, Way } from "./chart-data.ts";
import { chartOf, pathsOf } from "./chart-data.ts";

interface Changed<T> {
  readonly name: string;
  readonly before: T;
  readonly after: T;
}

export interface Difference {
  readonly states: Sides;
  readonly events: Sides & { readonly changed: readonly Changed<EventRule>[] };
  readonly ways: { readonly added: readonly Way[]; readonly removed: readonly Way[] };
  /** The same way, with another guard before it. */
  readonly guards: readonly (Way & { readonly before: string; readonly after: string })[];
  readonly timers: Sides & { readonly changed: readonly Changed<string>[] };
}

interface Sides {
  readonly added: readonly string[];
  readonly removed: readonly string[];
}

interface EventRule {
  readonly who: readonly string[];
  /** Names of what it carries. */
  readonly fields: readonly string[];
}

/** From the older to the newer. */
export function compare(older: Detail, newer: Detail): Difference {
  const [before, after] = [sideOf(older), sideOf(newer)];
  const ways = sides([...before.ways.keys()], [...after.ways.keys()]);
  return {
    states: sides(before.states, after.states),
    events: {
      ...sides([...before.events.keys()], [...after.events.keys()]),
      changed: changedIn(before.events, after.events),
    },
    ways: {
      added: ways.added.flatMap((key) => after.ways.get(key) ?? []),
      removed: ways.removed.flatMap((key) => before.ways.get(key) ?? []),
    },
    guards: [...before.ways].flatMap(([key, was]) => {
      const is = after.ways.get(key);
      const [earlier, later] = [guardsOf(was), guardsOf(is ?? [])];
      const [way] = was;
      return is === undefined || way === undefined || earlier === later
        ? []
        : [{ ...way, before: earlier, after: later }];
    }),
    timers: {
      ...sides([...before.timers.keys()], [...after.timers.keys()]),
      changed: changedIn(before.timers, after.timers),
    },
  };
}

export const isNothing = ({ states, events, ways, guards, timers }: Difference): boolean =>
  [states, events, ways, timers].every(({ added, removed }) => added.length + removed.length === 0) &&
  events.changed.length + guards.length + timers.changed.length === 0;

interface Side {
  readonly states: readonly string[];
  readonly events: ReadonlyMap<string, EventRule>;
  readonly ways: ReadonlyMap<string, readonly Way[]>;
  readonly timers: ReadonlyMap<string, string>;
}

const sideOf = (one: Detail): Side => ({
  states: pathsOf(chartOf(one).states),
  events: new Map(one.events.map((event) => [event.type, ruleOf(event)])),
  ways: waysOf(chartOf(one).transitions),
  timers: new Map(Object.entries(one.timers).map(([name, { count, unit }]) => [name, `${count} ${unit}`])),
});

const sides = (before: readonly string[], after: readonly string[]): Sides => ({
  added: after.filter((one) => !before.includes(one)),
  removed: before.filter((one) => !after.includes(one)),
});

function changedIn<T>(before: ReadonlyMap<string, T>, after: ReadonlyMap<string, T>): Changed<T>[] {
  return [...before].flatMap(([name, was]) => {
    const is = after.get(name);
    return is === undefined || JSON.stringify(is) === JSON.stringify(was)
      ? []
      : [{ name, before: was, after: is }];
  });
}

function ruleOf({ who, schema }: Detail["events"][number]): EventRule {
  const { properties } = schema as { readonly properties?: object };
  return { who: who.toSorted(), fields: Object.keys(properties ?? {}).toSorted() };
}

/** Several ways may lead from one state by one event to the same one, each with a guard of its own. */
function waysOf(transitions: readonly Way[]): ReadonlyMap<string, readonly Way[]> {
  const ways = new Map<string, Way[]>();
  for (const way of transitions) {
    const key = `${way.from} ${way.event ?? ""} ${way.to.join("+")}`;
    ways.set(key, [...(ways.get(key) ?? []), way]);
  }
  return ways;
}

const guardsOf = (ways: readonly Way[]): string =>
  ways
    .flatMap(({ guard }) => guard ?? [])
    .toSorted()
    .join(", ");
