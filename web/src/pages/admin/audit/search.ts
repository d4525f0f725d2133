/** What the trail is asked for, as it stands in the address: ids, dates and kinds, never a name. */
import type { components } from "../../../api/schema.d.ts";

export type Act = components["schemas"]["AuditAct"];

/** What one can look for, the most asked for first. */
export const ACTS: readonly Act[] = [
  "saw",
  "exported",
  "decided",
  "waived",
  "changed",
  "configured",
  "recorded",
  "sealed",
  "asked-to-open",
  "opened",
  "signed-in",
  "erased",
  "anchored",
];

export const KINDS = [
  "engagement",
  "person",
  "mail",
  "delivery",
  "import",
  "merge",
  "group",
  "meeting",
  "recommendation",
  "interests",
  "programme",
  "source",
  "taxonomy",
  "organisation",
  "account",
  "invitation",
  "sign-in-mail",
  "erasure",
  "audit",
  "duplicate-pair",
  "affiliation",
  "job-change",
  "link",
  "institution",
  "project",
  "view",
  "instance",
  "ledger",
  "journals",
  "insights",
  "search",
] as const;

export interface AuditSearch {
  /** Id of an account. */
  readonly actor?: string | undefined;
  readonly act?: Act | undefined;
  readonly kind?: string | undefined;
  readonly subject?: string | undefined;
  readonly programme?: string | undefined;
  /** Days, `YYYY-MM-DD`; both count whole. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;

export function readAuditSearch(search: Record<string, unknown>): AuditSearch {
  const text = (name: string): string | undefined =>
    typeof search[name] === "string" && search[name] !== "" ? search[name] : undefined;
  const day = (name: string): string | undefined => (DAY.test(text(name) ?? "") ? text(name) : undefined);
  const act = ACTS.find((known) => known === text("act"));
  const found: AuditSearch = {
    actor: text("actor"),
    act,
    kind: text("kind"),
    subject: text("subject"),
    programme: text("programme"),
    from: day("from"),
    to: day("to"),
  };
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined));
}

const DAY_MS = 86_400_000;

/** What was said of it. */
type Said = { [Name in keyof AuditSearch]?: Exclude<AuditSearch[Name], undefined> };

/** As the API takes it: from the first instant of a day to the last, by the reader's clock. */
export function queryOf({ from, to, ...rest }: AuditSearch): Said {
  const midnight = (day: string): number => new Date(`${day}T00:00:00`).getTime();
  const all = {
    ...rest,
    from: from === undefined ? undefined : new Date(midnight(from)).toISOString(),
    to: to === undefined ? undefined : new Date(midnight(to) + DAY_MS).toISOString(),
  };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
}
