/** The lists a programme begins with. Codes are for ever; a programme renames, adds and retires as it likes. */
import type { Taxonomy } from "../contract/taxonomies.ts";

type List = readonly (readonly [code: string, label: string])[];

const SECTORS: List = [
  ["dual_use", "Dual-use technologies"],
  ["radiopharmaceuticals", "Radiopharmaceuticals"],
  ["shipping", "Shipping"],
  ["insurance", "Insurance"],
  ["technology_innovators", "Technology innovators"],
  ["manufacturers", "Manufacturers"],
  ["finance", "Finance"],
];

const ORGANISATION_KINDS: List = [
  ["business", "Business"],
  ["trade_association", "Trade association"],
  ["government_agency", "Government agency"],
  ["legislature", "Legislature"],
  ["international_organisation", "International organisation"],
  ["regional", "Regional"],
  ["sub_regional", "Sub-regional"],
  ["law_enforcement_association", "Law-enforcement association"],
  ["academy_of_science", "Academy of science"],
  ["scientific_body", "Scientific body"],
  ["ngo", "NGO"],
  ["think_tank", "Think tank"],
  ["centre_of_excellence", "Centre of excellence"],
  ["network", "Network"],
  ["donor", "Donor"],
];

const SITE_KINDS: List = [
  ["hotels", "Hotels"],
  ["tourism_and_recreation", "Tourism and recreational sites"],
  ["markets", "Markets"],
  ["land_transport", "Land transport"],
  ["retail_business_and_finance", "Retail, business and financial centres"],
  ["major_events", "Major events"],
];

const DOMAINS: List = [
  ["nuclear", "Nuclear"],
  ["biological", "Biological"],
  ["radiological", "Radiological"],
  ["chemical", "Chemical"],
  ["small_arms", "Small arms"],
  ["drugs", "Drugs"],
  ["humans", "Humans"],
  ["counterfeit_ip", "Counterfeit IP"],
  ["terrorism", "Terrorism"],
  ["vulnerable_targets", "Vulnerable targets"],
];

const INSTRUMENTS: List = [
  ["self_regulation_framework", "Self-regulation framework"],
  ["code_of_conduct", "Code of conduct"],
  ["market_incentive", "Market incentive"],
  ["sanction", "Sanction"],
  ["civil_litigation", "Civil litigation"],
  ["capacity_building", "Capacity building"],
  ["training", "Training"],
  ["guidance", "Guidance"],
  ["law", "Law"],
];

const ROLES: List = [
  ["task_force_member", "Task-force member"],
  ["chair", "Chair"],
  ["co_chair", "Co-chair"],
  ["lead", "Lead"],
  ["member", "Member"],
  ["contributor", "Contributor"],
  ["observer", "Observer"],
  ["adviser", "Adviser"],
  ["liaison", "Liaison"],
  ["secretary", "Secretary"],
  ["champion", "Champion"],
  ["mentor", "Mentor"],
  ["donor", "Donor"],
];

/** Interests begin empty: every programme has its own. */
export const STARTING_LISTS: Readonly<Record<Taxonomy, List>> = {
  sectors: SECTORS,
  interests: [],
  organisation_kinds: ORGANISATION_KINDS,
  site_kinds: SITE_KINDS,
  domains: DOMAINS,
  instruments: INSTRUMENTS,
  roles: ROLES,
};
