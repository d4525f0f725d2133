import { z } from "zod";
import { country, id, instant, pageOf, programmeName } from "./common.ts";
import { code } from "./taxonomies.ts";

const LEVELS = ["international", "regional", "sub_regional", "national", "local"] as const;
export type Level = (typeof LEVELS)[number];
export const level = z.enum(LEVELS).meta({ id: "Level", description: "At which level it works (S-028)." });

const name = z.string().trim().min(1).max(300);

/** The whole of it: what a change leaves out would otherwise be lost in silence. */
const parts = {
  programme: programmeName.default("default").meta({
    description:
      "Slug or id: whose lists `kind` and `sectors` are taken from, and under whom the sectors are filed.",
  }),
  name,
  shortName: z.string().trim().min(1).max(60).nullable().default(null).meta({ example: "IWG" }),
  otherNames: z
    .array(name)
    .max(20)
    .default([])
    .meta({ description: "Former names and names in other languages; found by search." }),
  kind: code.meta({ description: "A code of the list `organisation_kinds`.", example: "trade_association" }),
  level,
  country: country.nullable().default(null).meta({ description: "Null for one of no single country." }),
  parents: z.array(id).max(20).default([]).meta({ description: "Ids of the organisations it is part of." }),
  sectors: z
    .array(code)
    .max(50)
    .default([])
    .meta({ description: "Codes of the programme's list `sectors`." }),
};

export const newOrganisation = z.strictObject(parts).meta({ id: "NewOrganisation" });

export const changeOrganisation = z
  .strictObject({
    ...parts,
    shortName: parts.shortName.unwrap(),
    otherNames: parts.otherNames.unwrap(),
    country: country.nullable(),
    parents: parts.parents.unwrap(),
    sectors: parts.sectors.unwrap(),
  })
  .meta({ id: "ChangeOrganisation" });

export const organisation = z
  .object({
    id,
    institution: z.string().meta({ description: "The institution's slug." }),
    name: z.string(),
    shortName: z.string().nullable(),
    otherNames: z.array(z.string()),
    kind: z.string(),
    level,
    country: z.string().nullable(),
    parents: z.array(z.object({ id, name: z.string() })),
    sectors: z
      .array(z.string())
      .meta({ description: "As filed by the programme you name, else by those you have a part in." }),
    revision: z.number().int().meta({ description: "How often it was written; the ETag." }),
    createdAt: instant,
  })
  .meta({ id: "Organisation" });
export const organisationPage = pageOf(organisation);
