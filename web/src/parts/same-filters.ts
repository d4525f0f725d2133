/** Pure. */
import type { View } from "../api/shapes.ts";

export type ViewFilters = View["filters"];

/** The same filters, in whatever order. */
export function isSame(one: ViewFilters, other: ViewFilters): boolean {
  const written = (filters: ViewFilters): string =>
    JSON.stringify(
      Object.entries(filters)
        .filter(([, value]) => value !== undefined)
        .toSorted(([a], [b]) => (a < b ? -1 : 1)),
    );
  return written(one) === written(other);
}
