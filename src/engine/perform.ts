/** The worker's side: claim what a hint names, carry it out, report how it ended. */
import { backoffMs } from "../lib/backoff.ts";
import { isBusy, MachineThrew } from "../lib/errors.ts";
import { together } from "../lib/gather.ts";
import { newId } from "../lib/ids.ts";
import type { Log } from "../lib/log.ts";
import { storableText, unstorable } from "../lib/storable.ts";
import type { Hint } from "../queue/hint.ts";
import { persistently } from "../store/database.ts";
import type { EffectKey } from "../store/effects.ts";
import { effectKeyText, parseEffectKey } from "../store/effects.ts";
import { addIncident } from "../store/incidents.ts";
import type { Claim } from "../store/leases.ts";
import {
  claimEffects,
  claimNextInLane,
  finishEffects,
  giveUpEffect,
  postponeEffect,
  releaseLease,
  renewLeases,
} from "../store/leases.ts";
import type { Ended, Result } from "./commands.ts";
import type { Engine } from "./engine.ts";
import type { EffectHandler, Outcome } from "./outcome.ts";
import { countFailedStep } from "./park.ts";

/** A worker that says nothing for so long is taken to be dead, and its work goes to another. Real time. */
const LEASE_MS = 15_000;
/** Three heartbeats may fail before the lease is lost. */
const HEARTBEATS_A_LEASE = 4;
const ATTEMPTS_MAX = 10;

export interface Performer {
  /** The name that its leases bear. */
  readonly holder: string;
  perform(hint: Hint): Promise<void>;
  /** Effects this process holds right now. */
  readonly held: number;
  stop(): void;
}

export function createPerformer(
  engine: Engine,
  handlers: Readonly<Record<string, EffectHandler>>,
  log: Log,
  { leaseMs = LEASE_MS }: { leaseMs?: number } = {},
): Performer {
  const { db } = engine;
  const holder = newId();
  const held = new Map<string, EffectKey>();
  const finish = together(async (keys: readonly EffectKey[]) => {
    await persistently(() => finishEffects(db, keys));
    return keys;
  });

  const heartbeat = setInterval(() => {
    renewLeases(db, [...held.values()], { holder, leaseMs }).catch((error: unknown) => {
      log.warn({ err: error }, "Could not renew leases");
    });
  }, leaseMs / HEARTBEATS_A_LEASE);
  heartbeat.unref();

  /** `now`: domain time of the claim. */
  async function carryOut(claim: Claim, now: Date): Promise<void> {
    const text = effectKeyText(claim);
    held.set(text, claim);
    try {
      await settle(claim, await attempt(claim, now));
    } catch (error) {
      // The row and its lease stay; when the lease has run out somebody claims it again.
      log.warn({ effect: text, err: error }, "Could not report how an effect ended");
    } finally {
      held.delete(text);
    }
    if (claim.lane === null) return;
    const by = { holder, leaseMs, now: await engine.now() };
    const next = await claimNextInLane(db, claim.instanceId, claim.lane, by);
    await Promise.all(next.map((one) => carryOut(one, by.now)));
  }

  async function attempt(claim: Claim, now: Date): Promise<Outcome> {
    if (claim.outcome !== null) return outcomeOf(claim.outcome as unknown as Ended);
    const handler = handlers[claim.action];
    if (handler === undefined) return { kind: "give-up", reason: `Nothing here carries out ${claim.action}` };
    const outcome = storable(await perform(handler, claim, now));
    const isLast = claim.attempts + 1 >= (handler.attemptsMax ?? ATTEMPTS_MAX);
    return outcome.kind === "retry" && isLast ? { kind: "give-up", reason: outcome.reason } : outcome;
  }

  async function perform(handler: EffectHandler, claim: Claim, now: Date): Promise<Outcome> {
    try {
      return await handler.perform(claim, now);
    } catch (error) {
      log.warn({ effect: effectKeyText(claim), err: error }, "An effect threw and will be tried again");
      return { kind: "retry", reason: error instanceof Error ? error.message : String(error) };
    }
  }

  async function settle(claim: Claim, outcome: Outcome): Promise<void> {
    switch (outcome.kind) {
      case "done":
        if (claim.kind === "invoke") await report(claim, { kind: "done", output: outcome.output ?? null });
        else await finish(claim);
        return;
      case "retry": {
        const now = await engine.now();
        const dueAt = new Date(now.getTime() + (outcome.afterMs ?? backoffMs(claim.attempts + 1)));
        const { attempt } = claim;
        await persistently(() => postponeEffect(db, { key: claim, attempt, dueAt, reason: outcome.reason }));
        return;
      }
      case "give-up":
        await giveUp(claim, outcome.reason);
        return;
    }
  }

  /**
   * An activity's end, or an effect its chart wants to hear the failure of, comes back as an event. Returns what became of
   * the event; undefined when it could not even be judged.
   */
  async function report(claim: Claim, ended: Ended): Promise<Result["kind"] | undefined> {
    const effect = effectKeyText(claim);
    try {
      const result = await engine.run({ kind: "outcome", key: claim, attempt: claim.attempt, ended });
      if (result.kind !== "threw" && result.kind !== "parked") return result.kind;
      log.warn({ effect, result: result.kind }, "An outcome waits with its row");
      if (result.kind === "threw" && !(result.problem instanceof MachineThrew))
        await countFailedStep(engine, claim, result.problem);
      await releaseLease(db, claim);
      return result.kind;
    } catch (error) {
      log.warn({ effect, err: error }, "An outcome could not be written");
      if (isBusy(error)) return undefined;
      await countFailedStep(engine, claim, error);
      await releaseLease(db, claim);
      return undefined;
    }
  }

  async function giveUp(claim: Claim, reason: string): Promise<void> {
    if (claim.kind === "invoke" || (await wantsToHear(claim))) {
      const became = await report(claim, { kind: "failed", reason });
      if (claim.kind === "invoke" || became !== "refused") return;
    }
    const isOurs = await persistently(() => giveUpEffect(db, claim, claim.attempt, reason));
    if (!isOurs) return;
    log.error({ effect: effectKeyText(claim), reason }, "Gave up an effect");
    await addIncident(db, {
      id: newId(),
      instanceId: claim.instanceId,
      programmeId: claim.programmeId,
      effect: effectKeyText(claim),
      kind: claim.kind === "signal" ? "signal-undelivered" : "gave-up",
      reason,
      createdAt: await engine.now(),
    });
  }

  async function wantsToHear(claim: Claim): Promise<boolean> {
    const instance = await engine.peek(claim.instanceId);
    if (instance === undefined) return false;
    const { definition } = engine.registry.version(instance.workflow, instance.version);
    return "effect.failed" in definition.events;
  }

  return {
    holder,
    async perform(hint) {
      const now = await engine.now();
      const claims = await claimEffects(db, hint.effects.map(parseEffectKey), { holder, leaseMs, now });
      await Promise.all(claims.map((claim) => carryOut(claim, now)));
    },
    get held() {
      return held.size;
    },
    stop: () => clearInterval(heartbeat),
  };
}

/** What the database cannot hold must not come back from a worker again and again. */
function storable(outcome: Outcome): Outcome {
  if (outcome.kind !== "done") return { ...outcome, reason: storableText(outcome.reason) };
  const problem = unstorable(outcome.output, "/output")[0];
  if (problem === undefined) return outcome;
  return { kind: "give-up", reason: `The output at ${problem.pointer} ${problem.detail}` };
}

const outcomeOf = (ended: Ended): Outcome =>
  ended.kind === "done" ? { kind: "done", output: ended.output } : { kind: "give-up", reason: ended.reason };
