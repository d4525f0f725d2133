import { canonicalJson } from "../lib/canonical.ts";
import type { SendCommand, StartCommand } from "./commands.ts";

/** Kind of source, caller and target: a client cannot use up the engine's own keys, nor another client's. */
export function keyScope(command: StartCommand | SendCommand): string {
  const target = command.kind === "start" ? `start:${command.programmeId}` : command.instanceId;
  return `${command.origin}:${command.actor.id}:${target}`;
}

/** What makes two requests the same: type and data, and whose act it is. Never facts, which may differ each time. */
export function fingerprintOf(command: StartCommand | SendCommand): string {
  return command.fingerprint ?? canonicalJson({ event: command.event, onBehalfOf: command.onBehalfOf });
}
