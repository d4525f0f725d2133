import type { JsonObject } from "../../../workflows/workflow.ts";
import { isId } from "../../lib/ids.ts";
import type { AuditEntry } from "../../store/audit.ts";
import type { Erasure } from "../../store/erasures.ts";

/** A step of an erasure, for the trail. Whom an operator at the machine named stands in the erasure's own row. */
export const erasureAct = (
  { id, programmeId }: Pick<Erasure, "id" | "programmeId">,
  by: string | null,
  at: Date,
  detail: JsonObject,
): AuditEntry => ({
  programmeId,
  at,
  actorId: by !== null && (isId(by) || by === "system") ? by : "operator",
  onBehalfOf: null,
  act: "erased",
  subjectKind: "erasure",
  subjectId: id,
  detail,
});
