import type { Marking } from "../../src/parts/tlp.tsx";
import { Tlp } from "../../src/parts/tlp.tsx";
import type { States } from "../states.ts";

const MARKINGS: readonly Marking[] = ["TLP:RED", "TLP:AMBER+STRICT", "TLP:AMBER", "TLP:GREEN", "TLP:CLEAR"];

export const states: States = Object.fromEntries(
  MARKINGS.map((marking) => [marking, () => <Tlp marking={marking} />]),
);
