/** What an event would do to several instances, each judged by what would judge it. Writes nothing. */
import type { Db } from "../store/database.ts";
import { inTransaction } from "../store/database.ts";
import type { Instance } from "../store/instances.ts";
import { ConvokeError } from "../lib/errors.ts";
import type { SendCommand } from "./commands.ts";
import type { Registry } from "./registry.ts";
import type { Tried } from "./try-event.ts";
import { tryEvent } from "./try-event.ts";

export type Foreseen = Tried | { readonly kind: "rejected"; readonly problem: ConvokeError };

/** In the order of the instances, as they were read. */
export async function foresee(
  { db, registry, now }: { readonly db: Db; readonly registry: Registry; readonly now: Date },
  instances: readonly Instance[],
  command: Pick<SendCommand, "event" | "actor">,
): Promise<Foreseen[]> {
  return await inTransaction(db, async (tx) => {
    await tx.query("set transaction read only");
    const all: Foreseen[] = [];
    for (const instance of instances) {
      const machine = registry.version(instance.workflow, instance.version);
      try {
        const live = machine.restore(instance.snapshot);
        all.push(await tryEvent({ tx, now, machine, instance, live }, command));
      } catch (problem) {
        if (!(problem instanceof ConvokeError)) throw problem;
        all.push({ kind: "rejected", problem });
      }
    }
    return all;
  });
}
