import { SYSTEM } from "../contract/actor.ts";
import type { SignalParams } from "../../workflows/workflow.ts";
import { effectKeyText } from "../store/effects.ts";
import type { Claim } from "../store/leases.ts";
import type { Result } from "./commands.ts";
import type { Engine } from "./engine.ts";
import type { EffectHandler, Outcome } from "./outcome.ts";
import { done } from "./outcome.ts";
import { parkInstance } from "./park.ts";

/** How long a signal waits for a target that does not exist yet. */
const MISSING_TARGET_MS = 24 * 3_600_000;
const RETRY_MISSING_MS = 60_000;
/** An event that makes its target throw so often parks the target. */
const THROWS_MAX = 5;

/** Charts talk by signals, which are effects: no step ever spans two instances. */
export function signalHandler(engine: Engine): EffectHandler {
  return {
    attemptsMax: Infinity,
    async perform(effect, now) {
      const signal = effect.payload as unknown as SignalParams;
      const sent = {
        event: signal.event,
        actor: SYSTEM,
        origin: "signal" as const,
        key: effectKeyText(effect),
      };
      const result = await engine.send({ ...sent, instanceId: signal.to });
      if (result.kind !== "not-found" || signal.createWith === undefined) {
        return await judge(engine, effect, signal, result, now);
      }
      const { workflow, input } = signal.createWith;
      const { programmeId } = effect;
      const started = await engine.start({ ...sent, workflow, input, programmeId, id: signal.to });
      return await judge(engine, effect, signal, started, now);
    },
  };
}

async function judge(
  engine: Engine,
  effect: Claim,
  signal: SignalParams,
  result: Result,
  now: Date,
): Promise<Outcome> {
  switch (result.kind) {
    case "applied":
    case "duplicate":
    case "exists":
    // The target has moved on and does not want it: that is an answer too.
    case "refused":
    case "void":
      return done();
    case "not-found":
      return now.getTime() - effect.createdAt.getTime() < MISSING_TARGET_MS
        ? { kind: "retry", reason: `No instance ${signal.to}`, afterMs: RETRY_MISSING_MS }
        : { kind: "give-up", reason: `No instance ${signal.to} appeared within 24 hours` };
    case "parked":
      return { kind: "retry", reason: `Instance ${signal.to} is parked: ${result.reason}` };
    case "threw":
      if (effect.attempts + 1 >= THROWS_MAX) {
        await parkInstance(engine, { ...effect, instanceId: signal.to }, result.problem.message);
      }
      return { kind: "retry", reason: result.problem.message };
    case "rejected":
      return { kind: "give-up", reason: result.problem.message };
    case "stale":
    case "key-reused":
      return { kind: "give-up", reason: `The target answered ${result.kind}` };
  }
}
