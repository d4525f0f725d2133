import type { LiveSnapshot } from "../machine/port.ts";
import type { Instance } from "../store/instances.ts";

const SNAPSHOTS_MAX = 2_000;

/**
 * Snapshots in memory, so that a busy instance is not brought back to life for every event. An entry counts only while
 * the stored row has the same version and the same end of chain, so another process's write is never overlooked.
 */
export class SnapshotCache {
  private readonly entries = new Map<string, { mark: string; live: LiveSnapshot }>();

  get(instance: Instance): LiveSnapshot | undefined {
    const entry = this.entries.get(instance.id);
    return entry?.mark === markOf(instance) ? entry.live : undefined;
  }

  set(instance: Instance, live: LiveSnapshot): void {
    // Taken out and put in again, an entry is the youngest: the first of the map is the one unused for longest.
    this.entries.delete(instance.id);
    this.entries.set(instance.id, { mark: markOf(instance), live });
    if (this.entries.size <= SNAPSHOTS_MAX) return;
    const [oldest] = this.entries.keys();
    if (oldest !== undefined) this.entries.delete(oldest);
  }
}

const markOf = ({ version, chain }: Instance): string => `${version} ${chain}`;
