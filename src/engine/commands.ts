/** What the engine can be asked to do, and what it answers. */
import type { Json, JsonObject, Role } from "../../workflows/workflow.ts";
import type { Actor } from "../contract/actor.ts";
import type { LiveSnapshot, MachineEvent } from "../machine/port.ts";
import type { EffectKey } from "../store/effects.ts";
import type { Instance, InstanceStatus } from "../store/instances.ts";
import type { Origin } from "../store/journal.ts";

interface Sent {
  readonly event: MachineEvent;
  readonly actor: Actor;
  readonly origin: Origin;
  /** Whose act the actor enters, such as a letter from a stakeholder. */
  readonly onBehalfOf?: Role | undefined;
  /** When it happened in the world; the domain time of the step when left out. */
  readonly happenedAt?: Date | undefined;
  /** The sender's idempotency key. The same key with the same type and data gives the first result again. */
  readonly key?: string | undefined;
  /** What the key's fingerprint is taken over, when that is not the event as it stands (sealed text differs each time). */
  readonly fingerprint?: string | undefined;
}

export interface StartCommand extends Sent {
  readonly kind: "start";
  readonly workflow: string;
  readonly programmeId: string;
  /** Chosen by the sender when it has to know it beforehand. */
  readonly id?: string | undefined;
  readonly input?: JsonObject | undefined;
}

export interface SendCommand extends Sent {
  readonly kind: "send";
  readonly instanceId: string;
  /** Apply only if the instance stands at this revision. */
  readonly expectedRevision?: number | undefined;
}

/** A timer that is due. Counts only while its row is there. */
export interface TimerCommand {
  readonly kind: "timer";
  readonly key: EffectKey;
  readonly event: MachineEvent;
}

/** Work that ended. Counts only while its row is there. */
export interface OutcomeCommand {
  readonly kind: "outcome";
  readonly key: EffectKey;
  readonly attempt: number;
  readonly ended: Ended;
}
export type Ended =
  | { readonly kind: "done"; readonly output: Json }
  | { readonly kind: "failed"; readonly reason: string };

export type Command = StartCommand | SendCommand | TimerCommand | OutcomeCommand;

/** Where an instance stands after an event. */
export interface Standing {
  readonly instanceId: string;
  readonly workflow: string;
  readonly programmeId: string;
  readonly revision: number;
  readonly status: InstanceStatus;
  readonly stage: string | null;
  readonly state: string;
}

/** The instance as the batch left it, which may be later than the event, and the domain time of the batch. */
export interface After {
  readonly instance: Instance;
  readonly now: Date;
  /** Its snapshot, where it is still in memory. */
  readonly live?: LiveSnapshot | undefined;
}

/** What became of a command. Everything but `applied` changed nothing. */
export type Result =
  | { readonly kind: "applied"; readonly standing: Standing; readonly after?: After }
  /** The same key and body as before: the first result again. */
  | { readonly kind: "duplicate"; readonly standing: Standing; readonly after?: After }
  | { readonly kind: "key-reused"; readonly key: string }
  | {
      readonly kind: "refused";
      readonly standing: Standing | null;
      readonly type: string;
      /** Guards that said no; empty when nothing listens to the type here. */
      readonly guards: readonly string[];
      /** Types some active state listens to. */
      readonly listening: readonly string[];
      readonly after?: After;
    }
  | { readonly kind: "stale"; readonly standing: Standing; readonly expected: number }
  | { readonly kind: "parked"; readonly standing: Standing; readonly reason: string }
  /** The event's fields or its sender are wrong; `problem` is what to throw. */
  | { readonly kind: "rejected"; readonly problem: Error }
  | { readonly kind: "not-found"; readonly instanceId: string }
  /** A start found that the party has a live case already. */
  | { readonly kind: "exists"; readonly instanceId: string }
  /** The machine threw; from an effect the row stays for another attempt. */
  | { readonly kind: "threw"; readonly problem: Error }
  /** A timer or outcome whose row is gone: late, cancelled or repeated. */
  | { readonly kind: "void" };
