import { Undoable } from "../../src/parts/undoable.tsx";
import { NAMES } from "../invented.ts";
import type { States } from "../states.ts";

const undo = (): void => {};

export const states: States = {
  "a short one": () => (
    <Undoable message={`${NAMES[0]} is hidden until Monday.`} label="Undo" onUndo={undo} />
  ),
  "a long one": () => <Undoable message={`${NAMES[1]} is hidden until Monday.`} label="Undo" onUndo={undo} />,
};
