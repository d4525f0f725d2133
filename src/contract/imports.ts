/** A list that is taken over: what it would do, what it has done, row by row. */
import { z } from "zod";
import { id, instant, pageOf } from "./common.ts";

export const FORECASTS = ["new", "known", "attach", "duplicate", "error"] as const;
export const IMPORT_STATUSES = [
  "checked",
  "running",
  "done",
  "cancelled",
  "undoing",
  "undone",
  "expired",
] as const;

const count = (description: string) => z.number().int().meta({ description });
const mapping = z.record(z.string(), z.array(z.string())).meta({
  description: "For each of our fields the headings of the columns that fill it.",
});

export const importDetail = z
  .object({
    id,
    programme: z.string(),
    status: z.enum(IMPORT_STATUSES).meta({
      description:
        "`checked`: nothing was entered yet. `expired`: it was never run, and its file is gone after 30 days.",
    }),
    encoding: z.string().meta({ description: "What the file was read as." }),
    delimiter: z.string(),
    sizeBytes: z.number().int(),
    headings: z.array(z.string()).nullable().meta({ description: "Null once the file is destroyed." }),
    mapping,
    unmapped: z
      .array(z.string())
      .meta({ description: "Headings of columns that fill nothing; kept as answers." }),
    rows: count("Rows with something in them, without the headings."),
    forecast: z.object({
      new: count("Somebody new."),
      known: count("Somebody known, without a live case."),
      attach: count("Somebody with a live case, which the row is kept with."),
      duplicate: count("The address stands in an earlier row; kept with that row's case."),
      error: count("Not entered."),
    }),
    progress: z.object({
      waiting: count("Still to be entered."),
      opened: count("Opened a case."),
      attached: count("Kept with a case."),
      failed: count("The case did not take it; see its reason."),
      takenBack: count("Undone."),
      kept: count("Not undone; see the reason."),
    }),
    createdAt: instant,
    createdBy: z.string(),
    runAt: instant.nullable(),
    endedAt: instant.nullable(),
    undoneAt: instant.nullable(),
  })
  .meta({ id: "Import" });

export const importPage = pageOf(
  importDetail
    .pick({ id: true, programme: true, status: true, rows: true, createdAt: true, createdBy: true })
    .meta({ id: "ImportSummary" }),
);

export const importRow = z
  .object({
    row: z.number().int().meta({ description: "As a spreadsheet counts: the headings are row 1." }),
    forecast: z.enum(FORECASTS),
    sameAs: z.number().int().nullable().meta({ description: "An earlier row with the same address." }),
    errors: z.array(
      z.object({
        column: z.string().nullable().meta({ description: "Its heading; null when it is the whole row." }),
        code: z.string().meta({ description: "What is wrong, as `email` or `too-long`." }),
        expected: z.string().meta({ description: "What was expected, in words." }),
      }),
    ),
    outcome: z
      .enum(["opened", "attached", "failed"])
      .nullable()
      .meta({ description: "Null while it waits." }),
    reason: z.string().nullable(),
    engagement: id.nullable().meta({ description: "Null also for those who may not know of it." }),
    undone: z.enum(["taken-back", "person-kept", "touched"]).nullable().meta({
      description:
        "`touched`: something has become of the case since, so it was left. `person-kept`: the case is gone, and the person has more than it.",
    }),
  })
  .meta({ id: "ImportRow" });
export const importRowPage = pageOf(importRow);

export const importMapping = z
  .strictObject({ mapping: z.unknown().meta({ description: "Our fields, each with headings of the file." }) })
  .meta({ id: "ImportMapping" });

export const runOptions = z
  .strictObject({
    acknowledge: z.boolean().default(false).meta({ description: "Write to everybody new that you have it." }),
    thirdParty: z
      .boolean()
      .default(false)
      .meta({ description: "The list came from somebody else: everybody has to be told within a month." }),
  })
  .meta({ id: "RunImport" });
export type RunOptions = z.output<typeof runOptions>;
