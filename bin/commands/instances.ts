/** `convoke instances retry|skip|migrate`: what an operator does with a parked instance. */
import { parseArgs } from "node:util";
import { migrateInstance } from "../../src/engine/migrate-instance.ts";
import { retryInstance, skipEffect } from "../../src/engine/park.ts";
import { ConvokeError } from "../../src/lib/errors.ts";
import { isId } from "../../src/lib/ids.ts";
import { parseEffectKey } from "../../src/store/effects.ts";
import { withHouse } from "../with-house.ts";

const USAGE = `Expected one of:
  convoke instances retry <id>            try what failed again
  convoke instances skip <id> <effect>    go on without the timer or outcome it could not take, as the incident names it
  convoke instances migrate <id> [--to n] move it to a newer version of its workflow`;

export async function instances(args: readonly string[]): Promise<void> {
  const { positionals, values } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { to: { type: "string" } },
  });
  const [verb, id, effect] = positionals;
  if (id === undefined || !isId(id)) throw new ConvokeError("setting", USAGE);
  await withHouse(async ({ engine }) => {
    switch (verb) {
      case "retry":
        await retryInstance(engine, id);
        return console.log(`Instance ${id} is back in service.`);
      case "skip":
        if (effect === undefined) throw new ConvokeError("setting", USAGE);
        await skipEffect(engine, id, parseEffectKey(effect));
        return console.log(`Instance ${id} is back in service without ${effect}.`);
      case "migrate": {
        const workflow = (await engine.peek(id))?.workflow;
        if (workflow === undefined) throw new ConvokeError("not-found", `No instance has the id ${id}`);
        const to =
          values.to === undefined ? engine.registry.newest(workflow).definition.version : Number(values.to);
        const { from } = await migrateInstance(engine, id, to);
        return console.log(`Instance ${id} went from version ${from} to ${to}.`);
      }
      default:
        throw new ConvokeError("setting", USAGE);
    }
  });
}
