/** How charts stood before they changed, as far as the policy has to know it: remembered from the last look, else replayed. */
import type { KnownRecord } from "../../auth/may-know.ts";
import { recordOf } from "../../auth/may-know.ts";
import type { Engine } from "../../engine/engine.ts";
import { instanceAt } from "../../engine/time-travel.ts";
import { ConvokeError } from "../../lib/errors.ts";
import type { DescribedChange } from "./tell-change.ts";

const REMEMBERED_MAX = 5_000;

interface Remembered {
  readonly revision: number;
  readonly record: KnownRecord;
}

export class Befores {
  private readonly last = new Map<string, Remembered>();
  private readonly engine: Engine;

  constructor(engine: Engine) {
    this.engine = engine;
  }

  /** The record before the change; undefined when there was none, or when its journal cannot be replayed. */
  async of({ change, described: { instance } }: DescribedChange): Promise<KnownRecord | undefined> {
    const revision = change.seq - 1;
    if (revision === 0) return undefined;
    const last = this.last.get(instance.id);
    if (last?.revision === revision) return last.record;
    try {
      const { stage, card } = await instanceAt(this.engine, instance, { seq: revision });
      const record = recordOf({ ...instance, stage, card });
      this.keep(instance.id, { revision, record });
      return record;
    } catch (error) {
      // What cannot be proved to have been theirs is not spoken of.
      if (error instanceof ConvokeError) return undefined;
      throw error;
    }
  }

  /** Where they stand now is where they stood before whatever comes next. */
  remember(described: readonly DescribedChange[]): void {
    for (const { instance } of described.map((one) => one.described))
      this.keep(instance.id, { revision: instance.revision, record: recordOf(instance) });
  }

  private keep(id: string, remembered: Remembered): void {
    this.last.delete(id);
    this.last.set(id, remembered);
    const [oldest] = this.last.keys();
    if (this.last.size > REMEMBERED_MAX && oldest !== undefined) this.last.delete(oldest);
  }
}
