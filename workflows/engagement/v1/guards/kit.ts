/** How a guard looks at the one event it is for. */
import type { EngagementContext } from "../context.ts";
import type { EngagementEvent, EventOf, EventType } from "../events.ts";

export interface Asked {
  readonly context: EngagementContext;
  readonly event: EngagementEvent;
}

/**
 * A guard for one kind of event. Guards are also asked without fields, to tell what may be sent: each field may then
 * be missing, so none of them reads further into one without `?.`.
 */
export function about<Type extends EventType>(
  claim: (event: EventOf<Type>, context: EngagementContext) => boolean,
): (asked: Asked) => boolean {
  return ({ context, event }) => claim(event as EventOf<Type>, context);
}

/** A guard that looks at what is known, not at the event. */
export function given(claim: (context: EngagementContext) => boolean): (asked: Asked) => boolean {
  return ({ context }) => claim(context);
}
