/** What vetting has to know of a party, as yes, no or a code. Names and addresses are in the sealed record. */
import { z } from "zod";
import { countryCode, reasonCode } from "../../fields.ts";

export const profileSchema = z.strictObject({
  /** A name is in the record. */
  named: z.boolean(),
  /** `attested`: an officer vouches for the address. */
  email: z.enum(["none", "unverified", "verified", "attested"]),
  affiliation: z.enum(["organisation", "independent", "unknown"]),
  country: countryCode().nullable(),
  interests: z.array(reasonCode()).max(50),
  /** In which capacity they would take part: `organisation`, `independent_expert`, `official` … */
  capacity: reasonCode().nullable(),
  /** What they came for: `participate`, `question`, `idea`, `formal_request`, `press` … */
  kind: reasonCode(),
  /** Where it came from: `web`, `event`, `letter`, `nominated` … */
  origin: reasonCode(),
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
