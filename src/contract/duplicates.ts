/** Pairs that may be one, why, and what somebody said of them. */
import { z } from "zod";
import { id, instant, pageOf, paging, programmeFilter } from "./common.ts";

const REASONS = [
  "same-mailbox",
  "same-phone",
  "same-name",
  "similar-name",
  "initials",
  "same-organisation",
  "same-local-part",
  "same-domain",
  "other-name",
  "abbreviation",
  "same-country",
  "different-country",
] as const;
export type Reason = (typeof REASONS)[number];
export const duplicateReason = z.enum(REASONS).meta({
  id: "DuplicateReason",
  description:
    "`same-mailbox`: addresses that differ by a tag or by dots. `initials`: I. Duarte and Inês Duarte. `other-name`: one is called what the other was.",
});

const NOT_THE_SAME = [
  "different-people",
  "relatives",
  "shared-address",
  "different-organisations",
  "other",
] as const;

const pair = {
  id,
  score: z.number().min(0).max(1).meta({ description: "From what the reasons weigh together." }),
  reasons: z.array(duplicateReason),
  status: z.enum(["open", "dismissed"]),
  foundAt: instant,
  dismissedBy: z.string().nullable(),
  dismissedAt: instant.nullable(),
  because: z.enum(NOT_THE_SAME).nullable(),
};
const person = z.object({
  id,
  name: z.string().nullable(),
  organisation: z.string().nullable(),
  email: z.string().nullable(),
});
export const duplicatePeople = z
  .object({ ...pair, programme: z.string(), people: z.tuple([person, person]) })
  .meta({ id: "DuplicatePeople" });
export const duplicatePeoplePage = pageOf(duplicatePeople);

const organisation = z.object({ id, name: z.string(), country: z.string().nullable() });
export const duplicateOrganisations = z
  .object({ ...pair, institution: z.string(), organisations: z.tuple([organisation, organisation]) })
  .meta({ id: "DuplicateOrganisations" });
export const duplicateOrganisationsPage = pageOf(duplicateOrganisations);

const status = z
  .enum(["open", "dismissed"])
  .default("open")
  .meta({ description: "Those somebody has still to look at, or those that are not the same." });
export const duplicatesQuery = z.strictObject({
  programme: programmeFilter,
  status,
  of: id.optional().meta({ description: "Id of one of the two." }),
  ...paging,
});

export const dismissal = z
  .strictObject({
    because: z.enum(NOT_THE_SAME).meta({ description: "Why they are not the same." }),
    note: z.string().trim().min(1).max(2_000).optional().meta({ description: "Sealed." }),
  })
  .meta({ id: "Dismissal" });
