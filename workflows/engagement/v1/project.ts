/** What lists and boards show of an engagement. */
import type { Projection, WorkflowView } from "../../workflow.ts";
import type { EngagementContext } from "./context.ts";

/** The five stages of the lifecycle, which are the chart's top-level compound states and the board's columns. */
const STAGES = ["inquiry", "vetting", "assignment", "meeting", "recommendation"] as const;
export const PARKED = ["dormant", "reengaging", "suspended", "declined"];
const GONE = ["spam", "undone", "erased"];

export function project(view: WorkflowView): Projection {
  // The paths are this chart's own, and so is the context.
  const context = view.context as unknown as EngagementContext;
  const [top = "new", state = top] = (view.paths.at(-1) ?? "new").split(".");
  const { profile, partyId, owner } = context;
  return {
    stage: stageOf(top),
    state,
    businessKey: partyId === null || GONE.includes(state) ? null : `party:${partyId}`,
    owner,
    card: {
      turn: view.turn,
      country: profile.country,
      interests: profile.interests,
      capacity: profile.capacity,
      origin: profile.origin,
      kind: profile.kind,
      consent: context.consent,
      organisationKind: profile.organisationKind ?? null,
      commitment: profile.commitment ?? null,
      mode: profile.mode ?? null,
      requestLevel: profile.requestLevel ?? null,
      language: profile.language ?? null,
      tier: context.tier,
      groupId: groupOf(context),
      groups: groupsOf(context),
      vetters: context.vetters,
      seat: seatOf(context),
      offer: state === "offered" ? ((view.paths.at(-1) ?? "").split(".").at(-1) ?? null) : null,
      waivers: context.waivers.map(({ guard }) => guard),
      onLeave: context.onLeave,
      inactivityFlagged: context.inactivityFlagged,
      doNotContact: context.doNotContact,
    },
  };
}

function stageOf(top: string): string {
  if ((STAGES as readonly string[]).includes(top)) return top;
  return PARKED.includes(top) ? "parked" : "off_board";
}

/** How far they have come with a group: all that its lead has to know of where they stand. */
function seatOf({ offer, waitingFor, memberships, contributesTo }: EngagementContext): string | null {
  if (memberships.length > 0) return "held";
  if (offer !== null) return "offered";
  if (waitingFor !== null) return "waiting";
  return contributesTo === null ? null : "contributor";
}

/** Every group whose people see their roster card: they sit in it, are offered a seat, wait for one or write for it. */
function groupsOf({ offer, waitingFor, memberships, contributesTo }: EngagementContext): string[] {
  const ids = [offer?.groupId, waitingFor, contributesTo, ...memberships.map(({ groupId }) => groupId)];
  return [...new Set(ids.filter((id) => typeof id === "string"))];
}

function groupOf({ offer, waitingFor, memberships, contributesTo }: EngagementContext): string | null {
  return offer?.groupId ?? waitingFor ?? memberships.at(-1)?.groupId ?? contributesTo;
}
