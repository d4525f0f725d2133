/** Which answers that are kept no longer hold after a change. Pure. */

/** What the stream says of one chart: ids and states, and nobody's name. */
export interface Change {
  readonly id: string;
  readonly workflow: string;
  readonly programmeId: string;
  /** What does not raise it has been seen before. */
  readonly revision: number;
  /** Null when it was opened. */
  readonly from?: Standing | null;
  readonly to?: Standing;
}
interface Standing {
  readonly stage: string | null;
  readonly state: string;
}

/** Query keys begin with one of these: `[resource, id]` for one, `[resource, filter]` for many. */
const RESOURCES: Readonly<Record<string, readonly string[]>> = {
  engagement: ["engagements", "today", "counts", "journal", "mails", "effects", "search"],
  working_group: ["groups"],
  meeting: ["meetings"],
  recommendation: ["recommendations"],
  interests: ["interests", "engagements", "today"],
};

/** Whether the answer under `key` may say something else now. One that is of another record still holds. */
export function isAffected(key: readonly unknown[], changes: readonly Change[]): boolean {
  const [resource, about] = key;
  return changes.some(({ id, workflow }) => {
    if (typeof resource !== "string" || !RESOURCES[workflow]?.includes(resource)) return false;
    // An interests form is another chart than the engagement that shows it.
    return typeof about !== "string" || about === id || workflow === "interests";
  });
}

/** Whether the answer under `key` may show a chart that is not the reader's any more: what chart it was, nobody says. */
export function mayShow([resource, about]: readonly unknown[], id: string): boolean {
  if (typeof resource !== "string" || !Object.values(RESOURCES).flat().includes(resource)) return false;
  return typeof about !== "string" || about === id;
}

/** Charts whose revision is remembered. */
const SEEN_MAX = 5_000;

/** Lets through what is newer than all that came before; messages may come twice. */
export function createNewerOnly(): (change: Change) => boolean {
  const seen = new Map<string, number>();
  return ({ id, revision }) => {
    if (revision <= (seen.get(id) ?? -1)) return false;
    seen.delete(id);
    seen.set(id, revision);
    const [oldest] = seen.keys();
    if (seen.size > SEEN_MAX && oldest !== undefined) seen.delete(oldest);
    return true;
  };
}
