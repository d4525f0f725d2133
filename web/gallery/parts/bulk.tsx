import { Bulk } from "../../src/parts/bulk.tsx";
import { idOf, LINES } from "../invented.ts";
import type { States } from "../states.ts";

const done = (): void => {};

export const states: States = {
  "one accepted, four refused, each for another reason": {
    onDemand: ({ onClose }) => <Bulk lines={LINES} onClose={onClose} onDone={done} />,
  },
  "asking still": {
    onDemand: ({ onClose }) => (
      <Bulk lines={[{ id: idOf(999), who: null }]} onClose={onClose} onDone={done} />
    ),
  },
};
