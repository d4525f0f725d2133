import type { JsonObject } from "../../workflows/workflow.ts";
import type { Inquiry } from "./inquiry.ts";

/**
 * What vetting needs to know of an inquiry, as yes, no or a code; the words stay in the sealed record. `interests` are codes of
 * the programme's lists, `origin` says by which way it came in: `web`, `logged`, `nominated`, `email`, `import` (S-007).
 */
export function profileOf(inquiry: Inquiry, interests: readonly string[], origin: string): JsonObject {
  const { person, affiliation, country, kind, organisationKind, commitment, mode, language } = inquiry;
  const level = inquiry.formalRequest?.level ?? undefined;
  return {
    named: person.name !== null,
    email: person.email === null ? "none" : "unverified",
    affiliation,
    country,
    interests: [...interests],
    capacity: CAPACITY[affiliation],
    kind,
    ...(organisationKind === undefined ? {} : { organisationKind }),
    ...(commitment === undefined ? {} : { commitment }),
    ...(mode === undefined ? {} : { mode }),
    ...(level === undefined ? {} : { requestLevel: level }),
    ...(language === undefined ? {} : { language }),
    origin,
  };
}

/** By which way somebody came who filled in a form: by themselves, or because somebody proposed them. */
export const originOf = ({ nominator }: Inquiry): string => (nominator === undefined ? "web" : "nominated");

const CAPACITY = { organisation: "organisation", independent: "independent_expert", unknown: null } as const;
