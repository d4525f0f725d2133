import { SYSTEM } from "../contract/actor.ts";
import type { SignalParams } from "../../workflows/workflow.ts";
import { ConvokeError, InvalidInput } from "../lib/errors.ts";
import { newId } from "../lib/ids.ts";
import { effectKeyText } from "../store/effects.ts";
import type { Claim } from "../store/leases.ts";
import type { Result } from "./commands.ts";
import type { Engine } from "./engine.ts";
import type { EffectHandler, Outcome } from "./outcome.ts";
import { done } from "./outcome.ts";
import { FAILURES_MAX, parkInstance } from "./park.ts";

/** How long a signal waits for a target that does not exist yet. */
const MISSING_TARGET_MS = 24 * 3_600_000;

/** Charts talk by signals, which are effects: no step ever spans two instances. */
export function signalHandler(engine: Engine): EffectHandler {
  return {
    attemptsMax: Infinity,
    async perform(effect, now) {
      const named = effect.payload as unknown as SignalParams;
      const signal = { ...named, to: await addressOf(engine, effect, named.to) };
      try {
        return await judge(engine, effect, signal, await deliver(engine, effect, signal), now);
      } catch (error) {
        // What can never be sent is for a person to see; all else is tried again.
        if (error instanceof InvalidInput) return { kind: "give-up", reason: error.message };
        throw error;
      }
    },
  };
}

/** The id of the instance that is meant: whoever has the business key now, when a signal names one. */
async function addressOf(engine: Engine, { programmeId }: Claim, to: string): Promise<string> {
  const slash = to.indexOf("/");
  if (slash < 0) return to;
  const holder = await engine.holder(programmeId, to.slice(0, slash), to.slice(slash + 1));
  return holder?.id ?? newId();
}

async function deliver(
  engine: Engine,
  effect: Claim,
  { to, event, createWith }: SignalParams,
): Promise<Result> {
  const sent = { event, actor: SYSTEM, origin: "signal" as const, key: effectKeyText(effect) };
  const result = await engine.send({ ...sent, instanceId: to });
  if (result.kind !== "not-found" || createWith === undefined) return result;

  const { programmeId } = effect;
  const started = await engine.start({ ...sent, ...createWith, programmeId, id: to });
  // Somebody else has created the target meanwhile; it has still to hear of this one.
  if (started.kind === "exists") return await engine.send({ ...sent, instanceId: started.instanceId });
  return started;
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
    // The target has moved on and does not want it: that is an answer too.
    case "refused":
    case "void":
      return done();
    case "not-found":
      return now.getTime() - effect.createdAt.getTime() < MISSING_TARGET_MS
        ? { kind: "retry", reason: `No instance ${signal.to}` }
        : { kind: "give-up", reason: `No instance ${signal.to} appeared within 24 hours` };
    case "parked":
      return { kind: "retry", reason: `Instance ${signal.to} is parked: ${result.reason}` };
    case "threw":
      if (effect.attempts + 1 >= FAILURES_MAX) {
        await parkInstance(engine, signal.to, effect, result.problem.message);
      }
      return { kind: "retry", reason: result.problem.message };
    case "rejected":
      return await rejected(engine, effect, signal, result.problem);
    case "exists":
      return { kind: "give-up", reason: `Instance ${result.instanceId} has the place of ${signal.to}` };
    case "stale":
    case "key-reused":
      return { kind: "give-up", reason: `The target answered ${result.kind}` };
  }
}

/** A target that cannot be brought to life waits for a person, and the signal with it; a wrong event is given up. */
async function rejected(
  engine: Engine,
  effect: Claim,
  { to }: SignalParams,
  problem: Error,
): Promise<Outcome> {
  const code = problem instanceof ConvokeError ? problem.code : undefined;
  if (code === "snapshot-mismatch") await parkInstance(engine, to, effect, problem.message);
  const mayFit = code === "snapshot-mismatch" || code === "definition";
  return { kind: mayFit ? "retry" : "give-up", reason: problem.message };
}
