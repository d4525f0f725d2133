/** A working group: from the roadmap to its end, and who sits in it. */
import { and, setup } from "xstate";
import { dateOf } from "../../civil-time.ts";
import { namedActions } from "../../effects.ts";
import { nowOf } from "../../step.ts";
import type { Json } from "../../workflow.ts";
import type { EventOf, GroupEvent } from "./events.ts";
import {
  emptyGroup,
  freeSeats,
  isReserved,
  release,
  reserve,
  take,
  without,
  type GroupContext,
  type GroupInput,
} from "./seats.ts";

interface Asked {
  readonly context: GroupContext;
  readonly event: GroupEvent;
}

/** A guard for one kind of event; asked without fields it must not throw. */
function about<Type extends GroupEvent["type"]>(
  claim: (event: EventOf<Type>, group: GroupContext) => boolean,
) {
  return ({ context, event }: Asked) => claim(event as EventOf<Type>, context);
}

const group = setup({
  types: {} as { context: GroupContext; events: GroupEvent; input: GroupInput | undefined },
  guards: {
    leadsWithinBounds: about<"group.launched">((event) => {
      const count = new Set(event.leads).size;
      return (count >= 2 && count <= 4) || event.waiver?.guard === "leadsWithinBounds";
    }),
    capacityCoversSeats: about<"capacity.changed">(
      (event, { reserved, held }) => event.capacity >= reserved.length + held.length,
    ),
    seatReservedForThem: about<"seat.requested" | "seat.taken">((event, context) =>
      isReserved(context, event.engagementId),
    ),
    notAMember: about<"seat.requested" | "seat.waited" | "contributor.joined">(
      (event, { held }) => !held.includes(event.engagementId),
    ),
    intakeNotShut: ({ context }) => context.intake !== "shut",
    seatFree: ({ context }) => freeSeats(context) > 0,
  },
  actions: namedActions,
});

function note<Type extends GroupEvent["type"]>(
  change: (event: EventOf<Type>, context: GroupContext) => Partial<GroupContext>,
) {
  return group.assign(({ context, event }) => change(event as EventOf<Type>, context));
}

function tell(to: string, event: { readonly type: string; readonly [key: string]: Json }) {
  return { type: "signal" as const, params: { to, event } };
}

/** Those who wait hear, in their order, that the group takes people; officers decide whom to offer a seat. */
const announceOpening = group.enqueueActions(({ context, enqueue }) => {
  if (context.intake === "shut" || freeSeats(context) === 0) return;
  for (const engagementId of context.waiting)
    enqueue(tell(engagementId, { type: "group.opened", groupId: context.id }));
});

/** A seat came free: the first on the list is next. */
const announceFreeSeat = group.enqueueActions(({ context, enqueue }) => {
  const [next] = context.waiting;
  if (next === undefined || context.intake === "shut" || freeSeats(context) === 0) return;
  enqueue(tell(next, { type: "group.opened", groupId: context.id }));
});

function sayGoodbye(how: "closed" | "abandoned") {
  return group.enqueueActions(({ context, enqueue }) => {
    const groupId = context.id;
    for (const engagementId of [...context.held, ...context.contributors]) {
      enqueue(tell(engagementId, { type: "participation.completed", groupId }));
    }
    for (const engagementId of [...context.reserved.map((seat) => seat.engagementId), ...context.waiting]) {
      enqueue(tell(engagementId, { type: "group.ended", groupId, how }));
    }
    enqueue.assign({ held: [], contributors: [], reserved: [], waiting: [] });
  });
}

const answerYes = {
  type: "signal" as const,
  params: ({ context, event }: Asked) => {
    const { engagementId, offer } = event as EventOf<"seat.requested">;
    return { to: engagementId, event: { type: "seat.reserved", groupId: context.id, offer } };
  },
};
function answerNo(reason: string) {
  return {
    type: "signal" as const,
    params: ({ context, event }: Asked) => {
      const { engagementId, offer } = event as EventOf<"seat.requested">;
      return { to: engagementId, event: { type: "seat.offer_refused", groupId: context.id, offer, reason } };
    },
  };
}

const reserveSeat = note<"seat.requested">(({ engagementId, offer }, context) =>
  reserve(context, { engagementId, offer }),
);

