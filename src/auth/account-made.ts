import type { AuditEntry } from "../store/audit.ts";
import { HOUSE } from "../store/audit.ts";

/** Somebody came in by a link, for the trail: by a page, and so by their own hand. */
export const accountMade = (accountId: string, operation: string, at: Date): AuditEntry => ({
  programmeId: HOUSE,
  at,
  actorId: accountId,
  onBehalfOf: null,
  act: "configured",
  subjectKind: "account",
  subjectId: accountId,
  detail: { operation },
});
