/** A meeting: its agenda, who stays out of which item, and word to the engagements of those who attend. */
import { and, setup } from "xstate";
import { namedActions } from "../../effects.ts";
import { factOf, instanceContext, nowOf, type InstanceContext, type InstanceInput } from "../../step.ts";
import type { StepInfo } from "../../workflow.ts";
import { idsIn, quorumOf, recusedFrom, without, type Item } from "./agenda.ts";
import type { EventOf, MeetingEvent } from "./events.ts";

export interface MeetingContext extends InstanceContext {
  readonly groupId: string | null;
  readonly title: string;
  readonly mode: "room" | "remote" | "both";
  /** ISO instant. */
  readonly startsAt: string | null;
  readonly zone: string | null;
  /** How often it was moved; calendars call it SEQUENCE. */
  readonly sequence: number;
  /** Engagements that were there, each once. */
  readonly attended: readonly string[];
  readonly agenda: readonly Item[];
}

const HALF_AN_HOUR_MS = 30 * 60_000;

/** Reads a text that is given and asks no clock, so it is as pure as the rest. */
// oxlint-disable-next-line no-restricted-globals
const msOf = (instant: string): number => Date.parse(instant);

const meeting = setup({
  types: {} as {
    context: MeetingContext;
    events: MeetingEvent;
    input: (InstanceInput & { readonly step?: StepInfo }) | undefined;
  },
  guards: {
    nearTheStart: ({ context }) =>
      context.startsAt !== null && msOf(nowOf(context)) >= msOf(context.startsAt) - HALF_AN_HOUR_MS,
    onTheAgenda: ({ context, event }) => itemOf(context, event) !== undefined,
    managedOrDeclared: ({ context, event }) => {
      const { item, who, declared } = event as EventOf<"item.recusal">;
      return declared === true || recusedFrom(context, item).includes(idOf(who));
    },
    decisionItem: ({ context, event }) => itemOf(context, event)?.decision === true,
    /** Who is recused counts neither for the quorum nor towards it. */
    quorumMissed: ({ context, event }) => {
      const counted = itemOf(context, event)?.counted ?? [];
      const { present } = event as EventOf<"meeting.no_quorum">;
      return counted.filter((id) => present?.includes(id)).length < quorumOf(counted);
    },
  },
  actions: namedActions,
});

const idOf = (who: EventOf<"item.recusal">["who"] | undefined): string =>
  who === undefined ? "" : "engagementId" in who ? who.engagementId : who.accountId;

const itemOf = ({ agenda }: MeetingContext, event: MeetingEvent): Item | undefined =>
  agenda.find(({ item }) => item === (event as EventOf<"item.recusal">).item);

const setAgenda = meeting.assign(({ event }) => {
  const { items } = event as EventOf<"agenda.set">;
  return { agenda: items.map((item) => ({ ...item, counted: null, recused: [] })) };
});
/** Whoever sits in the group counts, but for the items that a managed interest keeps them out of. */
const callTheRoll = meeting.assign(({ context }) => {
  const members = idsIn(factOf(context, "body")?.["held"]);
  return {
    agenda: context.agenda.map((item) => {
      const recused = recusedFrom(context, item.item).filter((id) => members.includes(id));
      return without({ ...item, counted: members }, recused);
    }),
  };
});
const changeItem = (change: (item: Item, event: MeetingEvent) => Item) =>
  meeting.assign(({ context, event }) => ({
    agenda: context.agenda.map((item) => (item === itemOf(context, event) ? change(item, event) : item)),
  }));
const recuse = changeItem((item, event) => without(item, [idOf((event as EventOf<"item.recusal">).who)]));
const discussOnly = changeItem((item) => ({ ...item, decision: false }));

const plan = meeting.assign(({ event }) => {
  const { groupId, title, mode } = event as EventOf<"meeting.proposed" | "meeting.scheduled">;
  return { groupId, title, mode };
});
const setTime = meeting.assign(({ event }) => {
  const { startsAt, zone } = event as EventOf<"meeting.scheduled" | "meeting.moved">;
  return { startsAt, zone };
});

/** Tell each engagement once that it was there; absence moves nobody and needs no word. */
const recordAttendance = meeting.enqueueActions(({ context, event, enqueue }) => {
  if (event.type !== "meeting.held" && event.type !== "attendance.added") return;
  const attended = new Set(context.attended);
  for (const { engagementId, present } of event.attendance) {
    if (present === "absent" || attended.has(engagementId)) continue;
    attended.add(engagementId);
    const signal = { type: "attendance.recorded", meetingId: context.id, present };
    enqueue({ type: "signal", params: { to: engagementId, event: signal } });
  }
  enqueue.assign({ attended: [...attended] });
});

export const machine = meeting.createMachine({
  id: "meeting",
  context: ({ input }) => ({
    ...instanceContext(input),
    groupId: null,
    title: "",
    mode: "both",
    startsAt: null,
    zone: null,
    sequence: 0,
    attended: [],
    agenda: [],
  }),
  initial: "new",
  states: {
    new: {
      on: {
        "meeting.proposed": { target: "proposed", actions: [plan] },
        "meeting.scheduled": { target: "scheduled", actions: [plan, setTime] },
      },
    },
    proposed: {
      on: {
        "meeting.scheduled": { target: "scheduled", actions: [plan, setTime] },
        "meeting.cancelled": "cancelled",
      },
    },
    scheduled: {
      on: {
        "meeting.moved": {
          actions: [setTime, meeting.assign(({ context }) => ({ sequence: context.sequence + 1 }))],
        },
        "meeting.cancelled": "cancelled",
        "agenda.set": { actions: [setAgenda] },
        "meeting.opened": { guard: "nearTheStart", target: "in_session", actions: [callTheRoll] },
        "meeting.held": { target: "held", actions: [recordAttendance] },
      },
    },
    in_session: {
      on: {
        "item.recusal": { guard: and(["onTheAgenda", "managedOrDeclared"]), actions: [recuse] },
        "meeting.no_quorum": {
          guard: and(["onTheAgenda", "decisionItem", "quorumMissed"]),
          actions: [discussOnly],
        },
        "meeting.held": { target: "held", actions: [recordAttendance] },
      },
    },
    held: { on: { "attendance.added": { actions: [recordAttendance] } } },
    cancelled: { type: "final" },
  },
});
