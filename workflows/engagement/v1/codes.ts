/** What forms offer where an event carries a code. Labels are the console's; a code is for ever. */
export const CHANNELS = ["phone", "email", "event", "letter", "note_verbale", "visit"] as const;

export const CAPACITIES = ["organisation", "independent_expert", "official", "observer"] as const;
export const KINDS = [
  "participate",
  "question",
  "idea",
  "formal_request",
  "meeting_proposal",
  "nomination",
  "press",
  "other",
] as const;
export const ORGANISATION_KINDS = [
  "business",
  "trade_association",
  "ngo",
  "government",
  "academia",
  "international_organisation",
  "other",
] as const;
export const ORIGINS = ["web", "email", "logged", "nominated", "import", "event", "letter"] as const;

export const CHECKS_BESIDE = ["ownership", "funding", "adverse_media", "references"] as const;
export const CONDITIONS = [
  "own_capacity_only",
  "no_lead_role",
  "no_restricted_material",
  "review_after_year",
] as const;

export const OUT_OF_SCOPE = [
  "out_of_scope",
  "not_our_sector",
  "other_body",
  "commercial_offer",
  "other",
] as const;
export const DECLINED = [
  "conflict_of_interest",
  "risk",
  "sanctions",
  "exclusion_criteria",
  "not_eligible",
  "not_verifiable",
  "other",
] as const;
export const RECUSED = ["conflict_of_interest", "former_employer", "family", "own_request", "other"] as const;
export const OFFER_WITHDRAWN = [
  "seat_needed",
  "group_changed",
  "offered_in_error",
  "no_answer",
  "other",
] as const;
export const SEAT_REFUSED = ["no_time", "other_group", "terms", "not_interested", "other"] as const;
export const ENDED_BY_US = [
  "breach_of_undertakings",
  "conflict_of_interest",
  "conduct",
  "risk",
  "other",
] as const;
export const WITHDRAWN = [
  "no_time",
  "left_organisation",
  "conflict_of_interest",
  "privacy",
  "other",
] as const;
