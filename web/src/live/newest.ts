/** The newest revision of each record that anybody has told of: the stream, or the answer to one's own event. */
interface Revised {
  readonly id: string;
  readonly revision: number;
}

const REMEMBERED_MAX = 5_000;
const newest = new Map<string, number>();

export function hear({ id, revision }: Revised): void {
  const known = newest.get(id) ?? 0;
  newest.delete(id);
  newest.set(id, Math.max(known, revision));
  const [oldest] = newest.keys();
  if (newest.size > REMEMBERED_MAX && oldest !== undefined) newest.delete(oldest);
}

/** Something has happened since: what may be done with it may be something else by now. */
export const isOutdated = ({ id, revision }: Revised): boolean => revision < (newest.get(id) ?? 0);
