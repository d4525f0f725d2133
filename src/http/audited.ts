/** What the trail of audit keeps of a call: told by the resource's name in the path, so that no operation is forgotten. */
import type { Act } from "../contract/audit.ts";
import type { PlacedKind } from "../store/audit-subjects.ts";
import type { Operation } from "./operation.ts";

export interface Audited {
  readonly act: Act;
  /** What the trail calls the subject. */
  readonly kind: string;
  /** Where to find out which programme it stands in; null for what concerns the house. */
  readonly placed: PlacedKind | null;
  /** `with`: the change and its row are one transaction. `before`: an intention, since it commits by itself. `after`: a look. */
  readonly kept: "with" | "before" | "after";
}

interface Noun {
  readonly kind: string;
  readonly placed: PlacedKind | null;
  /** Looking at it is looking at somebody: each look is kept. */
  readonly isPersonal: boolean;
  /** What a change is; null where the journal keeps changes, or where they keep themselves. */
  readonly change: Act | null;
}

const person = (placed: PlacedKind): Noun => ({ kind: placed, placed, isPersonal: true, change: "changed" });
const setting = (placed: PlacedKind): Noun => ({
  kind: placed,
  placed,
  isPersonal: false,
  change: "configured",
});
const ofHouse = (kind: string): Noun => ({ kind, placed: null, isPersonal: false, change: "configured" });
const journaled = (placed: PlacedKind, isPersonal: boolean): Noun => ({
  kind: placed,
  placed,
  isPersonal,
  change: null,
});
const nothing: Noun = { kind: "", placed: null, isPersonal: false, change: null };

/** By the name in the path, `/api/v1/<name>`. */
export const nouns: Readonly<Record<string, Noun>> = {
  engagements: journaled("engagement", true),
  today: journaled("engagement", true),
  inquiries: journaled("engagement", true),
  nominations: journaled("engagement", true),
  groups: journaled("group", false),
  meetings: journaled("meeting", false),
  recommendations: journaled("recommendation", false),
  contributions: journaled("recommendation", false),
  people: person("person"),
  interests: journaled("interests", true),
  affiliations: person("affiliation"),
  "job-changes": person("job-change"),
  mails: person("mail"),
  deliveries: person("delivery"),
  messages: person("delivery"),
  imports: person("import"),
  links: person("link"),
  duplicates: person("duplicate-pair"),
  "organisation-duplicates": ofHouse("duplicate-pair"),
  merges: person("merge"),
  "organisation-merges": ofHouse("merge"),
  // Each step of an erasure stands in the trail with the transaction that takes it, whoever takes it from where.
  erasures: { ...person("erasure"), change: null },
  // A link that lets somebody in is shown here.
  "sign-in-mails": { kind: "sign-in-mail", placed: null, isPersonal: true, change: null },
  programmes: setting("programme"),
  projects: setting("project"),
  sources: setting("source"),
  instances: setting("instance"),
  taxonomies: { ...ofHouse("taxonomy") },
  institutions: ofHouse("institution"),
  organisations: ofHouse("organisation"),
  accounts: ofHouse("account"),
  views: ofHouse("view"),
  invitations: ofHouse("invitation"),
  // These keep themselves, with what they show.
  audit: nothing,
  me: nothing,
  workflows: nothing,
  // Ids and states: what belongs to them is asked for, and that look is kept.
  stream: nothing,
  // Numbers; an export keeps itself.
  insights: nothing,
  // Keeps itself, in each programme of which something was found.
  search: nothing,
  incidents: nothing,
  // Charts by id and sources by name, and nothing that came in.
  troubles: nothing,
  // Numbers, and names of queues and jobs.
  workload: nothing,
  tokens: nothing,
};

/** What is kept of a call of this operation that succeeded; undefined when nothing is. */
export function auditedAs({
  method,
  path,
  commitsByItself,
}: Pick<Operation, "method" | "path" | "commitsByItself">): Audited | undefined {
  const [, name] = /^\/api\/v1\/([a-z-]+)/.exec(path) ?? [];
  if (name === undefined || isLedger(path)) return undefined;
  // What nobody has placed yet is kept as if it were somebody's.
  const { kind, placed, isPersonal, change } = nouns[name] ?? { ...ofHouse(name), isPersonal: true };
  // An export keeps itself, as one.
  if (path.endsWith("/export")) return undefined;
  // The journal says nothing of how far a record may travel, nor of notes.
  const written = /\/(?:marking|notes)$/.test(path) ? "changed" : change;
  const isLook = method === "get" || /(?:[-/]preview|\/search(?:\/counts)?)$/.test(path);
  const act = isLook ? (isPersonal || OPENS_DELIVERIES.test(path) ? "saw" : null) : written;
  const kept = isLook ? "after" : commitsByItself === true ? "before" : "with";
  return act === null ? undefined : { act, kind, placed, kept };
}

/** A source is nobody; what it delivered is. */
const OPENS_DELIVERIES = /^\/api\/v1\/sources\/\{id\}\/(?:proposal|preview)$/;

/** The ledger's acts stand in the trail with the transactions that do them. */
const isLedger = (path: string): boolean => /\/(?:ledger|statements)(?:\/|$)/.test(path);
