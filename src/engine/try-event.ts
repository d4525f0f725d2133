/** What one event would do where an instance stands: the judgement that a fold applies and a preview shows. Writes nothing. */
import type { JsonObject, Role } from "../../workflows/workflow.ts";
import { bodiesOf } from "../contract/bodies.ts";
import type { LiveSnapshot, Machine, MachineEvent, Stepped } from "../machine/port.ts";
import type { Tx } from "../store/database.ts";
import type { Instance } from "../store/instances.ts";
import { admit } from "./admit.ts";
import type { SendCommand } from "./commands.ts";
import { gatherFacts } from "./facts.ts";
import { stepInfo } from "./step-info.ts";

/** Where it would happen, and when. */
interface There {
  readonly tx: Tx;
  readonly now: Date;
  readonly machine: Machine;
  readonly instance: Instance;
  readonly live: LiveSnapshot;
}

export type Tried =
  | {
      readonly kind: "taken";
      readonly event: MachineEvent;
      readonly roles: readonly Role[];
      readonly facts: JsonObject;
      readonly happenedAt: Date;
      readonly stepped: Stepped;
    }
  | {
      readonly kind: "refused";
      readonly type: string;
      readonly guards: readonly string[];
      readonly listening: readonly string[];
    }
  | { readonly kind: "stale"; readonly expected: number }
  | { readonly kind: "parked"; readonly reason: string };

/** Throws what `admit` throws, and `machine-threw`. */
export async function tryEvent(
  { tx, now, machine, instance, live }: There,
  command: Pick<SendCommand, "event" | "actor" | "onBehalfOf" | "happenedAt" | "expectedRevision">,
): Promise<Tried> {
  const { programmeId, revision } = instance;
  const { event, roles } = admit({ ...command, machine, programmeId, bodies: bodiesOf(instance) });
  const { expectedRevision } = command;
  if (expectedRevision !== undefined && expectedRevision !== revision)
    return { kind: "stale", expected: expectedRevision };
  if (instance.status === "parked") return { kind: "parked", reason: instance.parkedReason ?? "" };

  const actorId = command.actor.id;
  const asked = machine.definition.events[event.type]?.facts;
  const facts = await gatherFacts(asked, { tx, event, programmeId, actorId, instance });
  const happenedAt = command.happenedAt ?? now;
  const stepped = machine.apply(live, event, stepInfo({ now, happenedAt, actorId, roles, facts }));
  if (stepped.kind !== "refused") return { kind: "taken", event, roles, facts, happenedAt, stepped };
  const { guards, listening } = stepped;
  return { kind: "refused", type: event.type, guards, listening };
}
