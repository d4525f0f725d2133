/** One search over people, organisations and engagements. By POST: what is searched for is somebody's name. */
import { z } from "zod";
import { id, programmeFilter } from "./common.ts";
import { marking } from "./markings.ts";

/** What is searched for, in a body. */
export const searchText = z
  .string()
  .trim()
  .min(1, "expected something to search for")
  .max(200)
  .meta({ description: "Beginnings of words, three letters of them and more, or a reference." });

export const searchRequest = z
  .strictObject({
    text: searchText,
    programme: programmeFilter,
  })
  .meta({ id: "SearchRequest", example: { text: "ines duarte" } });

/** What of a record the text was found in. */
const MATCHES = ["name", "otherName", "organisation", "email", "reference"] as const;
export type Match = (typeof MATCHES)[number];

const because = z
  .array(z.object({ field: z.enum(MATCHES), text: z.string() }))
  .meta({ description: "What it was found by, and what that says; only what you see of it." });

const standing = {
  programme: z.string().meta({ description: "The programme's slug." }),
  organisation: z.string().nullable(),
};
const at = {
  stage: z.string().nullable(),
  state: z.string().meta({ description: "To whom a roster card is shown: how far they are with a group." }),
};

const personFound = z.object({
  kind: z.literal("person"),
  id,
  name: z.string().nullable(),
  ...standing,
  marking: marking.nullable().meta({ description: "That of their last case; null without one." }),
  engagement: z
    .object({ id, reference: z.string(), ...at })
    .nullable()
    .meta({ description: "Their last case." }),
  because,
});

const organisationFound = z.object({
  kind: z.literal("organisation"),
  id,
  name: z.string(),
  country: z.string().nullable(),
  because,
});

const engagementFound = z.object({
  kind: z.literal("engagement"),
  id,
  reference: z.string().meta({ description: "The last eight digits of its id." }),
  who: z.string().nullable(),
  ...standing,
  ...at,
  marking,
  because,
});

const found = z
  .discriminatedUnion("kind", [engagementFound, personFound, organisationFound])
  .meta({ id: "Found" });
export type Found = z.output<typeof found>;

export const searchResult = z
  .object({
    items: z.array(found),
    more: z.boolean().meta({ description: "There are others; more of the words finds them." }),
  })
  .meta({ id: "SearchResult", description: "Engagements by reference first, then people, organisations." });
