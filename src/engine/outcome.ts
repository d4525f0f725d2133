import type { Json } from "../../workflows/workflow.ts";
import type { Claim } from "../store/leases.ts";

export { effectKeyText } from "../store/effects.ts";
export type { Claim } from "../store/leases.ts";

/** How one attempt ended. Anything thrown counts as `retry`. */
export type Outcome =
  | { readonly kind: "done"; readonly output?: Json }
  | { readonly kind: "retry"; readonly reason: string; readonly afterMs?: number }
  | { readonly kind: "give-up"; readonly reason: string };

export const done = (output: Json = null): Outcome => ({ kind: "done", output });

/** Carries out one kind of effect. It may run twice for the same effect: the outside world dedupes by its key. */
export interface EffectHandler {
  /** Attempts before the engine gives up by itself; a handler that counts otherwise says Infinity. */
  readonly attemptsMax?: number;
  perform(effect: Claim, now: Date): Promise<Outcome>;
}
