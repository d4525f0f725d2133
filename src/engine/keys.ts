/** Idempotency: the same key and body gives the first result again. */
import { canonicalJson } from "../lib/canonical.ts";
import type { IdempotencyRow } from "../store/idempotency.ts";
import type { Batch } from "./batch.ts";
import type { Result, SendCommand, StartCommand, Standing } from "./commands.ts";

/** Kind of source, caller and target: a client cannot use up the engine's own keys, nor another client's. */
export function keyScope(command: StartCommand | SendCommand): string {
  const target = command.kind === "start" ? `start:${command.programmeId}` : command.instanceId;
  return `${command.origin}:${command.actor.id}:${target}`;
}

/** What makes two requests the same: type and data, and whose act it is. Never facts, which may differ each time. */
function fingerprintOf(command: StartCommand | SendCommand): string {
  if (command.fingerprint !== undefined) return command.fingerprint;
  const { event, onBehalfOf } = command;
  if (command.kind === "send") return canonicalJson({ event, onBehalfOf });
  return canonicalJson({ event, onBehalfOf, workflow: command.workflow, input: command.input });
}

/** Remember what a key was used for. Refusals are not remembered: they changed nothing. */
export function rememberKey(batch: Batch, command: StartCommand | SendCommand, standing: Standing): void {
  if (command.key === undefined) return;
  const row: IdempotencyRow = {
    scope: keyScope(command),
    key: command.key,
    bodyHmac: batch.deps.hmac(fingerprintOf(command)),
    instanceId: standing.instanceId,
    outcome: { ...standing },
    revision: standing.revision,
    expiresAt: new Date(batch.now.getTime() + KEY_LIFETIME_MS),
  };
  batch.keys.set(`${row.scope} ${row.key}`, row);
  batch.newKeys.push(row);
}

/** Long enough for every vendor's retries (the longest are three days) and for a client that was off over a holiday. */
const KEY_LIFETIME_MS = 30 * 86_400_000;

/** What an earlier use of the command's key means for this one: undefined when the key is new. */
export function earlierUse(batch: Batch, command: StartCommand | SendCommand): Result | undefined {
  if (command.key === undefined) return undefined;
  const earlier = batch.keys.get(`${keyScope(command)} ${command.key}`);
  if (earlier === undefined) return undefined;
  if (earlier.bodyHmac !== batch.deps.hmac(fingerprintOf(command)))
    return { kind: "key-reused", key: command.key };
  return { kind: "duplicate", standing: earlier.outcome as unknown as Standing };
}
