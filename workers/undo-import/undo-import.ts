/** Takes a list back, case by case. What somebody has made something of since stays, and is noted. */
import { SYSTEM } from "../../src/contract/actor.ts";
import { forgetParty, forgetRecord } from "../../src/directory/people.ts";
import type { EffectHandler } from "../../src/engine/outcome.ts";
import { done } from "../../src/engine/outcome.ts";
import {
  finishUndoing,
  hasMoreThanImported,
  nextToUndo,
  noteCaseUndone,
  readImportOf,
} from "../../src/intake/import/run-import.ts";
import type { RunImportDeps } from "../run-import/run-import.ts";

type Case = Awaited<ReturnType<typeof nextToUndo>>[number];

export function undoImportHandler(deps: RunImportDeps): EffectHandler {
  return {
    async perform(effect) {
      const importId = effect.instanceId;
      if ((await readImportOf(deps.intake, importId))?.status !== "undoing") return done();
      for (;;) {
        const cases = await nextToUndo(deps.intake, importId);
        if (cases.length === 0) break;
        for (const one of cases) await undoCase(deps, importId, one);
      }
      await finishUndoing(deps.intake, importId);
      return done();
    },
  };
}

async function undoCase(deps: RunImportDeps, importId: string, one: Case): Promise<void> {
  const { intake, directory } = deps;
  const { engagementId, partyId, isNew, recordIds } = one;
  const isFree = one.isOpened
    ? await closeCase(deps, importId, one)
    : (await deps.engine.peek(engagementId))?.revision === one.revision;
  if (!isFree) {
    await noteCaseUndone(intake, importId, engagementId, "touched");
    return;
  }
  for (const recordId of recordIds) await forgetRecord(directory, recordId);
  const isKept = !isNew || (await hasMoreThanImported(intake, partyId));
  if (!isKept) await forgetParty(directory, partyId);
  const undone = isNew && isKept ? "person-kept" : "taken-back";
  await noteCaseUndone(intake, importId, engagementId, undone);
}

/** Returns false when the case has heard of anything but the list. */
async function closeCase(
  { engine }: RunImportDeps,
  importId: string,
  { engagementId, revision }: Case,
): Promise<boolean> {
  const result = await engine.send({
    instanceId: engagementId,
    event: { type: "import.undone", importId },
    actor: SYSTEM,
    origin: "intake",
    key: `import-undone:${importId}`,
    expectedRevision: revision,
  });
  if (result.kind === "applied" || result.kind === "duplicate") return true;
  if (result.kind === "threw") throw result.problem;
  return false;
}
