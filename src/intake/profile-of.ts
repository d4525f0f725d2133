import type { Inquiry } from "./inquiry.ts";

/**
 * What vetting needs to know of an inquiry, as yes, no or a code; the words stay in the sealed record. `interests` are codes of
 * the programme's lists, `origin` says by which way it came in: `web`, `logged`, `nominated`, `email`, `import` (S-007).
 */
export const profileOf = (
  { person, affiliation, country, kind }: Inquiry,
  interests: readonly string[],
  origin: string,
) => ({
  named: person.name !== null,
  email: person.email === null ? "none" : "unverified",
  affiliation,
  country,
  interests: [...interests],
  capacity: CAPACITY[affiliation],
  kind,
  origin,
});

const CAPACITY = { organisation: "organisation", independent: "independent_expert", unknown: null } as const;
