import { rolesIn } from "../contract/actor.ts";
import { bodiesOf } from "../contract/bodies.ts";
import { ConvokeError, MachineThrew } from "../lib/errors.ts";
import type { Result, SendCommand } from "./commands.ts";
import type { Batch } from "./batch.ts";
import { foldingOf } from "./batch.ts";
import { earlierUse, rememberKey } from "./keys.ts";
import { takeStep } from "./take-step.ts";
import { tryEvent } from "./try-event.ts";

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
    const tried = await tryEvent(
      { tx: batch.tx, now: batch.now, machine, instance, live: folding.live },
      command,
    );
    if (tried.kind !== "taken") return { ...tried, standing: folding.standing };
    const { event, roles, facts, happenedAt, stepped } = tried;
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
