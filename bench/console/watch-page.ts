/** What a page in Chromium tells of itself: paints, shifts, how long acts took to show, and frames that were long. */
import type { CDPSession, Page } from "playwright-core";

/** In the page, before anything of it runs. */
export const WATCH = `(() => {
  const seen = (window.__seen = { paintMs: 0, shift: 0, acts: [], longMs: [] });
  const watch = (type, more, take) => {
    try {
      new PerformanceObserver((list) => list.getEntries().forEach(take)).observe({ type, buffered: true, ...more });
    } catch {}
  };
  watch("largest-contentful-paint", {}, (entry) => { seen.paintMs = entry.startTime; });
  watch("layout-shift", {}, (entry) => { if (!entry.hadRecentInput) seen.shift += entry.value; });
  watch("event", { durationThreshold: 16 }, (entry) => {
    if (entry.interactionId > 0 || entry.name.startsWith("drag")) seen.acts.push([entry.name, entry.interactionId, entry.duration]);
  });
  // A drag's event that changes nothing would last until something else is painted, however long after.
  for (const name of ["dragstart", "dragenter", "dragover", "dragleave", "dragend"])
    addEventListener(name, () => requestAnimationFrame(() => {}), true);
  watch("long-animation-frame", {}, (entry) => { seen.longMs.push(entry.duration); });
})()`;

export interface Seen {
  readonly paintMs: number;
  readonly shift: number;
  /** Name, number of the interaction, and ms until what it led to was painted; those quicker than 16 ms are left out. */
  readonly acts: readonly (readonly [name: string, interaction: number, durationMs: number])[];
  readonly longMs: readonly number[];
}

export const seenBy = async (page: Page): Promise<Seen> => (await page.evaluate("window.__seen")) as Seen;

/** From now on only what is new. */
export async function forget(page: Page): Promise<void> {
  await page.evaluate("Object.assign(window.__seen, { shift: 0, acts: [], longMs: [] })");
}

/** Two frames, so that entries of what went before have arrived. */
export async function settle(page: Page): Promise<void> {
  await page.evaluate(
    "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 50))))",
  );
}

/** Bytes that live after everything dead was collected. */
export async function liveHeap(session: CDPSession): Promise<number> {
  await session.send("HeapProfiler.enable");
  await session.send("HeapProfiler.collectGarbage");
  return (await session.send("Runtime.getHeapUsage")).usedSize;
}

/** Of each interaction the longest of its events; a drag's events are interactions of their own. */
export function actsOf(acts: Seen["acts"]): number[] {
  const longest = new Map<string, number>();
  for (const [nth, [name, interaction, durationMs]] of acts.entries()) {
    const key = interaction > 0 ? String(interaction) : `${name} ${nth}`;
    longest.set(key, Math.max(longest.get(key) ?? 0, durationMs));
  }
  return [...longest.values()];
}