/** What a group takes wherever it stands. */
const always = {
  "capacity.changed": {
    guard: "capacityCoversSeats" as const,
    actions: [note<"capacity.changed">((event) => ({ capacity: event.capacity }))],
  },
  "intake.changed": { actions: [note<"intake.changed">((event) => ({ intake: event.intake }))] },
  "seat.taken": {
    guard: "seatReservedForThem" as const,
    actions: [note<"seat.taken">((event, context) => take(context, event.engagementId))],
  },
  "seat.released": {
    actions: [note<"seat.released">((event, context) => release(context, event.engagementId, event.offer))],
  },
  "seat.waited": {
    guard: "notAMember" as const,
    actions: [
      note<"seat.waited">((event, { waiting }) => ({
        waiting: waiting.includes(event.engagementId) ? waiting : [...waiting, event.engagementId],
      })),
    ],
  },
  "seat.unwaited": {
    actions: [
      note<"seat.unwaited">((event, { waiting }) => ({ waiting: without(waiting, event.engagementId) })),
    ],
  },
  "contributor.joined": {
    guard: "notAMember" as const,
    actions: [
      note<"contributor.joined">((event, { contributors }) => ({
        contributors: [...without(contributors, event.engagementId), event.engagementId],
      })),
    ],
  },
};

const closed = { "seat.requested": { actions: [answerNo("group_not_open")] } };

const open = {
  "intake.changed": {
    actions: [note<"intake.changed">((event) => ({ intake: event.intake })), announceOpening],
  },
  "capacity.changed": {
    guard: "capacityCoversSeats" as const,
    actions: [note<"capacity.changed">((event) => ({ capacity: event.capacity })), announceOpening],
  },
  "seat.released": {
    actions: [
      note<"seat.released">((event, context) => release(context, event.engagementId, event.offer)),
      announceFreeSeat,
    ],
  },
  "seat.requested": [
    // Asked again, because the first answer was lost: the same seat, under the number of the latest offer.
    { guard: "seatReservedForThem" as const, actions: [reserveSeat, answerYes] },
    {
      guard: and<GroupContext, GroupEvent, ("notAMember" | "intakeNotShut" | "seatFree")[]>([
        "notAMember",
        "intakeNotShut",
        "seatFree",
      ]),
      actions: [reserveSeat, answerYes],
    },
    { actions: [answerNo("no_seat")] },
  ],
};

const moveLaunch = {
  actions: [
    note<"launch.moved">((event, { launchMonth, slips }) => ({
      launchMonth: event.launchMonth,
      slips: [...slips, { launchMonth, reason: event.reason }],
    })),
  ],
};
const abandon = { target: "abandoned" as const, actions: [sayGoodbye("abandoned")] };
const close = { target: "closed" as const, actions: [sayGoodbye("closed")] };

export const machine = group.createMachine({
  id: "working_group",
  context: ({ input }) => emptyGroup(input),
  initial: "new",
  states: {
    new: {
      on: {
        "group.planned": {
          target: "planned",
          actions: [
            note<"group.planned">((event) => ({
              name: event.name,
              sector: event.sector ?? null,
              launchMonth: event.launchMonth,
              capacity: event.capacity,
              intake: event.intake ?? "open",
            })),
          ],
        },
      },
    },
    planned: {
      on: {
        ...always,
        ...closed,
        "launch.moved": moveLaunch,
        "forming.started": { target: "forming", actions: [announceOpening] },
        "group.abandoned": abandon,
      },
    },
    forming: {
      on: {
        ...always,
        ...open,
        "launch.moved": moveLaunch,
        "group.launched": {
          guard: "leadsWithinBounds",
          target: "active",
          actions: [
            note<"group.launched">((event, context) => ({
              leads: [...new Set(event.leads)],
              launchedOn: event.launchedOn ?? dateOf(nowOf(context)),
            })),
            announceOpening,
          ],
        },
        "group.abandoned": abandon,
      },
    },
    active: {
      on: {
        ...always,
        ...open,
        "group.paused": "paused",
        "reporting.started": "reporting",
        "group.closed": close,
      },
    },
    paused: {
      on: {
        ...always,
        ...closed,
        "group.resumed": { target: "active", actions: [announceOpening] },
        "reporting.started": "reporting",
        "group.closed": close,
      },
    },
    reporting: {
      on: {
        ...always,
        ...closed,
        "reporting.reopened": { target: "active", actions: [announceOpening] },
        "group.closed": close,
      },
    },
    closed: { type: "final" },
    abandoned: { type: "final" },
  },
});
