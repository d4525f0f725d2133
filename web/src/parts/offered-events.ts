/** Which events several can be sent, each with the form it asks to be filled in once. Pure. */
import type { BulkPreviewed } from "../api/shapes.ts";
import { forSeveral, isOfProgramme } from "../form/for-several.ts";
import { idsIn } from "../form/ids-in.ts";
import type { Field } from "../form/shape.ts";
import { fieldsOf } from "../form/shape.ts";

export interface OfferedEvent {
  readonly type: string;
  /** None where it needs nothing further. */
  readonly fields: readonly Field[];
}

/** What needs something of one's own is left out, and of several programmes what is picked from what one of them has. */
export function offeredTo(
  events: BulkPreviewed["events"],
  programmes: ReadonlySet<string>,
): readonly (OfferedEvent & { /** How many may be sent it now. */ readonly count: number })[] {
  return events.flatMap(({ type, count, needsData, schema }) => {
    if (!needsData) return [{ type, count, fields: [] }];
    const fields = schema === null ? undefined : forSeveral(fieldsOf(schema));
    if (fields === undefined || (programmes.size > 1 && isOfProgramme(idsIn(fields)))) return [];
    return [{ type, count, fields }];
  });
}
