import type { JsonObject, Role, StepActor } from "../../../workflow.ts";
import type { EngagementContext } from "../context.ts";

/** One row of a chart, the engagement's unless said otherwise, with an example that is taken and one for each guard that says no. */
export interface Row<Context = EngagementContext> {
  readonly id: string;
  /** Paths of the states it starts from; `new` is `[*]`. */
  readonly from: readonly string[];
  readonly event: string;
  /** Names of the guards, in the order they are asked; null when there is none or the event's schema is the guard. */
  readonly guard: readonly string[] | null;
  readonly guardText: string;
  readonly who: readonly Role[];
  /** As the chart on paper says it: a state, `@same` or `@return`. */
  readonly to: string;
  /** Path of the state the example lands in, or one for each state it starts from. */
  readonly lands: string | Readonly<Record<string, string>>;
  readonly effectsText: string;
  /** Why this row is not on paper; absent for those that are. */
  readonly extra?: string;
  readonly accepts: Example<Context>;
  readonly refuses: readonly Refusal<Context>[];
}

export interface Example<Context = EngagementContext> {
  /** What differs from a complete, ordinary one. */
  readonly context?: Partial<Context>;
  readonly facts?: JsonObject;
  /** By default somebody who holds the first of the row's roles. */
  readonly actor?: StepActor;
  /** The event's fields. */
  readonly data: JsonObject;
}

interface Refusal<Context> extends Example<Context> {
  /** The guard that says no, or `schema` when the event is not even well formed. */
  readonly because: string;
  /** Where another row of the same event takes it instead. */
  readonly goes?: string;
}
