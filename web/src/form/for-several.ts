/** What one form can ask of several at once. What is somebody's own, such as a record of theirs or their country, cannot be the same for all. Pure. */
import { idsOf } from "./ids-in.ts";
import type { Field, IdOf, Shape } from "./shape.ts";

/** Ids of what belongs to one case or says who somebody is. */
const OWN: ReadonlySet<IdOf> = new Set(["record", "person", "engagement", "erasure", "country"]);

/** The fields without what is somebody's own; undefined where the event cannot be sent without it. */
export function forSeveral(fields: readonly Field[]): readonly Field[] | undefined {
  const isNeeded = ({ shape, isRequired, isNullable }: Field): boolean =>
    isOwn(shape) && isRequired && !isNullable;
  return fields.some(isNeeded) ? undefined : fields.filter(({ shape }) => !isOwn(shape));
}

/** What stands together with something of one's own is said of the same person: a profile, a check and its evidence. */
const isOwn = (shape: Shape): boolean => idsOf(shape).some((one) => OWN.has(one));

/** What is the same in every programme; all else is picked from what one programme has. */
const EVERYWHERE: ReadonlySet<IdOf> = new Set(["language", "zone", "undertakings"]);

export const isOfProgramme = (ids: ReadonlySet<IdOf>): boolean =>
  [...ids].some((one) => !EVERYWHERE.has(one));
