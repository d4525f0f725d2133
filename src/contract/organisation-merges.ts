/** Two organisations that are one: what merging them would do, what it did, and how it is undone. */
import { z } from "zod";
import { id, pageOf, paging, programmeFilter, programmeName } from "./common.ts";
import { ofEveryMerge, planHash, side, sinceMerge, taken } from "./merges.ts";
import { level } from "./organisations.ts";

export const ORGANISATION_FIELDS = [
  "name",
  "shortName",
  "otherNames",
  "kind",
  "level",
  "country",
  "parents",
  "sectors",
] as const;
export type OrganisationField = (typeof ORGANISATION_FIELDS)[number];

const ofLists = z.enum(["survivor", "absorbed", "both"]).optional();
/** Names that are not taken stay known as other names, so there is nothing to choose among those. */
const choices = z
  .strictObject({
    name: side.optional(),
    shortName: side.optional(),
    kind: side.optional(),
    level: side.optional(),
    country: side.optional(),
    parents: ofLists,
    sectors: ofLists,
  })
  .default({})
  .meta({
    id: "OrganisationMergeChoices",
    description:
      "What is left out is the survivor's, but for a short name it has not; of parents and sectors both.",
  });
export type OrganisationChoices = z.output<typeof choices>;

const wanted = {
  programme: programmeName.default("default").meta({
    description: "Slug or id of a programme of the institution: whose sectors the plan shows.",
  }),
  absorbed: id.meta({ description: "Id of the organisation that becomes part of it." }),
  fields: choices,
};
export const previewOrganisationMerge = z.strictObject(wanted).meta({ id: "PreviewOrganisationMerge" });
export const newOrganisationMerge = z
  .strictObject({ ...wanted, planHash })
  .meta({ id: "NewOrganisationMerge" });

const value = z.union([z.string(), z.array(z.string()), z.null()]);

export const organisationMergePlan = z
  .object({
    planHash,
    survivor: id,
    absorbed: id,
    fields: z.array(
      z.object({
        field: z.enum(ORGANISATION_FIELDS),
        from: taken,
        survivor: value,
        absorbed: value,
        becomes: value,
      }),
    ),
    organisation: z.object({
      name: z.string(),
      shortName: z.string().nullable(),
      otherNames: z.array(z.string()),
      kind: z.string(),
      level,
      country: z.string().nullable(),
      parents: z.array(z.object({ id, name: z.string() })),
      sectors: z.array(z.string()),
    }),
    counts: z
      .object({ affiliations: z.int(), toldOnce: z.int(), parts: z.int(), sectorsElsewhere: z.int() })
      .meta({
        description:
          "What else is the absorbed one's: affiliations, of which `toldOnce` of people who are with both; organisations that are part of it; sectors that other programmes filed it under.",
      }),
    dropped: z.array(z.string()).meta({ description: "What is not shown any more; back after an undo." }),
    obstacles: z
      .array(z.string())
      .meta({ description: "What has to be settled first; empty when nothing is." }),
  })
  .meta({ id: "OrganisationMergePlan" });
export type OrganisationMergePlan = z.output<typeof organisationMergePlan>;

export const organisationMerge = z
  .object({ ...ofEveryMerge, institution: z.string().meta({ description: "The institution's slug." }) })
  .meta({ id: "OrganisationMerge" });
export const organisationMergePage = pageOf(organisationMerge);
export const organisationMergeQuery = z.strictObject({
  programme: programmeFilter,
  organisation: id.optional().meta({ description: "Id of one that took part in it, on either side." }),
  ...paging,
});

const since = z.object({
  kind: z
    .enum(["affiliation", "part"])
    .meta({ description: "`part`: an organisation that became part of the survivor." }),
  ...sinceMerge,
});
export type OrganisationSince = z.output<typeof since>;

export const organisationUndoPlan = z
  .object({
    planHash,
    since: z.array(since).meta({ description: "What has come since the merge, and whose it is." }),
    elsewhere: z.int().meta({
      description: "Affiliations begun since of people you may not see: they stay where they were entered.",
    }),
    corrected: z
      .array(z.string())
      .meta({ description: "Fields corrected since the merge; what was said then stays with the survivor." }),
    obstacles: z.array(z.string()),
  })
  .meta({ id: "OrganisationUndoPlan" });
export type OrganisationUndoPlan = z.output<typeof organisationUndoPlan>;
