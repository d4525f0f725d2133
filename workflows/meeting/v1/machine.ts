/** A meeting, as far as the engagements of those who attend need it. */
import { setup } from "xstate";
import { namedActions } from "../../effects.ts";
import { instanceContext, type InstanceContext, type InstanceInput } from "../../step.ts";
import type { StepInfo } from "../../workflow.ts";
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
}

const meeting = setup({
  types: {} as {
    context: MeetingContext;
    events: MeetingEvent;
    input: (InstanceInput & { readonly step?: StepInfo }) | undefined;
  },
  actions: namedActions,
});

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
        "meeting.held": { target: "held", actions: [recordAttendance] },
      },
    },
    held: { on: { "attendance.added": { actions: [recordAttendance] } } },
    cancelled: { type: "final" },
  },
});
