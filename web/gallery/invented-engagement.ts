/** One engagement as its page and its menus have it, with something accepted, something blocked and something that others do. */
import { queryClient } from "../src/api/query-client.ts";
import type { AcceptedEvent, Engagement, JournalEntry, RefusedEvent } from "../src/api/shapes.ts";
import { journalQuery, standingQuery } from "../src/parts/standing.ts";
import { idOf, inDays, NAMES, ORGANISATIONS } from "./invented.ts";

const accepted = (type: string, rank: number): AcceptedEvent => ({
  type,
  rank,
  meaning: "What it says happened.",
  move: "forward",
  role: "officer",
  dependsOn: [],
  unlessWaived: [],
  schema: {},
});

const refused = (type: string, given: Partial<RefusedEvent>): RefusedEvent => ({
  type,
  rank: 9,
  move: "forward",
  role: null,
  schema: {},
  why: "guard",
  detail: "Somebody else must decide.",
  guards: [],
  needs: [],
  ...given,
});

export const engagement: Engagement = {
  id: idOf(400),
  workflow: "engagement",
  version: 1,
  programme: "default",
  programmeId: idOf(1),
  revision: 3,
  status: "active",
  stage: "vetting",
  state: "decision_pending",
  marking: "TLP:AMBER+STRICT",
  owner: idOf(2),
  parkedReason: null,
  possibleDuplicates: [],
  createdAt: inDays(-9),
  updatedAt: inDays(-2),
  card: { country: "PT", capacity: "organisation" },
  deadlines: [
    { timer: "decision", dueAt: inDays(3), rule: { count: 5, unit: "workingDays" }, state: "pending" },
  ],
  party: { id: idOf(6), name: NAMES[1], organisation: ORGANISATIONS[1], email: null },
  accepts: [accepted("info.requested", 1), accepted("owner.assigned", 2), accepted("work.requested", 3)],
  refuses: [
    refused("vetting.approved", { guards: ["four-eyes"] }),
    refused("vetting.declined", { why: "role", needs: ["approver"] }),
  ],
};

const entry = (seq: number, type: string, state: string, name: string | null): JournalEntry => ({
  seq,
  type,
  stage: "vetting",
  state,
  actor: { id: idOf(seq), name, roles: ["officer"] },
  data: {},
  facts: {},
  effects: [],
  enteredAt: inDays(seq - 9),
  happenedAt: inDays(seq - 9),
  hash: "",
  onBehalfOf: null,
  origin: "caller",
  withheld: [],
});

export function fillEngagement(): void {
  queryClient.setQueryData(standingQuery(engagement.id).queryKey, engagement);
  queryClient.setQueryData(journalQuery(engagement.id).queryKey, [
    entry(1, "triage.claimed", "triage", NAMES[0]),
    entry(2, "vetting.started", "screening", NAMES[1]),
    entry(3, "screening.completed", "decision_pending", NAMES[2]),
  ]);
  queryClient.setQueryData(["organisations", idOf(500)], { name: ORGANISATIONS[1] });
}
