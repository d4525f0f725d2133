/** Toasts: what was done, and what failed. Never the only copy of anything. */
import { notifications } from "@mantine/notifications";
import { createElement } from "react";
import { Undoable } from "./undoable.tsx";

const TOLD_MS = 10_000;
const told = { autoClose: TOLD_MS, withBorder: true, color: "var(--c-ok)" };

export function tell(message: string): void {
  notifications.show({ ...told, message });
}

/** What can be taken back for as long as the toast stands. */
export function tellUndoable(
  message: string,
  { label, undo }: { readonly label: string; readonly undo: () => void },
): void {
  const id = crypto.randomUUID();
  const onUndo = (): void => {
    notifications.hide(id);
    undo();
  };
  notifications.show({ ...told, id, message: createElement(Undoable, { message, label, onUndo }) });
}

export function tellProblem(message: string): void {
  notifications.show({ message, autoClose: false, withBorder: true, color: "var(--c-late)" });
}
