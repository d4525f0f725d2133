/** Enters the rows of a list, each once, and stops after the batch at hand when somebody cancels it. */
import type { Actor } from "../../src/contract/actor.ts";
import { reasonText } from "../../src/contract/reasons.ts";
import type { Directory } from "../../src/directory/directory.ts";
import type { Entered } from "../../src/directory/enter-case.ts";
import { enterCase } from "../../src/directory/enter-case.ts";
import { interestReader } from "../../src/directory/match-terms.ts";
import { joinIfMerged } from "../../src/directory/merging/join-if-merged.ts";
import { forgetParty, forgetRecord, identifyParty, sealRecord } from "../../src/directory/people.ts";
import type { Engine } from "../../src/engine/engine.ts";
import type { EffectHandler } from "../../src/engine/outcome.ts";
import { done } from "../../src/engine/outcome.ts";
import type { EndedRow, RowToEnter } from "../../src/intake/import/run-import.ts";
import {
  batchesOf,
  finishImport,
  readImportOf,
  settleImportRows,
  submissionOfRow,
} from "../../src/intake/import/run-import.ts";
import type { Intake } from "../../src/intake/intake.ts";
import { profileOf } from "../../src/intake/profile-of.ts";

export interface RunImportDeps {
  readonly engine: Engine;
  readonly intake: Intake;
  readonly directory: Directory;
}

/** So many at a time: the others who need the database have connections left. */
const ROWS_AT_ONCE = 5;
/** Then the work is put down and taken up again, so that a process that is to stop need not wait for the whole list. */
const ROWS_A_TURN = 1_000;

type Run = NonNullable<Awaited<ReturnType<typeof readImportOf>>>;

export function runImportHandler(deps: RunImportDeps): EffectHandler {
  return {
    // Taking it up again counts as an attempt.
    attemptsMax: Number.POSITIVE_INFINITY,
    async perform(effect) {
      const run = await readImportOf(deps.intake, effect.instanceId);
      if (run?.status !== "running") return done();
      let entered = 0;
      for await (const batch of batchesOf(deps.intake, run)) {
        await enterBatch(deps, run, batch);
        entered += batch.length;
        if (entered >= ROWS_A_TURN) return { kind: "retry", reason: "There are more rows", afterMs: 0 };
      }
      await finishImport(deps.intake, run.id, "done");
      return done();
    },
  };
}

/** The row with an address comes before another with the same one. What ended is noted together, also when one row fails. */
async function enterBatch(deps: RunImportDeps, run: Run, batch: readonly RowToEnter[]): Promise<void> {
  const codesOf = interestReader(deps.directory.db, run.programmeId);
  const ended: EndedRow[] = [];
  const enter = async (row: RowToEnter): Promise<void> => {
    ended.push(await enterRow(deps, run, row, codesOf));
  };
  const firsts = batch.filter(({ sameAs }) => sameAs === null);
  try {
    for (let at = 0; at < firsts.length; at += ROWS_AT_ONCE) {
      const entered = await Promise.allSettled(firsts.slice(at, at + ROWS_AT_ONCE).map(enter));
      const failed = entered.find(({ status }) => status === "rejected");
      if (failed?.status === "rejected") throw failed.reason;
    }
    for (const row of batch) if (row.sameAs !== null) await enter(row);
  } finally {
    await settleImportRows(deps.intake, run, ended);
  }
}

async function enterRow(
  deps: RunImportDeps,
  run: Run,
  one: RowToEnter,
  codesOf: ReturnType<typeof interestReader>,
): Promise<EndedRow> {
  const { engine, directory } = deps;
  const { id: importId, programmeId, options } = run;
  const { inquiry, recordId, row } = one;
  const party = await identifyParty(directory, {
    programmeId,
    name: inquiry.person.name,
    organisation: inquiry.organisation,
    email: inquiry.person.email,
    phone: inquiry.person.phone,
    submission: submissionOfRow(importId, one),
    isComparedLater: true,
  });
  await sealRecord(directory, party.id, { id: recordId, purpose: "inquiry", text: JSON.stringify(inquiry) });
  const profile = profileOf(inquiry, await codesOf(inquiry.interests), "import");
  const { acknowledge = false, thirdParty = false } = options;
  const key = `import:${importId}:${row}`;
  const entered = await enterCase(engine, {
    programmeId,
    partyId: party.id,
    actor: officerWho(run),
    origin: "caller",
    // The key makes a second attempt find what the first one did.
    key,
    fingerprint: key,
    opening: {
      type: "inquiry.imported",
      partyId: party.id,
      recordId,
      importId,
      profile,
      acknowledge,
      thirdParty,
    },
    attaching: { type: "message.attached", recordId, channel: "import" },
  });
  if (entered.result.kind === "applied") await joinIfMerged(directory, party.id);
  return await endOf(deps, one, { entered, partyId: party.id, isNew: party.isNew });
}

async function endOf(
  { directory }: RunImportDeps,
  { row, recordId }: RowToEnter,
  {
    entered: { way, result },
    partyId,
    isNew,
  }: { readonly entered: Entered; readonly partyId: string; readonly isNew: boolean },
): Promise<EndedRow> {
  if (result.kind === "applied" || result.kind === "duplicate") {
    const { instanceId, revision } = result.standing;
    return { row, outcome: way, reason: null, engagementId: instanceId, revision, partyId };
  }
  if (isNew) await forgetParty(directory, partyId);
  else await forgetRecord(directory, recordId);
  const reason = reasonText("answered", { answer: result.kind });
  return { row, outcome: "failed", reason, engagementId: null, revision: null, partyId: null };
}

/** Whoever had it run: the rows are entered in their name. */
const officerWho = ({ runBy, programmeId }: Run): Actor => ({
  id: runBy ?? "operator",
  kind: "staff",
  name: "Whoever ran the import",
  grants: [{ role: "officer", programmeId }],
});

/** One that was checked and never run. */
export function expireImportHandler({ intake }: Pick<RunImportDeps, "intake">): EffectHandler {
  return {
    async perform(effect) {
      const one = await readImportOf(intake, effect.instanceId);
      if (one?.status === "checked") await finishImport(intake, one.id, "expired");
      return done();
    },
  };
}
