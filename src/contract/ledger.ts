import { z } from "zod";
import { id, instant, pageOf, paging } from "./common.ts";

export const newStatement = z
  .strictObject({
    item: z
      .string()
      .regex(
        /^[0-9A-Za-z](?:[0-9A-Za-z.-]{0,18}[0-9A-Za-z])?$/,
        "expected a number of the agenda, such as 4.2",
      )
      .nullable()
      .default(null)
      .meta({ description: "The item of the agenda.", example: "4.2" }),
    speaker: id.meta({ description: "Id of the person who spoke." }),
    text: z.string().trim().min(1).max(10_000).meta({ description: "What they said." }),
  })
  .meta({ id: "NewStatement" });

export const writtenStatement = z
  .object({
    seq: z.number().int().meta({ description: "Its place in the ledger." }),
    chain: z.string().meta({ description: "SHA-256 over it and the hash before it." }),
  })
  .meta({ id: "WrittenStatement" });

export const sealedLedger = z
  .object({ sealedAt: instant, statements: z.number().int() })
  .meta({ id: "SealedLedger" });

export const newOpening = z
  .strictObject({
    reason: z
      .string()
      .trim()
      .min(10, "expected a reason in at least ten characters")
      .max(2_000)
      .meta({ description: "Why it has to be opened." }),
  })
  .meta({ id: "NewLedgerOpening" });

export const opening = z
  .object({
    id,
    reason: z.string(),
    askedBy: z.string().meta({ description: "Id of the account." }),
    askedAs: z.enum(["chair", "dpo"]),
    askedAt: instant,
    approvedBy: z.string().nullable(),
    approvedAt: instant.nullable(),
    closesAt: instant.nullable().meta({ description: "Until then the two may read the ledger." }),
  })
  .meta({ id: "LedgerOpening" });
export const openingPage = pageOf(opening).meta({ id: "LedgerOpeningPage" });

const statement = z
  .object({
    seq: z.number().int(),
    item: z.string().nullable(),
    speaker: z
      .object({ id, name: z.string().nullable() })
      .nullable()
      .meta({ description: "Null once they were erased: their words stay, and are nobody's." }),
    text: z.string(),
    recordedAt: instant,
  })
  .meta({ id: "Statement" });
export const statementPage = pageOf(statement).meta({ id: "StatementPage" });

export const ledgerQuery = z.strictObject({
  limit: paging.limit,
  cursor: z.coerce.number().int().min(0).optional().meta({ description: "`next` of the page before." }),
});
