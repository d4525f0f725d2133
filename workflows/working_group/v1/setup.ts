/** The words the group's rows are written in: XState's own, bound to this chart's context, events and guards. */
import { setup } from "xstate";
import { formOf, INTERESTS, isInDate } from "../../declared.ts";
import { namedActions } from "../../effects.ts";
import { factOf } from "../../step.ts";
import type { Json } from "../../workflow.ts";
import type { EventOf, GroupEvent } from "./events.ts";
import { freeSeats, isReserved, type GroupContext, type GroupInput } from "./seats.ts";

export interface Asked {
  readonly context: GroupContext;
  readonly event: GroupEvent;
}

/** A guard for one kind of event; asked without fields it must not throw. */
function about<Type extends GroupEvent["type"]>(
  claim: (event: EventOf<Type>, group: GroupContext) => boolean,
) {
  return ({ context, event }: Asked) => claim(event as EventOf<Type>, context);
}

const isWaived = (event: EventOf<"group.launched">, guard: string): boolean =>
  event.waivers?.some((waiver) => waiver.guard === guard) ?? false;

export const group = setup({
  types: {} as { context: GroupContext; events: GroupEvent; input: GroupInput | undefined },
  guards: {
    leadsWithinBounds: about<"group.launched">((event) => {
      const count = new Set(event.leads).size;
      return (count >= 2 && count <= 4) || isWaived(event, "leadsWithinBounds");
    }),
    /** Each lead has declared, and somebody has looked at it, within the year (S-032). */
    leadsInterestsInDate: about<"group.launched">((event, context) => {
      const forms = formOf(factOf(context, INTERESTS)?.["leads"]);
      return (
        [...new Set(event.leads)].every((lead) => isInDate(context, forms?.[lead])) ||
        isWaived(event, "leadsInterestsInDate")
      );
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

export function note<Type extends GroupEvent["type"]>(
  change: (event: EventOf<Type>, context: GroupContext) => Partial<GroupContext>,
) {
  return group.assign(({ context, event }) => change(event as EventOf<Type>, context));
}

export function tell(to: string, event: { readonly type: string; readonly [key: string]: Json }) {
  return { type: "signal" as const, params: { to, event } };
}
