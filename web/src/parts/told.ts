/** Toasts: what was done, and what failed. Never the only copy of anything. */
import { notifications } from "@mantine/notifications";

export function tell(message: string): void {
  notifications.show({ message, autoClose: 10_000, withBorder: true, color: "var(--c-ok)" });
}

export function tellProblem(message: string): void {
  notifications.show({ message, autoClose: false, withBorder: true, color: "var(--c-late)" });
}
