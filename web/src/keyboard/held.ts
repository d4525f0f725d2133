/**
 * A press is meant for what one sees or has just asked for. `.` that comes while that is on its way is held until it has come, and
 * forgotten as soon as anything else is done.
 */
const HELD_MS = 10_000;
const MODIFIERS = new Set(["Shift", "Control", "Alt", "Meta", "CapsLock", "AltGraph"]);

let presses = 0;
let heldAt: number | undefined;

/** On whatever is pressed, before anybody acts on it. */
export function forgetHeld(event: Event): void {
  if (event instanceof KeyboardEvent && MODIFIERS.has(event.key)) return;
  presses += 1;
  heldAt = undefined;
}

export function hold(): void {
  heldAt = performance.now();
}

/** Whether one is held; it is not any more. */
export function takeHeld(): boolean {
  const isHeld = heldAt !== undefined && performance.now() - heldAt < HELD_MS;
  heldAt = undefined;
  return isHeld;
}

/** To be asked later: has something else been pressed since, or the page left? Then what was wanted is wanted no more. */
export function sincePress(): () => boolean {
  const [then, here] = [presses, location.pathname];
  return () => presses !== then || location.pathname !== here;
}
