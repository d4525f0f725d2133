import { z } from "zod";
import { demandKnown } from "../../auth/known-records.ts";
import { recordOf } from "../../auth/may-know.ts";
import { id } from "../../contract/common.ts";
import { snooze } from "../../contract/engagements.ts";
import { InvalidInput } from "../../lib/errors.ts";
import { dropSnooze, firstDeadlineOf, writeSnooze } from "../../store/snoozes.ts";
import { READ_CASES } from "../instances/seer.ts";
import { findInstance } from "../instances/send-event.ts";
import { operation } from "../operation.ts";
import type { Operation } from "../operation.ts";

const DAYS_MAX = 90;
const DAY_MS = 86_400_000;

/** Changes what the caller sees of their own Today and nothing of the case, so whoever may read it may. */
export const snoozes: readonly Operation[] = [
  operation({
    method: "put",
    path: "/api/v1/engagements/{id}/snooze",
    id: "snoozeEngagement",
    tag: "engagements",
    summary: "Hide it from your Today until a date before its deadline, or show it again",
    description: "For you only: others see it as before, and so do lists, the board and counts.",
    needs: { ...READ_CASES, view: "whole" },
    params: z.object({ id }),
    body: snooze,
    success: { status: 200, description: "Until when.", schema: snooze },
    problems: ["not-found"],
    async handle(call) {
      const { api, actor, demand, params } = call;
      const instance = await findInstance(api, "engagement", params.id, actor);
      demand({ ...recordOf(instance), thing: "engagements", id: params.id });
      await demandKnown(api.db, actor, instance);
      const whose = { accountId: actor.id, engagementId: params.id };
      if (call.body.until === null) {
        await dropSnooze(api.db, whose);
        return { body: { until: null } };
      }
      const until = new Date(call.body.until);
      const now = await api.engine.now();
      demandWithin(until, { now, deadline: await firstDeadlineOf(api.db, params.id) });
      await writeSnooze(api.db, { ...whose, until }, now);
      return { body: { until: until.toISOString() } };
    },
  }),
];

/** Throws `invalid`. */
function demandWithin(
  until: Date,
  { now, deadline }: { readonly now: Date; readonly deadline: Date | null },
) {
  const last = new Date(now.getTime() + DAYS_MAX * DAY_MS);
  const expected =
    until <= now
      ? `an instant after now, ${now.toISOString()}`
      : deadline !== null && until >= deadline
        ? `an instant before the deadline, ${deadline.toISOString()}`
        : until > last
          ? `an instant within ${DAYS_MAX} days, until ${last.toISOString()}`
          : undefined;
  if (expected === undefined) return;
  throw new InvalidInput(`It cannot be snoozed until ${until.toISOString()}`, [
    { pointer: "/until", detail: `expected ${expected}` },
  ]);
}
