/** The rows about seats: what a group answers, and whom it tells. */
import { and } from "xstate";
import type { EventOf, GroupEvent } from "./events.ts";
import { freeSeats, release, reserve, take, without, type GroupContext } from "./seats.ts";
import { group, note, tell, type Asked } from "./setup.ts";

/** Those who wait hear, in their order, that the group takes people; officers decide whom to offer a seat. */
export const announceOpening = group.enqueueActions(({ context, enqueue }) => {
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

export function sayGoodbye(how: "closed" | "abandoned") {
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
export const always = {
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

/** What a group that takes nobody answers. */
export const takesNobody = { "seat.requested": { actions: [answerNo("group_not_open")] } };

/** What a group that takes people does. */
export const takesPeople = {
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
