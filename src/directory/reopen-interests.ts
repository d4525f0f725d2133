/** Somebody stands with another organisation now: what they declared of their interests is assessed anew. */
import type { Tx } from "../store/database.ts";
import type { JobChange } from "../store/job-changes.ts";
import { partiesOfPerson } from "../store/parties.ts";
import { interestsForms } from "../store/recusals.ts";
import { askForOnce, workOf } from "../store/work.ts";

/** In the others it is being asked for or assessed, or stands in the way whatever the job. */
const SETTLED: ReadonlySet<unknown> = new Set(["not_required", "clear", "managed"]);

/** In the transaction of the change. What they stay out of holds until somebody has decided again. */
export async function reopenInterests(
  tx: Tx,
  { id, partyId, programmeId, createdAt }: Pick<JobChange, "id" | "partyId" | "programmeId" | "createdAt">,
): Promise<void> {
  const theirs = (await partiesOfPerson(tx, partyId)).map((party) => `party:${party.id}`);
  const forms = await interestsForms(tx, programmeId, theirs);
  const settled = [...forms].filter(([, { state }]) => SETTLED.has(state));
  const event = { type: "interest.changed", how: "job_changed" };
  await askForOnce(
    tx,
    settled.map(([person]) =>
      workOf({
        of: id,
        programmeId,
        kind: "signal",
        action: "signal",
        name: `signal:${person}`,
        payload: { to: `interests/${person}`, event },
        now: createdAt,
      }),
    ),
  );
}
