/** Erasing a person: the plan that two people agree on, what was done, and the proof that nothing is left. */
import { z } from "zod";
import { id, instant, pageOf } from "./common.ts";

const item = z
  .object({
    what: z.string().meta({ description: "Such as `mails`." }),
    act: z.enum(["delete", "seal-away", "keep"]).meta({
      description: "`seal-away`: what stays is cipher text whose key is destroyed.",
    }),
    count: z.number().int(),
    why: z.string(),
  })
  .meta({ id: "ErasureItem" });
export type ErasureItem = z.output<typeof item>;

export const erasurePlan = z
  .object({
    items: z.array(item),
    obstacles: z
      .array(z.string())
      .meta({ description: "What has to be settled first; empty when nothing has." }),
  })
  .meta({ id: "ErasurePlan" });
export type ErasurePlan = z.output<typeof erasurePlan>;

export const erasureResult = z
  .object({
    items: z.array(item),
    asPlanned: z.boolean(),
    journals: z
      .array(z.object({ instance: id, revision: z.number().int(), chain: z.string() }))
      .meta({ description: "Where the journals' chains stood; they go on from there." }),
  })
  .meta({ id: "ErasureResult" });
export type ErasureResult = z.output<typeof erasureResult>;

export const erasureVerification = z
  .object({
    at: instant,
    words: z
      .number()
      .int()
      .meta({ description: "How many words and lines were searched for. Which, is kept nowhere." }),
    rows: z.number().int(),
    files: z.number().int(),
    queueValues: z.number().int(),
    found: z.array(z.object({ where: z.string(), count: z.number().int() })),
  })
  .meta({ id: "ErasureVerification" });
export type Verification = z.output<typeof erasureVerification>;

export const erasureStatus = z.enum(["requested", "approved", "executed", "verified", "residue"]);

export const erasure = z
  .object({
    id,
    person: id,
    programme: z.string(),
    status: erasureStatus.meta({
      description: "`verified`: the search found nothing. `residue`: it found something, see `verification`.",
    }),
    requestedBy: z.string(),
    requestedAt: instant,
    approvedBy: z.string().nullable(),
    approvedAt: instant.nullable(),
    executedAt: instant.nullable(),
    plan: erasurePlan,
    result: erasureResult.nullable(),
    verification: erasureVerification.nullable(),
    hash: z.string().nullable().meta({ description: "SHA-256 of the proof, which covers the one before." }),
    previousHash: z.string().nullable(),
  })
  .meta({ id: "Erasure" });
export const erasurePage = pageOf(erasure);
