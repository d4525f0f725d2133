/** What whoever operates a programme has to look at: charts that stopped, work given up, sources that do not deliver. */
import { z } from "zod";
import { id, instant, programmeFilter } from "./common.ts";
import { incident, parked } from "./operating.ts";

/** Why a source is looked at, the gravest first. */
export const SOURCE_TROUBLES = ["refused", "held", "silent", "never"] as const;
export type SourceTroubleKind = (typeof SOURCE_TROUBLES)[number];

const sourceTrouble = z
  .object({
    id,
    programme: z.string().meta({ description: "Slug." }),
    name: z.string(),
    vendor: z.string(),
    why: z.enum(SOURCE_TROUBLES).meta({
      description:
        "`refused`: deliveries of the last week were turned away; `held`: some of the last week could not be read; " +
        "`silent`: nothing came for 30 days; `never`: nothing has come yet.",
    }),
    count: z.number().int().meta({ description: "Of what was refused or held, 1000 at most; else 0." }),
    since: instant.meta({
      description: "When that happened last, when the last delivery came, or when it was made.",
    }),
  })
  .meta({ id: "SourceTrouble" });

const part = <Item extends z.ZodType>(item: Item) =>
  z.object({ total: z.number().int(), items: z.array(item) });

export const troubles = z
  .object({
    parked: part(parked),
    failed: part(incident.extend({ programme: z.string().nullable() })),
    sources: part(sourceTrouble),
  })
  .meta({ id: "Troubles" });

export const troublesQuery = z.strictObject({ programme: programmeFilter });
