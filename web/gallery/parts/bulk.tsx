import { Bulk } from "../../src/parts/bulk.tsx";
import { FORM_EVENT, idOf, LINES } from "../invented.ts";
import type { States } from "../states.ts";

const done = (): void => {};

export const states: States = {
  "one accepted, four refused, each for another reason": {
    onDemand: ({ onClose }) => <Bulk lines={LINES} onClose={onClose} onDone={done} />,
  },
  "a form to be filled in once": {
    onDemand: ({ onClose }) => <Bulk lines={LINES} first={FORM_EVENT} onClose={onClose} onDone={done} />,
  },
  "asking still": {
    onDemand: ({ onClose }) => (
      <Bulk lines={[{ id: idOf(999), who: null, programme: "default" }]} onClose={onClose} onDone={done} />
    ),
  },
};
