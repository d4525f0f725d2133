/** The ids of the stream's messages: where in the journal somebody stands, and since when. */
import type { Queryable } from "../../store/database.ts";
import { lastPosition } from "../../store/journal-changes.ts";

export interface Place {
  /** Everything up to this position of the journal has been sent. */
  readonly position: number;
  readonly at: Date;
}

/** The position, and the second in base 36. */
export const placeText = ({ position, at }: Place): string =>
  `${position}-${Math.floor(at.getTime() / 1_000).toString(36)}`;

/** Undefined for what we did not write. */
export function readPlace(text: string): Place | undefined {
  const [, position, second] = /^(\d{1,15})-([\da-z]{1,10})$/.exec(text) ?? [];
  if (position === undefined || second === undefined) return undefined;
  const at = new Date(Number.parseInt(second, 36) * 1_000);
  return Number.isNaN(at.getTime()) ? undefined : { position: Number(position), at };
}

/** Where somebody stands who has heard nothing yet and reads what there is from now on. */
export const placeNow = async (db: Queryable): Promise<string> =>
  placeText({ position: await lastPosition(db), at: new Date() });
