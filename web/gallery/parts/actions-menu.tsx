import { useState } from "react";
import { ActionsMenu } from "../../src/parts/actions-menu.tsx";
import { idOf, NAMES } from "../invented.ts";
import { engagement } from "../invented-engagement.ts";
import type { States } from "../states.ts";

const menu = (id: string) =>
  function Shown({ onClose }: { readonly onClose: () => void }) {
    const [element, setElement] = useState<HTMLElement | null>(null);
    return (
      <span ref={setElement}>
        {element !== null && <ActionsMenu at={{ line: { id, who: NAMES[1] }, element }} onClose={onClose} />}
      </span>
    );
  };

export const states: States = {
  "with what is blocked, and why": { onDemand: menu(engagement.id) },
  "asking still": { onDemand: menu(idOf(998)) },
};
