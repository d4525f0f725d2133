/** Pure. */
import type { Marking } from "./tlp.tsx";

/** The strictest first. */
const ORDER: readonly Marking[] = ["TLP:RED", "TLP:AMBER+STRICT", "TLP:AMBER", "TLP:GREEN", "TLP:CLEAR"];

/** The marking that holds for all of them together; undefined where nothing is marked. */
export const strictestOf = (markings: readonly Marking[]): Marking | undefined =>
  ORDER.find((one) => markings.includes(one));
