/** The words the chart is written in: XState's own, bound to its context, events, guards and effects. */
import { setup } from "xstate";
import { namedActions } from "../../effects.ts";
import { actorOf } from "../../step.ts";
import type { InterestsContext, InterestsInput } from "./context.ts";
import type { EventOf, InterestsEvent } from "./events.ts";
import { templates, type InterestsTemplateId } from "./templates.ts";
import { clocks, delays, type InterestsTimerId } from "./timers.ts";

interface Asked {
  readonly context: InterestsContext;
  readonly event: InterestsEvent;
}

const AFFILIATED = ["representative", "official", "observer"];

export const interests = setup({
  types: {} as { context: InterestsContext; events: InterestsEvent; input: InterestsInput | undefined },
  guards: {
    affiliationIsInterest: ({ event }: Asked) =>
      AFFILIATED.includes((event as EventOf<"capacity.set">).capacity),
    /** Nobody judges an interest of their own. */
    notTheirOwn: ({ context }: Asked) => context.person?.id !== actorOf(context),
  },
  actions: { sendMail: namedActions.sendMail },
  delays: delays as Record<InterestsTimerId, number>,
});

export function note<Type extends InterestsEvent["type"]>(
  change: (event: EventOf<Type>, context: InterestsContext) => Partial<InterestsContext>,
) {
  return interests.assign(({ context, event }) => change(event as EventOf<Type>, context));
}

export function arm(timer: InterestsTimerId) {
  return interests.raise({ type: clocks[timer].event } as InterestsEvent, { id: timer, delay: timer });
}
export const disarm = (timer: InterestsTimerId) => interests.cancel(timer);

/** A mail to the person, in the form that reaches them. */
export function tellPerson(template: InterestsTemplateId & `${string}-yours`, ...carries: readonly string[]) {
  return {
    type: "sendMail" as const,
    params: ({ context, event }: Asked) => {
      const letter = template.replace(/-yours$/, "") as InterestsTemplateId;
      const id = context.person?.kind === "account" ? template : letter;
      const fields = Object.entries(event).filter(([name]) => carries.includes(name));
      return { template: id, to: templates[id].to, data: Object.fromEntries(fields) };
    },
  };
}

export function tellStaff(template: InterestsTemplateId) {
  return { type: "sendMail" as const, params: { template, to: templates[template].to, data: {} } };
}
