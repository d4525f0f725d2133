/** Filters of the list of engagements that somebody keeps under a name. */
import { z } from "zod";
import { id, instant, pageOf, programmeFilter, programmeName } from "./common.ts";
import { viewFilters } from "./engagements.ts";

export type ViewFilters = z.output<typeof viewFilters>;

const name = z.string().trim().min(1, "expected a name").max(80);

export const newView = z
  .strictObject({
    name: name.meta({ description: "Sealed, because it may be somebody's." }),
    filters: viewFilters,
    shared: programmeName
      .nullable()
      .default(null)
      .meta({ description: "Slug or id of the programme whose staff see it too; null for you alone." }),
  })
  .meta({ id: "NewView" });

export const viewQuery = z.strictObject({ programme: programmeFilter });

export const view = z
  .object({
    id,
    name: z.string(),
    filters: viewFilters,
    shared: z.string().nullable().meta({ description: "The programme's slug; null for one's own." }),
    mine: z.boolean(),
    madeAt: instant,
  })
  .meta({ id: "View" });
export const viewPage = pageOf(view).meta({
  id: "ViewPage",
  description: "Your own, then those shared, by name.",
});
