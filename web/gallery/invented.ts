/** Who and what the gallery shows: invented, typed as the API answers. */
import { queryClient } from "../src/api/query-client.ts";
import { meQuery, programmesQuery } from "../src/api/session.ts";
import type { BulkPreviewed, EngagementCard, Foreseen, Me, Programme, View } from "../src/api/shapes.ts";
import { bulkQuery } from "../src/parts/bulk-queries.ts";
import { viewsQuery } from "../src/parts/views-queries.ts";

export const idOf = (number: number): string => `0198c0de-0000-7000-8000-${String(number).padStart(12, "0")}`;

/** An hour, days from now: what is shown of it depends on how far away it is. */
export const inDays = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString();

/** Short, long, written from right to left, and without letters of ours. */
export const NAMES = [
  "Ines Duarte",
  "Maximiliane-Theodora Freifrau von und zu Hohenstein-Württemberg",
  "نور الدين حدّاد",
  "שירה כהן",
  "陳美玲",
] as const;
export const ORGANISATIONS = [
  "Harbour Mutual",
  "Internationale Vereinigung der Seehafenversicherungsgesellschaften und Rückversicherer e. V.",
  "اتحاد جمارك المشرق",
  "נמל חיפה",
  "太平洋集装箱航运",
] as const;

const programme: Programme = {
  id: idOf(1),
  slug: "default",
  name: "Safe cargo",
  institution: "house",
  parent: null,
  zone: "Europe/Rome",
  week: [1, 2, 3, 4, 5],
  holidays: [],
  createdAt: "2012-11-01T09:00:00.000Z",
};

const me: Me = {
  id: idOf(2),
  kind: "person",
  name: "Ana Duarte",
  roles: [{ role: "officer", programme: "default" }],
  listenAfter: "0",
  interestsAsked: [],
};

export const card = (at: number, given: Partial<EngagementCard> = {}): EngagementCard => ({
  id: idOf(100 + at),
  revision: 3,
  programme: "default",
  programmeId: programme.id,
  who: NAMES[at % NAMES.length] ?? null,
  organisation: ORGANISATIONS[at % ORGANISATIONS.length] ?? null,
  capacity: null,
  country: "PT",
  origin: "form",
  groups: [],
  marking: "TLP:AMBER",
  status: "active",
  stage: "inquiry",
  state: "triage",
  since: inDays(-3),
  deadline: { at: inDays(2), name: "decision", of: "us", overdue: false },
  owner: { id: me.id, name: me.name },
  next: null,
  turn: "officer",
  ...given,
});

export const LINES = NAMES.map((who, at) => ({ id: idOf(200 + at), who, programme: "default" }));

const VIEWS: readonly View[] = [
  { name: "Insurers who wait", shared: null },
  { name: ORGANISATIONS[1], shared: "default" },
  { name: ORGANISATIONS[2], shared: null },
].map((one, at) => ({
  ...one,
  id: idOf(300 + at),
  filters: { state: "triage" },
  madeAt: inDays(-9),
  mine: true,
}));

const foreseen = (given: Partial<Foreseen>, at: number): Foreseen => ({
  id: LINES[at]?.id ?? "",
  accepted: false,
  revision: 3,
  state: "triage",
  why: null,
  detail: null,
  guards: [],
  needs: [],
  ...given,
});

const BULK_EVENT = "triage.claimed";
export const FORM_EVENT = "inquiry.out_of_scope";
export const FORM_SCHEMA = {
  type: "object",
  properties: {
    reason: { type: "string", enum: ["outside_remit", "outside_territory", "no_capacity"] },
    wording: { type: "string", maxLength: 2_000 },
  },
  required: ["reason"],
};
const PREVIEW: BulkPreviewed = {
  events: [
    { type: BULK_EVENT, count: 1, needsData: false, schema: null },
    { type: FORM_EVENT, count: 2, needsData: true, schema: FORM_SCHEMA },
  ],
  items: [
    foreseen({ accepted: true }, 0),
    foreseen({ why: "state", state: "screening" }, 1),
    foreseen({ why: "role", needs: ["vetter"] }, 2),
    foreseen({ why: "guard", guards: ["four-eyes"], detail: "Somebody else must decide." }, 3),
    foreseen({ why: "marking", state: null, revision: null }, 4),
  ],
};

/** What parts ask for while they are drawn. Everything else is asked of the API, and shows as it waits for it. */
export function fillCache(): void {
  queryClient.setQueryData(meQuery.queryKey, me);
  queryClient.setQueryData(programmesQuery.queryKey, [programme]);
  queryClient.setQueryData(viewsQuery("all").queryKey, [...VIEWS]);
  const ids = LINES.map(({ id }) => id);
  queryClient.setQueryData(bulkQuery(ids, "").queryKey, { ...PREVIEW, items: [] });
  queryClient.setQueryData(bulkQuery(ids, BULK_EVENT).queryKey, PREVIEW);
}
