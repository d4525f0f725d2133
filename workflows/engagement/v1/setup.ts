/** The words the stages are written in: XState's own, bound to this chart's context, events, guards and effects. */
import { and, setup } from "xstate";
import type { Json, JsonObject, SignalParams, StateMeta } from "../../workflow.ts";
import { namedActions, type SendMail } from "../../effects.ts";
import type { EngagementContext, EngagementInput } from "./context.ts";
import type { EngagementEvent, EventOf, EventType } from "./events.ts";
import { guards, type GuardName } from "./guards.ts";
import { templates, type TemplateId } from "./templates.ts";
import { clocks, delays, type TimerId } from "./timers.ts";

export const engagement = setup({
  types: {} as {
    context: EngagementContext;
    events: EngagementEvent;
    input: EngagementInput | undefined;
    meta: StateMeta;
  },
  guards,
  actions: namedActions,
  delays,
});

interface Args {
  readonly context: EngagementContext;
  readonly event: EngagementEvent;
}
export type Reason = keyof EngagementContext["returnTo"];

/** All of these have to be true; the first that is not is named in the refusal. */
export function all(...names: readonly GuardName[]) {
  return and<EngagementContext, EngagementEvent, GuardName[]>([...names]);
}

/** Likewise, and the state left for this reason has to be this one. */
export function allAndReturns(
  names: readonly GuardName[],
  reason: Reason,
  state: string,
): ReturnType<typeof all> {
  const named: { type: GuardName | "returnsTo"; params?: unknown }[] = names.map((type) => ({ type }));
  // The guards are named in the type too, which XState uses for nothing else.
  return and<EngagementContext, EngagementEvent, typeof named>([
    ...named,
    { type: "returnsTo", params: { reason, state } },
  ]) as unknown as ReturnType<typeof all>;
}

/** Change what is remembered. */
export function note<Type extends EventType = EventType>(
  change: (event: EventOf<Type>, context: EngagementContext) => Partial<EngagementContext>,
) {
  return engagement.assign(({ context, event }) => change(event as EventOf<Type>, context));
}

/** Start a deadline; one that already runs under the same id starts anew. */
export function arm(timer: TimerId) {
  return engagement.raise({ type: clocks[timer].event } as EngagementEvent, { id: timer, delay: timer });
}
export function disarm(timer: TimerId) {
  return engagement.cancel(timer);
}
export function pause(timer: TimerId) {
  return { type: "pauseTimer" as const, params: { timer } };
}
export function resume(timer: TimerId) {
  return { type: "resumeTimer" as const, params: { timer } };
}

/** Ask for a mail; to whom is the template's affair. */
export function mail<Type extends EventType = EventType>(
  template: TemplateId,
  data: (
    event: EventOf<Type>,
    context: EngagementContext,
  ) => Readonly<Record<string, Json | undefined>> = () => ({}),
) {
  return {
    type: "sendMail" as const,
    params: ({ context, event }: Args): SendMail => ({
      template,
      to: templates[template].to,
      data: withoutGaps(data(event as EventOf<Type>, context)),
    }),
  };
}

/** Tell another chart. */
export function signal<Type extends EventType = EventType>(
  say: (event: EventOf<Type>, context: EngagementContext) => SignalParams,
) {
  return {
    type: "signal" as const,
    params: ({ context, event }: Args): SignalParams => say(event as EventOf<Type>, context),
  };
}

function withoutGaps(data: Readonly<Record<string, Json | undefined>>): JsonObject {
  return Object.fromEntries(
    Object.entries(data).filter((entry): entry is [string, Json] => entry[1] !== undefined),
  );
}
