/**
 * Instances as the last batches left them, so that the next event for one need not read and restore it. An entry counts
 * only while the stored row still bears its mark, which any change by anybody takes away; so it is never wrong, at worst
 * of no use.
 */
import type { LiveSnapshot } from "../machine/port.ts";
import type { Instance, RowMark } from "../store/instances.ts";

/** A few kilobytes each. */
const RECENT_MAX = 5_000;

interface Recent {
  readonly mark: RowMark;
  readonly instance: Instance;
  readonly live: LiveSnapshot;
}

export class RecentInstances {
  // In the order of their last use.
  private readonly entries = new Map<string, Recent>();

  has(id: string): boolean {
    return this.entries.has(id);
  }

  /** The entry for a row that bears this mark now. */
  get(id: string, mark: RowMark): Recent | undefined {
    const entry = this.entries.get(id);
    return entry?.mark === mark ? entry : undefined;
  }

  keep(id: string, entry: Recent): void {
    this.entries.delete(id);
    this.entries.set(id, entry);
    if (this.entries.size <= RECENT_MAX) return;
    const [oldest] = this.entries.keys();
    if (oldest !== undefined) this.entries.delete(oldest);
  }
}
