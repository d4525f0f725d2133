import { useState } from "react";
import { Selection } from "../../src/parts/selection.tsx";
import { LINES } from "../invented.ts";
import type { States } from "../states.ts";

function Selected({ onClose }: { readonly onClose: () => void }) {
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set(LINES.map(({ id }) => id)));
  return (
    <Selection
      lines={LINES}
      selected={selected}
      onSelect={(next) => {
        setSelected(next);
        if (next.size === 0) onClose();
      }}
    />
  );
}

export const states: States = { "several selected": { onDemand: Selected } };
