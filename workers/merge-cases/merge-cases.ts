/** Carries out `joinCases` and `partCases`: what a merge of two people, or its undoing, means to their cases. */
import { z } from "zod";
import type { Directory } from "../../src/directory/directory.ts";
import { casesToJoin, casesToPart, caseToOpen } from "../../src/directory/merging/cases-of-merge.ts";
import type { Result } from "../../src/engine/commands.ts";
import type { Engine } from "../../src/engine/engine.ts";
import type { EffectHandler, Outcome } from "../../src/engine/outcome.ts";
import { done } from "../../src/engine/outcome.ts";

export interface MergeCasesDeps {
  readonly directory: Directory;
  readonly engine: Engine;
}

const asked = z.object({ mergeId: z.uuid() });

/** The absorbed's live case rests as merged; the owner of the one that goes on is told by the chart. */
export function joinCasesHandler(deps: MergeCasesDeps): EffectHandler {
  return {
    async perform({ payload }, now) {
      return await sendAll(deps, await casesToJoin(deps, asked.parse(payload).mergeId, now));
    },
  };
}

/** The case comes back, and hears what was written to it in between. */
export function partCasesHandler(deps: MergeCasesDeps): EffectHandler {
  return {
    async perform({ payload }) {
      const { mergeId } = asked.parse(payload);
      const opening = await caseToOpen(deps, mergeId);
      const opened = opening === undefined ? done() : outcomeOf(await deps.engine.start(opening), "opening");
      return opened.kind === "done" ? await sendAll(deps, await casesToPart(deps, mergeId)) : opened;
    },
  };
}

/** One after the other; each has a key, so what was sent before an interruption is not sent twice. */
async function sendAll(
  { engine }: MergeCasesDeps,
  commands: Awaited<ReturnType<typeof casesToJoin>>,
): Promise<Outcome> {
  for (const command of commands) {
    const outcome = outcomeOf(await engine.send(command), command.event.type);
    if (outcome.kind !== "done") return outcome;
  }
  return done();
}

function outcomeOf(result: Result, type: string): Outcome {
  switch (result.kind) {
    case "applied":
    case "duplicate":
    case "exists":
      return done();
    case "refused":
      return { kind: "give-up", reason: `${type} was refused by ${result.guards.join(", ") || "the state"}` };
    default:
      return { kind: "retry", reason: `The engagement answered ${type} with ${result.kind}` };
  }
}
