/**
 * How long what is kept for, by class (S-035). Every record has one from the start: an instance by its workflow, a row that is
 * no instance by its column `retention_class`. Periods stand in `retention_period`; nothing is deleted by them yet.
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
