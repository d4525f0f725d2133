/** Marks every record of a programme alike, and the dossiers of its cases. */
import type { MarkedKind, Marking } from "../../src/contract/markings.ts";
import { writeSetMarking } from "../../src/store/markings.ts";
import type { EveryRecord } from "./every-record.ts";
import type { TestHouse } from "./house.ts";

/** `setBy` and `named` are accounts; whoever is named takes part in each of them. */
export async function markEverything(
  { house }: TestHouse,
  { byNoun, programmeId }: Pick<EveryRecord, "byNoun" | "programmeId">,
  how: { readonly marking: Marking; readonly setBy: string; readonly named: readonly string[] },
): Promise<void> {
  const charts = new Map(
    [...byNoun.values()].flatMap(({ about }) => (about === undefined ? [] : [[about.id, about] as const])),
  );
  const refs = [...charts.values()].flatMap(({ id, workflow }) => [
    { kind: workflow as MarkedKind, id },
    ...(workflow === "engagement" ? [{ kind: "vetting" as const, id }] : []),
  ]);
  const setAt = await house.engine.now();
  for (const ref of refs) await writeSetMarking(house.db, { ...ref, programmeId, ...how, setAt });
}
