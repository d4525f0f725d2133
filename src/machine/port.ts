/**
 * The port to XState: the only words the rest of the house uses for a statechart. Nothing outside this room imports
 * xstate, so a new major version changes this room alone.
 */
import type {
  Json,
  JsonObject,
  Projection,
  SignalParams,
  StepInfo,
  WorkflowDefinition,
} from "../../workflows/workflow.ts";

/** An event as it travels: its type and its fields, JSON only. */
export interface MachineEvent {
  readonly type: string;
  readonly [key: string]: Json;
}

/** The persisted form of a snapshot: plain JSON, without `context.step`. */
export type StoredSnapshot = JsonObject;

/** A snapshot in memory. Opaque outside this room; several events of one batch fold over it without serialising. */
export interface LiveSnapshot {
  readonly __live: unique symbol;
}

/** Work a step asks for, in the order the machine asked for it. The engine executes it by an exhaustive switch. */
export type MachineEffect =
  | { readonly kind: "invoke"; readonly id: string; readonly activity: string; readonly input: Json }
  | { readonly kind: "stop"; readonly id: string }
  | {
      readonly kind: "arm";
      readonly id: string;
      readonly event: MachineEvent;
      /** Milliseconds; ignored when the workflow names a rule for this timer id. */
      readonly delayMs: number;
    }
  | { readonly kind: "cancel"; readonly id: string }
  | { readonly kind: "pause"; readonly id: string }
  | { readonly kind: "resume"; readonly id: string }
  | { readonly kind: "act"; readonly name: string; readonly params: JsonObject }
  | { readonly kind: "signal"; readonly signal: SignalParams }
  | { readonly kind: "emit"; readonly event: MachineEvent };

export type MachineStatus = "active" | "done" | "error";

export interface Stepped {
  readonly kind: "stepped";
  readonly snapshot: LiveSnapshot;
  readonly effects: readonly MachineEffect[];
  readonly status: MachineStatus;
}

/** Nothing took the event: either no state accepts it now, or the guards of those that do said no. */
export interface Refused {
  readonly kind: "refused";
  /** Names of the guards that said no, in the order they were asked; empty when no state accepts the type. */
  readonly guards: readonly string[];
  /** Types that some active state listens to, whatever its guards say. */
  readonly listening: readonly string[];
}

/** One event type as seen from where the instance stands, guards asked without any fields. */
export interface Acceptance {
  readonly type: string;
  readonly verdict: "accepted" | "refused" | "depends";
  /** Guards that said no (`refused`), or that looked at fields of the event (`depends`). */
  readonly guards: readonly string[];
  /** The fields a guard looked at. */
  readonly fields: readonly string[];
}

/**
 * One loaded definition. Every method is pure: same arguments, same answer. Throws `DefinitionError` on load,
 * `SnapshotMismatch` from `restore`, and whatever a guard or assign throws as `MachineThrew` from a step.
 */
export interface Machine {
  readonly definition: WorkflowDefinition;
  /** Hash of the chart's structure and of the declared events, timers and effects, hex SHA-256. */
  readonly hash: string;
  /** The first snapshot, before any event. */
  initial(input: JsonObject, step: StepInfo): Stepped;
  apply(snapshot: LiveSnapshot, event: MachineEvent, step: StepInfo): Stepped | Refused;
  restore(stored: StoredSnapshot): LiveSnapshot;
  /**
   * Take over a snapshot of the version before, by the definition's migration. `keepActivities` are the ids of running
   * activities that go on. Throws `SnapshotMismatch` when the result does not fit this version.
   */
  adopt(stored: StoredSnapshot, keepActivities: readonly string[]): LiveSnapshot;
  persist(snapshot: LiveSnapshot): StoredSnapshot;
  /** Does any state of the chart listen to this type, internal ones included? */
  hears(type: string): boolean;
  project(snapshot: LiveSnapshot): Projection;
  status(snapshot: LiveSnapshot): MachineStatus;
  /** Final output of a finished machine, else undefined. */
  output(snapshot: LiveSnapshot): Json | undefined;
  /** For every declared event type: may it be sent now, as far as the machine can tell? */
  accepts(snapshot: LiveSnapshot, step: StepInfo): readonly Acceptance[];
  /** Guards that refuse the event whatever it says, unless it says something in the field `setsAside`. */
  standing(snapshot: LiveSnapshot, step: StepInfo, type: string, setsAside: string): readonly string[];
}
