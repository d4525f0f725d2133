/** What stands in the trail of audit, as code and as callers see it. */
import { z } from "zod";
import { id, instant, pageOf, paging, programmeFilter, programmeName } from "./common.ts";

/**
 * What somebody did. `decided` and `waived` come from the journal and name its row; `anchored` is Convoke's own: it ties the
 * trail to where the journals stand.
 */
const ACTS = [
  "saw",
  "exported",
  "decided",
  "waived",
  "changed",
  "configured",
  "recorded",
  "sealed",
  "asked-to-open",
  "opened",
  "signed-in",
  "erased",
  "anchored",
] as const;
export type Act = (typeof ACTS)[number];

const act = z.enum(ACTS).meta({ id: "AuditAct", description: "What somebody did." });

const filters = {
  programme: programmeFilter,
  actor: z.string().max(100).optional().meta({ description: "Id of the account that acted." }),
  act: z.enum(ACTS).optional().meta({ description: "What somebody did." }),
  kind: z.string().max(40).optional().meta({ description: "Kind of the subject, such as `engagement`." }),
  subject: z.string().max(100).optional().meta({ description: "Id of what it was done to." }),
  from: instant.optional().meta({ description: "Not before this instant." }),
  to: instant.optional().meta({ description: "Before this instant." }),
};

/** Newest first. `anchored` rows come only when they are asked for. */
export const auditQuery = z.strictObject({ ...filters, ...paging });
export const auditExportQuery = z.strictObject(filters);

export const auditRow = z
  .object({
    programme: z.string().nullable().meta({ description: "Slug; null when it concerns no one programme." }),
    seq: z.number().int().meta({ description: "Its place in the chain of the programme." }),
    at: instant,
    actor: z.string().meta({ description: "Id of the account; `system` is Convoke itself." }),
    actorName: z
      .string()
      .nullable()
      .meta({ description: "Name of the account now; kept nowhere in the trail." }),
    onBehalfOf: z.string().nullable(),
    act,
    subject: z.object({ kind: z.string(), id: id.or(z.string()).nullable() }),
    detail: z
      .record(z.string(), z.unknown())
      .meta({ description: "Ids, counts, names of fields and filters; no personal data." }),
    chain: z.string().meta({ description: "SHA-256 over this row and the hash before it." }),
  })
  .meta({ id: "AuditRow" });
export const auditPage = pageOf(auditRow).meta({ id: "AuditPage" });

export const auditVerifyQuery = z.strictObject({
  programme: programmeName
    .optional()
    .meta({ description: "Slug or id of the programme whose chain it is; without it, the house's own." }),
  cursor: paging.cursor,
});

/** One part of a chain, followed row by row. */
export const auditVerified = z
  .object({
    programme: z.string().nullable().meta({ description: "Slug; null for the house's own chain." }),
    rows: z.number().int().meta({ description: "So many rows of the chain have been followed by now." }),
    of: z.number().int().meta({ description: "So many it has." }),
    chain: z
      .string()
      .meta({ description: "The hash of the last row followed. Kept elsewhere, it proves more." }),
    findings: z
      .array(z.object({ where: z.string(), problem: z.string() }))
      .meta({ description: "What does not hold in this part, first things first." }),
    next: z.string().nullable().meta({ description: "Send it as `cursor` for the next part." }),
  })
  .meta({ id: "AuditVerified" });
