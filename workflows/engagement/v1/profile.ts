/** What vetting has to know of a party, as yes, no or a code. Names and addresses are in the sealed record. */
import { z } from "zod";
import { countryCode, languageCode, reasonCode, termCode } from "../../fields.ts";
import { CAPACITIES, KINDS, ORGANISATION_KINDS, ORIGINS } from "./codes.ts";

export const profileSchema = z.strictObject({
  named: z.boolean().describe("A name is in the record."),
  email: z
    .enum(["none", "unverified", "verified", "attested"])
    .describe(
      "`attested`: an officer vouches for the address. Vetting begins with `verified` or `attested`.",
    ),
  affiliation: z
    .enum(["organisation", "independent", "unknown"])
    .describe("Who they speak for. Vetting begins once it is known."),
  country: countryCode().nullable().describe("ISO 3166-1 alpha-2, such as `GB`."),
  interests: z.array(termCode("interest")).max(50).describe("Sectors they care about, such as `insurance`."),
  capacity: reasonCode(...CAPACITIES)
    .nullable()
    .describe("In which capacity they would take part: `organisation`, `independent_expert`, `official` …"),
  kind: reasonCode(...KINDS).describe(
    "What they came for: `participate`, `question`, `idea`, `formal_request`, `press` …",
  ),
  organisationKind: reasonCode(...ORGANISATION_KINDS)
    .exactOptional()
    .describe(
      "Which kind of organisation they write for: `business`, `ngo`, `government`, `academia` … (S-018)",
    ),
  commitment: z
    .enum(["hours", "meetings", "written"])
    .exactOptional()
    .describe("What they mean to give: hours of work, coming to meetings, or writing only (S-021)."),
  mode: z.enum(["remote", "in_person", "either"]).exactOptional().describe("How they would take part."),
  requestLevel: z
    .enum(["national", "local"])
    .exactOptional()
    .describe("Of a formal request: at which level it was made (S-025)."),
  language: languageCode().exactOptional().describe("In which language they want to work, ISO 639-1."),
  origin: reasonCode(...ORIGINS).describe("Where it came from: `web`, `event`, `letter`, `nominated` …"),
});
export type Profile = z.infer<typeof profileSchema>;

/** Pieces filled in later. */
export const profilePatch = profileSchema.partial();
export type ProfilePatch = z.infer<typeof profilePatch>;

export const emptyProfile: Profile = {
  named: false,
  email: "none",
  affiliation: "unknown",
  country: null,
  interests: [],
  capacity: null,
  kind: "unknown",
  origin: "unknown",
};

/** The profile with a patch laid over it; a field left out of the patch keeps its value. */
export function patched(profile: Profile, patch: ProfilePatch | undefined): Profile {
  const given = Object.entries(patch ?? {}).filter(([, value]) => value !== undefined);
  return { ...profile, ...(Object.fromEntries(given) as Partial<Profile>) };
}
