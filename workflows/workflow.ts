/**
 * The shape of a workflow: one XState machine plus what the engine has to know about it. A workflow decides;
 * it does no I/O, reads no clock and rolls no dice. Whatever it needs of those arrives in `context.step`.
 */
import type { AnyStateMachine } from "xstate";
import type { z } from "zod";

/** Who may act. One person may hold several of these in a programme (S-062). */
export const ROLES = [
  "public",
  "stakeholder",
  "addressee",
  "member",
  "officer",
  "vetter",
  "approver",
  "reviewer",
  "lead",
  "chair",
  "secretariat",
  "dpo",
  "admin",
  "system",
] as const;
export type Role = (typeof ROLES)[number];

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
export type JsonObject = { readonly [key: string]: Json };

/**
 * What one step may know of the world. The port puts it into `context.step` before a transition and takes it out
 * again before the snapshot is kept, so guards, assigns and raised events all see the same instant and actor.
 */
export interface StepInfo {
  /** The domain time of the step, ISO 8601 with `Z`. */
  readonly now: string;
  /** When it happened in the world, which for logged calls is earlier than `now`. ISO 8601 with `Z`. */
  readonly happenedAt: string;
  readonly actor: StepActor;
  /** Gathered before the step and journaled with the event, so that a replay decides the same. */
  readonly facts: JsonObject;
}
export interface StepActor {
  readonly id: string;
  readonly roles: readonly Role[];
}

/** Events say what happened. Their data is validated by `schema` before the machine sees it. */
export interface EventRule {
  /** The event's fields besides `type`; strict, so that a misspelt field is an error. */
  readonly schema: z.ZodObject;
  /** Who may send it. `system` alone means timers, signals and rules; nobody may post it. */
  readonly who: readonly Role[];
  /** One plain sentence a person can read: "The inquiry was answered and needs nothing more." */
  readonly meaning: string;
  /** Names of fact gatherers to run before the step. */
  readonly facts?: readonly string[];
}

/** A deadline rule. The engine turns it into an instant with the programme's calendar; durations are defaults. */
export type TimerRule =
  | { readonly unit: "workingDays"; readonly count: number }
  | { readonly unit: "days"; readonly count: number }
  | { readonly unit: "months"; readonly count: number };

export const workingDays = (count: number): TimerRule => ({ unit: "workingDays", count });
export const days = (count: number): TimerRule => ({ unit: "days", count });
export const months = (count: number): TimerRule => ({ unit: "months", count });

/** A named action of the machine: work asked for, carried out by a worker after the commit. */
export interface EffectRule {
  readonly schema: z.ZodObject;
  /** Effects of one instance that share a lane are carried out one after the other, in order. */
  readonly lane?: string;
  /** Carried out no earlier than this after the step. */
  readonly after?: TimerRule;
}

/** A promise the machine invokes by name: what goes in and what its `done` event carries as `output`. */
interface ActivityRule {
  readonly input: z.ZodType;
  readonly output: z.ZodType;
}

/** What lists and boards filter by, derived from the snapshot and written in the same statement. */
export interface Projection {
  /** The board column, such as `inquiry`; null when the workflow has none. */
  readonly stage: string | null;
  /** The leaf a person would name, such as `triage`. */
  readonly state: string;
  /** Unique over live instances of the workflow in a programme, so that one party has one live case. */
  readonly businessKey: string | null;
  /** Account id of the officer who owns it. */
  readonly owner: string | null;
  /** Anything else worth showing in a list. Never personal data. */
  readonly card: JsonObject;
}

export interface WorkflowView {
  readonly value: unknown;
  /** Ids of all active state nodes' paths below the root, such as `["inquiry", "inquiry.triage"]`. */
  readonly paths: readonly string[];
  readonly context: JsonObject;
  /** Whose turn it is: `meta: { turn }` of the innermost active state that has one; null when nobody's. */
  readonly turn: Role | null;
}

/** `meta` of a state: whose act leads out of it. */
export interface StateMeta {
  readonly turn?: Role;
}

