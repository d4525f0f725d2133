/**
 * How long what is kept for, by class (S-035). Every record has one from the start: an instance by its workflow, a row that is
 * no instance by its column `retention_class` or, where all rows of a table have the same, by its table. Periods stand in
 * `retention_period`; nothing is deleted by them yet.
 */
export const RETENTION_CLASSES = [
  "enquiry",
  "case",
  "membership",
  "meeting",
  "publication",
  "audit",
  "raw_delivery",
  "mail",
] as const;
export type RetentionClass = (typeof RETENTION_CLASSES)[number];

/** A workflow that is not here is kept as a case. A test holds every workflow against it. */
export const RETENTION_OF_WORKFLOW: Readonly<Record<string, RetentionClass>> = {
  engagement: "case",
  working_group: "membership",
  meeting: "meeting",
  recommendation: "publication",
  interests: "membership",
  task_force: "membership",
  data_request: "audit",
};

export const retentionOf = (workflow: string): RetentionClass => RETENTION_OF_WORKFLOW[workflow] ?? "case";

/**
 * Tables without a column of their own. `instance`: as the instance that a row is about. Null: no record about anybody, but
 * lists, settings and what the engine works with, which go by rules of their own. A test holds every table against it.
 */
export const RETENTION_OF_TABLE: Readonly<Record<string, RetentionClass | "instance" | null>> = {
  instance: "instance",
  journal: "instance",
  journal_archive: "instance",
  engagement_line: "instance",
  engagement_passage: "instance",
  record_marking: "instance",
  record_marking_change: "instance",
  record_source: "instance",
  reply_address: "instance",
  incident: "instance",
  party: "case",
  party_trace: "case",
  affiliation: "case",
  job_change: "case",
  seat_question: "case",
  duplicate_pair: "case",
  action_link: "case",
  // As long as the key's own words: what is under it is gone with it.
  seal_key: "case",
  import_row: "raw_delivery",
  delivery_replay: "raw_delivery",
  account: "membership",
  role_grant: "membership",
  api_token: "membership",
  invitation: "membership",
  sign_in_user: "membership",
  sign_in_credential: "membership",
  sign_in_passkey: "membership",
  sign_in_session: "membership",
  sign_in_two_factor: "membership",
  sign_in_verification: "membership",
  saved_view: "membership",
  snooze: "membership",
  sign_in_mail: "mail",
  ledger: "meeting",
  ledger_statement: "meeting",
  ledger_opening: "meeting",
  agenda_paper: "meeting",
  audit: "audit",
  audit_chain: "audit",
  audit_intention: "audit",
  erasure_search: "audit",
  consent_text: "publication",
  programme_text: "publication",
  public_pages: "publication",
  institution: null,
  programme: null,
  programme_marking: null,
  project: null,
  organisation: null,
  organisation_parent: null,
  organisation_sector: null,
  taxonomy_term: null,
  taxonomy_term_label: null,
  source: null,
  retention_period: null,
  setting: null,
  audit_follow: null,
  worker_process: null,
  engagement_count: null,
  effect: null,
  effect_lease: null,
  idempotency: null,
  job_run: null,
  rate_limit: null,
  used_work: null,
  migration: null,
};
