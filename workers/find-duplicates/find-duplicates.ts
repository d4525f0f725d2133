/** Carries out `findDuplicates`: one somebody who is new or was corrected, people of one list, or everybody of a programme. */
import { z } from "zod";
import type { Directory } from "../../src/directory/directory.ts";
import { compareAll, compareMany, compareOne } from "../../src/directory/duplicates/find-pairs.ts";
import type { EffectHandler } from "../../src/engine/outcome.ts";
import { done } from "../../src/engine/outcome.ts";

const asked = z.union([
  z.object({ kind: z.enum(["person", "organisation"]), id: z.uuid() }),
  z.object({ kind: z.literal("person"), ids: z.array(z.uuid()) }),
  z.object({ programmeId: z.uuid() }),
]);

export function findDuplicatesHandler({ directory }: { readonly directory: Directory }): EffectHandler {
  return {
    async perform({ payload }) {
      const what = asked.parse(payload);
      if ("programmeId" in what) await compareAll(directory, what.programmeId);
      else if ("ids" in what) await compareMany(directory, what.ids);
      else await compareOne(directory, what);
      return done();
    },
  };
}
