/** What the address says of the board: the filters of the list, but for its stages, which are columns, and its order. Pure. */
import type { Address as ListAddress, Filter as ListFilter } from "../../parts/filter.ts";
import { filterOf } from "../../parts/filter.ts";

export type Filter = Omit<ListFilter, "stage" | "sort">;
export type Address = Omit<ListAddress, "stage" | "sort">;

/** Of a view that was kept from the list it takes what it can be filtered by. */
export function boardFilterOf(search: Readonly<Record<string, unknown>>): Address {
  const { stage: _stage, sort: _sort, ...filter } = filterOf(search);
  return filter;
}

/** Heads count their whole column, whichever of its states is looked at. */
export function countedOf(filter: Filter): Omit<Filter, "state"> {
  const { state: _state, ...counted } = filter;
  return counted;
}
