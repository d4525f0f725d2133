import { deliveries } from "./deliveries.ts";
import { duplicates } from "./duplicates.ts";
import { field } from "./field.ts";
import { lists } from "./lists.ts";
import { mapping } from "./mapping.ts";
import { quarantine } from "./quarantine.ts";
import { reason } from "./reason.ts";
import { signal } from "./signal.ts";
import { sources } from "./sources.ts";

export const intake = {
  title: "Intake",
  parts: "Parts of intake",
  tab: {
    sources: "Sources",
    deliveries: "Deliveries",
    quarantine: "Quarantine",
    duplicates: "Duplicates",
    import: "Import",
    nominate: "Nominate",
  },
  back: "All {what}",
  oneProgramme: "Choose one programme first: what comes in belongs to one.",
  more: "Show more",
  nameless: "No name",
  nothing: "nothing",
  openEngagement: "Open the engagement",
  status: {
    received: "Received",
    accepted: "Accepted",
    duplicate: "Duplicate",
    held: "Held",
    partial: "Partial",
    refused: "Refused",
  },
  deliveries,
  sources,
  mapping,
  field,
  quarantine,
  duplicates,
  import: lists,
  reason,
  signal,
};
