/** The worker's side: claim what a hint names, carry it out, report how it ended. */
import { backoffMs } from "../lib/backoff.ts";
import { coalesce } from "../lib/coalesce.ts";
import { ConvokeError } from "../lib/errors.ts";
import { newId } from "../lib/ids.ts";
import type { Log } from "../lib/log.ts";
import type { Hint } from "../queue/hint.ts";
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
import type { Ended } from "./commands.ts";
import type { Engine } from "./engine.ts";
import type { EffectHandler, Outcome } from "./outcome.ts";
import { parkInstance } from "./park.ts";

/** A worker that says nothing for so long is taken to be dead, and its work goes to another. Real time. */
const LEASE_MS = 15_000;
const HEARTBEAT_MS = 4_000;
const ATTEMPTS_MAX = 10;

export interface Performer {
  perform(hint: Hint): Promise<void>;
  /** Effects this process holds right now. */
  readonly held: number;
  stop(): void;
}

export function createPerformer(
  engine: Engine,
  handlers: Readonly<Record<string, EffectHandler>>,
  log: Log,
): Performer {
  const { db } = engine;
  const holder = newId();
  const held = new Map<string, EffectKey>();
  const finish = coalesce<EffectKey>((keys) => finishEffects(db, keys));

  const heartbeat = setInterval(() => {
    renewLeases(db, [...held.values()], { holder, leaseMs: LEASE_MS }).catch((error: unknown) => {
      log.warn({ err: error }, "Could not renew leases");
    });
  }, HEARTBEAT_MS);
  heartbeat.unref();

  async function carryOut(claim: Claim): Promise<void> {
    const text = effectKeyText(claim);
    held.set(text, claim);
    try {
      await settle(claim, await attempt(claim));
    } catch (error) {
      // The row and its lease stay; when the lease has run out somebody claims it again.
      log.warn({ effect: text, err: error }, "Could not report how an effect ended");
    } finally {
      held.delete(text);
    }
    if (claim.lane === null) return;
    const by = { holder, leaseMs: LEASE_MS, now: await engine.now() };
    const next = await claimNextInLane(db, claim.instanceId, claim.lane, by);
    await Promise.all(next.map(carryOut));
  }

  async function attempt(claim: Claim): Promise<Outcome> {
    if (claim.outcome !== null) return outcomeOf(claim.outcome as unknown as Ended);
    const handler = handlers[claim.action];
    if (handler === undefined) return { kind: "give-up", reason: `Nothing here carries out ${claim.action}` };
    try {
      const outcome = await handler.perform(claim, await engine.now());
      const isLast = claim.attempts + 1 >= (handler.attemptsMax ?? ATTEMPTS_MAX);
      return outcome.kind === "retry" && isLast ? { kind: "give-up", reason: outcome.reason } : outcome;
    } catch (error) {
      log.warn({ effect: effectKeyText(claim), err: error }, "An effect threw and will be tried again");
      const reason = error instanceof Error ? error.message : String(error);
      const isLast = claim.attempts + 1 >= (handler.attemptsMax ?? ATTEMPTS_MAX);
      return isLast ? { kind: "give-up", reason } : { kind: "retry", reason };
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
        await postponeEffect(db, { key: claim, attempt: claim.attempt, dueAt, reason: outcome.reason });
        return;
      }
      case "give-up":
        await giveUp(claim, outcome.reason);
        return;
    }
  }

  /** An activity's end, or an effect its chart wants to hear the failure of, comes back as an event. */
  async function report(claim: Claim, ended: Ended): Promise<void> {
    const result = await engine.run({ kind: "outcome", key: claim, attempt: claim.attempt, ended });
    if (result.kind === "threw" || result.kind === "parked") {
      log.warn({ effect: effectKeyText(claim), result: result.kind }, "An outcome waits with its row");
      await releaseLease(db, claim);
      const code =
        result.kind === "threw" && result.problem instanceof ConvokeError ? result.problem.code : "";
      if (code === "snapshot-mismatch" || code === "definition") {
        await parkInstance(engine, claim, result.kind === "threw" ? result.problem.message : "");
      }
    }
  }

  async function giveUp(claim: Claim, reason: string): Promise<void> {
    if (claim.kind === "invoke" || (await wantsToHear(claim))) {
      await report(claim, { kind: "failed", reason });
      if (claim.kind === "invoke") return;
    }
    const isOurs = await giveUpEffect(db, claim, claim.attempt, reason);
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
    async perform(hint) {
      const now = await engine.now();
      const claims = await claimEffects(db, hint.effects.map(parseEffectKey), {
        holder,
        leaseMs: LEASE_MS,
        now,
      });
      await Promise.all(claims.map(carryOut));
    },
    get held() {
      return held.size;
    },
    stop: () => clearInterval(heartbeat),
  };
}

const outcomeOf = (ended: Ended): Outcome =>
  ended.kind === "done" ? { kind: "done", output: ended.output } : { kind: "give-up", reason: ended.reason };
