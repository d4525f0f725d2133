/**
 * Gather calls that arrive while one is under way and hand them over together, so that many small writes become few.
 * Each caller's promise settles with the run that carried its item.
 */
export function coalesce<Item>(
  run: (items: readonly Item[]) => Promise<void>,
): (item: Item) => Promise<void> {
  let waiting: Item[] = [];
  let running: Promise<void> | undefined;
  let next: Promise<void> | undefined;

  return async (item) => {
    waiting.push(item);
    next ??= (async () => {
      await running?.catch(() => undefined);
      await Promise.resolve();
      const items = waiting;
      waiting = [];
      next = undefined;
      running = run(items);
      await running;
    })();
    await next;
  };
}
