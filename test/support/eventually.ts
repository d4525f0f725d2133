import { setTimeout as wait } from "node:timers/promises";

const POLL_MS = 20;

/** Wait for what `look` claims to come true: ask again until it stops throwing, then return what it returned. */
export async function eventually<T>(look: () => T | Promise<T>, { withinMs = 10_000 } = {}): Promise<T> {
  const deadline = performance.now() + withinMs;
  for (;;) {
    try {
      return await look();
    } catch (error) {
      if (performance.now() > deadline) throw error;
    }
    await wait(POLL_MS);
  }
}
