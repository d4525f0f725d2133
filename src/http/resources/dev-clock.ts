import { clock, moveClock } from "../../contract/operating.ts";
import { advanceClock } from "../../engine/virtual-time.ts";
import { ConvokeError } from "../../lib/errors.ts";
import { operation } from "../operation.ts";
import type { Operation } from "../operation.ts";

/** Only on a server with a virtual clock: development, tests, the demo. */
export const devClock: readonly Operation[] = [
  operation({
    method: "get",
    path: "/dev/clock",
    id: "readClock",
    tag: "development",
    summary: "What time it is here",
    needs: "anybody",
    success: { status: 200, description: "The domain time.", schema: clock },
    async handle({ api }) {
      return { body: { now: (await api.engine.now()).toISOString(), virtual: api.isVirtual } };
    },
  }),
  operation({
    method: "post",
    path: "/dev/clock",
    id: "moveClock",
    tag: "development",
    summary: "Let time pass, stopping wherever something falls due until all is quiet",
    needs: "anybody",
    body: moveClock,
    success: { status: 200, description: "The time reached.", schema: clock },
    problems: ["conflict"],
    async handle({ api, body }) {
      const now = await api.engine.now();
      const to = body.to === undefined ? new Date(now.getTime() + (body.advanceMs ?? 0)) : new Date(body.to);
      if (to < now)
        throw new ConvokeError("conflict", `The clock stands at ${now.toISOString()} and never goes back`);
      const reached = await advanceClock(api.engine, api.relay, api.timers, to, api.jobs);
      return { body: { now: reached.toISOString(), virtual: true } };
    },
  }),
];
