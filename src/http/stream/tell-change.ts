/** Which changes a listener is told of, and how much, and who could know a chart until then: by the same functions as reads. */
import type { z } from "zod";
import { mayKnow as isOfAudience } from "../../auth/audience.ts";
import { describe } from "../../auth/describe-records.ts";
import type { Described } from "../../auth/describe-records.ts";
import { knowerOf } from "../../auth/known-records.ts";
import { mayKnow, recordOf } from "../../auth/may-know.ts";
import { dataOf, rightOf } from "../../auth/policy.ts";
import type { Need, View } from "../../auth/policy.ts";
import { grantMeets } from "../../auth/scope-of.ts";
import type { Actor } from "../../contract/actor.ts";
import { countsAt, rolesIn } from "../../contract/actor.ts";
import type { streamChange } from "../../contract/stream.ts";
import type { Queryable } from "../../store/database.ts";
import { readInstances } from "../../store/instances.ts";
import type { Change } from "../../store/journal-changes.ts";
import { seatOf } from "../instances/in-view.ts";
import type { Befores } from "./befores.ts";

type Told = z.output<typeof streamChange>;

export interface DescribedChange {
  readonly change: Change;
  readonly described: Described;
}

/** With what has to be known of the charts, read once for all who listen. */
export async function describeChanges(
  db: Queryable,
  changes: readonly Change[],
): Promise<readonly DescribedChange[]> {
  const ids = [...new Set(changes.map(({ instanceId }) => instanceId))];
  if (ids.length === 0) return [];
  const all = await describe(db, [...(await readInstances(db, ids)).values()]);
  const byId = new Map(all.map((described) => [described.instance.id, described]));
  return changes.flatMap((change) => {
    const described = byId.get(change.instanceId);
    return described === undefined ? [] : [{ change, described }];
  });
}

/** What the actor is told of it; undefined when it may not know the chart. */
export async function tellChange(
  db: Queryable,
  actor: Actor,
  { change, described }: DescribedChange,
): Promise<Told | undefined> {
  const { instance, known } = described;
  const reader = readerOf(actor, instance.workflow);
  const view = mayKnow(reader, recordOf(instance));
  if (view === undefined) return undefined;
  if (!isOfAudience(await knowerOf(db, reader, instance), known).may) return undefined;
  const { id, workflow, programmeId, status } = instance;
  return { id, workflow, programmeId, revision: change.seq, status, ...inView(view, change, instance.card) };
}

/**
 * Whether the actor, who may not know the chart now, could know it before the change: it was theirs to vet, or of their body. Of
 * what is marked beyond them they are told neither.
 */
export async function hasLost(actor: Actor, one: DescribedChange, befores: Befores): Promise<boolean> {
  const { instance, known } = one.described;
  const { programmeId } = instance;
  const reader = readerOf(actor, instance.workflow);
  // Whoever reads all of a programme, or nothing, has lost nothing.
  const isLimited = reader.grants.some(
    (grant) =>
      countsAt({ ...grant, bodyId: null }, { programmeId }) &&
      LOSABLE.has(rightOf(grant.role, readOf(instance.workflow))?.extent ?? ""),
  );
  if (!isLimited || mayKnow(reader, recordOf(instance)) !== undefined) return false;
  const before = await befores.of(one);
  if (before === undefined || mayKnow(reader, before) === undefined) return false;
  const bodies = before.bodies ?? [];
  const knower = { ...reader, roles: rolesIn(reader, programmeId, bodies), engagementIds: [] };
  const hasBody = before.awaitsBody === true || bodies.length > 0;
  return isOfAudience(knower, { ...known, hasBody }).may;
}

/** What is somebody's by these can be somebody else's a moment later. */
const LOSABLE: ReadonlySet<string> = new Set(["assigned", "body"]);

const readOf = (workflow: string): Need => ({ data: dataOf(workflow), act: "read" });

const readerOf = (actor: Actor, workflow: string): Actor => ({
  ...actor,
  grants: actor.grants.filter(grantMeets(readOf(workflow))),
});

function inView(
  view: View,
  { before, stage, state, event, actorId, enteredAt }: Change,
  card: Readonly<Record<string, unknown>>,
): Pick<Told, "from" | "to" | "cause"> {
  if (view === "roster card") return { from: null, to: { stage: null, state: seatOf(card) }, cause: null };
  const cause = view === "whole" ? { event, actor: actorId, at: enteredAt.toISOString() } : null;
  return { from: before, to: { stage, state }, cause };
}
