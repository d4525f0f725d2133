import type { z } from "zod";
import { viewFor } from "../../auth/may-know.ts";
import type { Actor } from "../../contract/actor.ts";
import type { instanceDetail } from "../../contract/instances.ts";
import { partyIdOf } from "../../directory/people.ts";
import { listPairs } from "../../store/duplicate-pairs.ts";
import type { Instance } from "../../store/instances.ts";
import { findCases } from "../../store/instances.ts";
import type { Api } from "../api.ts";

const SHOWN_MAX = 5;

/** Who may merge people learns with the case that its person may be another: nobody is handled twice in silence. */
export async function possibleDuplicates(
  { db }: Api,
  { businessKey, workflow, programmeId }: Instance,
  actor: Actor,
): Promise<z.output<typeof instanceDetail>["possibleDuplicates"]> {
  const partyId = partyIdOf(businessKey);
  if (workflow !== "engagement" || partyId === undefined) return [];
  const record = { data: "people", programmeId, partyId } as const;
  if (viewFor(actor, record, { data: "people", act: "keep" }) !== "whole") return [];
  const pairs = await listPairs(db, "person", {
    owners: null,
    status: "open",
    ofId: partyId,
    limit: SHOWN_MAX,
  });
  const others = pairs.map(({ leftId, rightId }) => (leftId === partyId ? rightId : leftId));
  const cases = await findCases(
    db,
    others.map((id) => ({ id, programmeId })),
  );
  return pairs.map(({ id, score, reasons }, index) => {
    const person = others[index] ?? "";
    return { pair: id, person, score, reasons: [...reasons], hasCase: cases.has(person) };
  });
}
