import type { JsonObject } from "../../workflows/workflow.ts";
import type { EffectHandler, Outcome } from "../../src/engine/outcome.ts";
import { done } from "../../src/engine/outcome.ts";
import { effectKeyText } from "../../src/store/effects.ts";

export interface Delivery {
  /** The effect's key, by which the outside world knows a repetition. */
  readonly key: string;
  readonly action: string;
  readonly payload: JsonObject;
  readonly at: Date;
}

type Answer = (delivery: Delivery) => Outcome | Promise<Outcome>;

/** Stands in for mail hosts and the like, outlives every restart, and writes down all that reaches it. */
export class Outside {
  readonly deliveries: Delivery[] = [];
  private readonly answers = new Map<string, Answer>();

  /** What to answer to an action from now on; without an answer, all is well. */
  answer(action: string, answer: Answer): void {
    this.answers.set(action, answer);
  }

  /** What arrived for an action, repetitions left out, in the order of arrival. */
  received(action: string): JsonObject[] {
    const byKey = new Map<string, JsonObject>();
    for (const one of this.deliveries) if (one.action === action) byKey.set(one.key, one.payload);
    return [...byKey.values()];
  }

  get handler(): EffectHandler {
    return {
      perform: async (effect, now) => {
        const { action, payload } = effect;
        const delivery: Delivery = { key: effectKeyText(effect), action, payload, at: now };
        this.deliveries.push(delivery);
        return (await this.answers.get(action)?.(delivery)) ?? done();
      },
    };
  }
}
