/** One after the other, each on its own: one that fails holds up none of the others. */

export interface Sent {
  /** Ids of those that took it. */
  readonly done: ReadonlySet<string>;
  /** Why not, by id. */
  readonly failed: ReadonlyMap<string, unknown>;
  /** How many somebody stopped before they were sent. */
  readonly left: number;
}

interface Watch {
  /** Told before each: how many are behind it. */
  readonly onProgress: (count: number) => void;
  /** Asked before each. What is under way is waited for, since nobody could say what became of it. */
  readonly isStopped: () => boolean;
}

export async function sendEach<Item extends { readonly id: string }>(
  items: readonly Item[],
  send: (item: Item) => Promise<unknown>,
  { onProgress, isStopped }: Watch,
): Promise<Sent> {
  const done = new Set<string>();
  const failed = new Map<string, unknown>();
  for (const [at, item] of items.entries()) {
    if (isStopped()) return { done, failed, left: items.length - at };
    onProgress(at);
    try {
      await send(item);
      done.add(item.id);
    } catch (error) {
      failed.set(item.id, error);
    }
  }
  return { done, failed, left: 0 };
}
