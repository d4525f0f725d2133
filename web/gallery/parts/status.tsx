import { Status } from "../../src/parts/status.tsx";
import type { States } from "../states.ts";

export const states: States = {
  good: () => <Status tone="good">Alive</Status>,
  soon: () => <Status tone="soon">Paused</Status>,
  bad: () => <Status tone="bad">Locked</Status>,
  quiet: () => <Status>Service</Status>,
};
