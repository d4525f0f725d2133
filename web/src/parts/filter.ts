/** What a list is filtered by: what the address says, so that a link is a view; and what was typed, which stands in none. Pure. */
export const STAGES = [
  "inquiry",
  "vetting",
  "assignment",
  "meeting",
  "recommendation",
  "parked",
  "off_board",
] as const;
export const DUES = ["overdue", "week"] as const;
export const SORTS = ["newest", "due", "since", "who"] as const;
export const MARKINGS = ["TLP:RED", "TLP:AMBER+STRICT", "TLP:AMBER", "TLP:GREEN", "TLP:CLEAR"] as const;
export const PARTS = ["overdue", "waiting", "dueThisWeek", "unclaimed", "iWaitFor", "snoozed"] as const;

export interface Filter {
  readonly stage?: (typeof STAGES)[number];
  readonly state?: string;
  /** `me`, `none`, or the id of an account. */
  readonly owner?: string;
  readonly due?: (typeof DUES)[number];
  readonly origin?: string;
  readonly marking?: (typeof MARKINGS)[number];
  readonly country?: string;
  readonly group?: string;
  /** An organisation's id. */
  readonly organisation?: string;
  /** A part of Today. */
  readonly today?: (typeof PARTS)[number];
  /** Newest first without it. */
  readonly sort?: (typeof SORTS)[number];
  /** What was typed, which is somebody's name: in the entry of the history and in no address. */
  readonly text?: string;
}

/** All of it but what was typed. */
export type Address = Omit<Filter, "text">;

/** What is not understood is left out: an old link shows more, never an error. */
export function filterOf(search: Readonly<Record<string, unknown>>): Address {
  const one = <Value extends string>(name: string, values: readonly Value[]) => {
    const found = values.find((value) => value === search[name]);
    return found === undefined ? {} : { [name]: found };
  };
  const text = (name: string, pattern: RegExp) => {
    const said = search[name];
    return typeof said === "string" && pattern.test(said) ? { [name]: said } : {};
  };
  return {
    ...one("stage", STAGES),
    ...text("state", /^[a-z_]{1,50}$/),
    ...text("owner", /^(?:me|none|[\da-f-]{36})$/),
    ...one("due", DUES),
    ...text("origin", /^[a-z_]{1,50}$/),
    ...one("marking", MARKINGS),
    ...text("country", /^[A-Z]{2}$/),
    ...text("group", /^[\da-f-]{36}$/),
    ...text("organisation", /^[\da-f-]{36}$/),
    ...one("today", PARTS),
    ...one("sort", SORTS),
  };
}

export type FilterName = Exclude<keyof Filter, "sort">;

/** Another stage has other states. */
export function withFilter<Name extends keyof Filter>(
  filter: Filter,
  name: Name,
  value: Filter[Name] | undefined,
): Filter {
  const { [name]: _, ...rest } = filter;
  const kept: Filter = rest;
  const { state: _state, ...stateless } = kept;
  const base = name === "stage" ? stateless : kept;
  return value === undefined ? base : { ...base, [name]: value };
}

/** Filters that are set, in the order of the page. */
export const setIn = ({ sort: _, ...filter }: Filter): readonly FilterName[] =>
  (Object.keys(filter) as FilterName[]).filter((name) => filter[name] !== undefined);
