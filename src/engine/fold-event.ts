import { rolesIn } from "../contract/actor.ts";
import { bodiesOf } from "../contract/bodies.ts";
import { ConvokeError, MachineThrew } from "../lib/errors.ts";
import { admit } from "./admit.ts";
import type { Result, SendCommand } from "./commands.ts";
import { gatherFacts } from "./facts.ts";
import type { Batch } from "./batch.ts";
import { foldingOf } from "./batch.ts";
import { earlierUse, rememberKey } from "./keys.ts";
import { stepInfo } from "./step-info.ts";
import { takeStep } from "./take-step.ts";

/** Apply one event to one instance, or say why not. */
export async function foldEvent(batch: Batch, command: SendCommand): Promise<Result> {
  const nobody: Result = { kind: "not-found", instanceId: command.instanceId };
  const stored = batch.stored.get(command.instanceId) ?? batch.foldings.get(command.instanceId)?.instance;
  // Another programme's records do not exist for who has no part in it (S-001).
  if (stored === undefined) return nobody;
  if (rolesIn(command.actor, stored.programmeId, bodiesOf(stored)).length === 0) return nobody;

  const earlier = earlierUse(batch, command);
  if (earlier !== undefined) return earlier;

  try {
    const folding = foldingOf(batch, command.instanceId);
    if (folding === undefined) return nobody;
    const { machine, instance } = folding;
    const { event, roles } = admit({
      ...command,
      machine,
      programmeId: instance.programmeId,
      bodies: bodiesOf(instance),
    });

    const { expectedRevision } = command;
    if (expectedRevision !== undefined && expectedRevision !== instance.revision) {
      return { kind: "stale", standing: folding.standing, expected: expectedRevision };
    }
    if (instance.status === "parked") {
      return { kind: "parked", standing: folding.standing, reason: instance.parkedReason ?? "" };
    }

    const rule = machine.definition.events[event.type];
    const facts = await gatherFacts(rule?.facts, {
      tx: batch.tx,
      event,
      programmeId: instance.programmeId,
      actorId: command.actor.id,
      instance,
    });
    const happenedAt = command.happenedAt ?? batch.now;
    const step = stepInfo({ now: batch.now, happenedAt, actorId: command.actor.id, roles, facts });
    const stepped = machine.apply(folding.live, event, step);
    if (stepped.kind === "refused") {
      const { guards, listening } = stepped;
      return { kind: "refused", standing: folding.standing, type: event.type, guards, listening };
    }

    await takeStep(batch, folding, stepped, {
      event,
      origin: command.origin,
      actorId: command.actor.id,
      roles,
      onBehalfOf: command.onBehalfOf ?? null,
      happenedAt,
      key: command.key ?? null,
      facts,
    });
    rememberKey(batch, command, folding.standing);
    return { kind: "applied", standing: folding.standing };
  } catch (problem) {
    if (problem instanceof MachineThrew) return { kind: "threw", problem };
    if (problem instanceof ConvokeError) return { kind: "rejected", problem };
    throw problem;
  }
}