/** Who has promised something until a timer fires: we did, or they did, so that we wait for them. */
export type DeadlineOf = "us" | "them";

/** What an event is for, as a person chooses among several: on with it, ask first, say no, or out of it. */
export const MOVES = ["forward", "ask", "decline", "leave"] as const;
export type Move = (typeof MOVES)[number];

/** Where a stored instance stands: the state value as XState writes it, and the context. */
export interface StoredState {
  readonly value: Json;
  readonly context: JsonObject;
}

/** What becomes of a timer that is armed while its instance is migrated. */
export type TimerPolicy = "keep" | "rearm" | "cancel";
/** What becomes of an activity that is running: `require-idle` refuses to migrate until it has ended. */
export type ActivityPolicy = "keep" | "restart" | "cancel" | "require-idle";

/** How an instance of the version before becomes one of this version. Pure, like the chart. */
export interface Migration {
  readonly from: number;
  /** The new state value and context. Throws to refuse an instance, saying why. */
  readonly migrate: (stored: StoredState) => StoredState;
  /** By timer id. (Default: keep the deadline) */
  readonly timers?: Readonly<Record<string, TimerPolicy>>;
  /** By the id it was invoked under. (Default: keep it running) */
  readonly activities?: Readonly<Record<string, ActivityPolicy>>;
  /** Timers to arm anew, for states whose entry the instance will not see: by timer id, the event it sends. */
  readonly arms?: (migrated: StoredState) => Readonly<Record<string, { readonly type: string }>>;
}

export interface WorkflowDefinition {
  /** The chart's name, such as `engagement`. */
  readonly name: string;
  /** A whole number; a version is a folder `v1`, `v2` … and never changes once instances run on it. */
  readonly version: number;
  readonly title: string;
  readonly machine: AnyStateMachine;
  /** Input of the machine's context factory. */
  readonly input: z.ZodType;
  /** Types of the events that may open an instance: the chart's rows from `[*]`. */
  readonly opens: readonly string[];
  readonly events: Readonly<Record<string, EventRule>>;
  /** By timer id: the `id` of a delayed `raise`. An id that is not here uses the delay's milliseconds. */
  readonly timers: Readonly<Record<string, TimerRule>>;
  /** Which timers are promises, by timer id: those that lists show as deadlines. The others remind, or end a wait. */
  readonly deadlines?: Readonly<Record<string, DeadlineOf>>;
  /** Events in the order in which somebody is offered them, the best first. Any other comes after all of these. */
  readonly moves?: Readonly<Record<Move, readonly string[]>>;
  /** What is offered before all of `moves` where an instance stands, the best first. */
  readonly first?: (seen: Pick<Projection, "state" | "card">) => readonly string[];
  /** By timer id, of those in `deadlines`: the event that ends the promise and leads nowhere else. */
  readonly settledBy?: Readonly<Record<string, string>>;
  readonly effects: Readonly<Record<string, EffectRule>>;
  readonly activities: Readonly<Record<string, ActivityRule>>;
  readonly project: (view: WorkflowView) => Projection;
  /** Absent on a version that instances of the one before stay out of: those are run to their end side by side. */
  readonly migration?: Migration;
}

/** Names an engine action that every workflow may use without declaring it. */
export const SIGNAL = "signal";
export const PAUSE_TIMER = "pauseTimer";
export const RESUME_TIMER = "resumeTimer";

/** Parameters of the `signal` action: an event for another instance, which may be created for it. */
export interface SignalParams {
  /** An instance's id, or `workflow/business key` for whichever live one has the key, such as `interests/party:…`. */
  readonly to: string;
  readonly event: { readonly type: string; readonly [key: string]: Json };
  /** When the target does not exist, start this workflow with the event, under the id `to` if that is one. */
  readonly createWith?: { readonly workflow: string; readonly input: JsonObject };
}
/** Parameters of `pauseTimer` and `resumeTimer`. A paused timer keeps what was left of it. */
export interface TimerParams {
  readonly timer: string;
}
