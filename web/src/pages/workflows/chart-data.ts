/** A chart as data, which the API gives as it is: read here once into the shape the page uses. Pure. */

export interface Way {
  /** Path of a state, empty for the whole chart. */
  readonly from: string;
  /** Null where it goes on by itself. */
  readonly event: string | null;
  readonly guard: string | null;
  /** Empty where no state is left. */
  readonly to: readonly string[];
}

interface StateData {
  readonly path: string;
  readonly states: readonly StateData[];
}

export interface ChartData {
  readonly states: readonly StateData[];
  readonly transitions: readonly Way[];
}

/** What the API says of one version. */
export interface Detail {
  readonly chart?: unknown;
  readonly events: readonly {
    readonly type: string;
    readonly who: readonly string[];
    readonly schema: object;
  }[];
  readonly timers: Readonly<Record<string, { readonly unit: string; readonly count: number }>>;
}

export const chartOf = ({ chart }: Detail): ChartData => chart as ChartData;

/** Every state, the outer before those in it. */
export const pathsOf = (states: readonly StateData[]): readonly string[] =>
  states.flatMap(({ path, states: inner }) => [path, ...pathsOf(inner)]);
