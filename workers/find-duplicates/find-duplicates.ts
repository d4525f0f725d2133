/** Carries out `findDuplicates`: one somebody who is new or was corrected, or everybody of a programme. */
import { z } from "zod";
import type { Directory } from "../../src/directory/directory.ts";
import { compareAll, compareOne } from "../../src/directory/duplicates/find-pairs.ts";
import type { EffectHandler } from "../../src/engine/outcome.ts";
import { done } from "../../src/engine/outcome.ts";

const asked = z.union([
  z.object({ kind: z.enum(["person", "organisation"]), id: z.uuid() }),
  z.object({ programmeId: z.uuid() }),
]);

export function findDuplicatesHandler({ directory }: { readonly directory: Directory }): EffectHandler {
  return {
    async perform({ payload }) {
      const what = asked.parse(payload);
      if ("programmeId" in what) await compareAll(directory, what.programmeId);
      else await compareOne(directory, what);
      return done();
    },
  };
}
