import { useEffect } from "react";
import { tell, tellProblem, tellUndoable } from "../../src/parts/told.ts";
import { NAMES } from "../invented.ts";
import type { States } from "../states.ts";

function Told({ onClose }: { readonly onClose: () => void }) {
  useEffect(() => {
    tell(`${NAMES[0]} is yours.`);
    tellUndoable(`${NAMES[1]} is hidden until Monday.`, { label: "Undo", undo: () => {} });
    tellProblem("Nothing was sent: the server could not be reached.");
    onClose();
  }, [onClose]);
  return null;
}

export const states: States = { "done, can be taken back, failed": { onDemand: Told } };
