import { Arrivals } from "../../src/parts/arrivals.tsx";
import type { States } from "../states.ts";

export const states: States = {
  "two have come": () => <Arrivals count={2} onReveal={() => undefined} />,
  "nobody has come": () => <Arrivals count={0} onReveal={() => undefined} />,
};
