import { Peek } from "../../src/parts/peek.tsx";
import { idOf, NAMES } from "../invented.ts";
import { engagement } from "../invented-engagement.ts";
import type { States } from "../states.ts";

const act = (): void => {};
const next = { event: "info.requested", role: "officer" } as const;

export const states: States = {
  "what is known and what came last": {
    onDemand: ({ onClose }) => (
      <Peek
        line={{ id: engagement.id, revision: 3, who: NAMES[1], since: engagement.updatedAt, next }}
        side="end"
        onAct={act}
        onClose={onClose}
      />
    ),
  },
  "at the other side, asking still": {
    onDemand: ({ onClose }) => (
      <Peek
        line={{ id: idOf(997), revision: 3, who: null, since: null, next: null }}
        side="start"
        onAct={act}
        onClose={onClose}
      />
    ),
  },
};
