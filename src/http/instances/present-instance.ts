import type { z } from "zod";
import { markingsOf } from "../../auth/known-records.ts";
import type { Actor } from "../../contract/actor.ts";
import type { Marking } from "../../contract/markings.ts";
import type { deadline, instanceDetail, instanceRow, person } from "../../contract/instances.ts";
import { cardsOf, partyIdOf } from "../../directory/people.ts";
import { readTimers } from "../../store/effects.ts";
import type { Instance } from "../../store/instances.ts";
import type { PersonCard } from "../../store/parties.ts";
import type { Api } from "../api.ts";
import { inView, viewOf } from "./in-view.ts";
import { programmeSlugs } from "../programme-of.ts";
import { possibleDuplicates } from "./possible-duplicates.ts";
import { presentProspects } from "./present-prospects.ts";

type Row = z.output<typeof instanceRow>;

/** Rows of a list, each in the view that the policy gives. The person card is read beside them; it is kept nowhere else. */
export async function presentRows(api: Api, instances: readonly Instance[], actor: Actor): Promise<Row[]> {
  const partyIds = instances.flatMap((instance) => partyIdOf(instance.businessKey) ?? []);
  const [slugs, cards, markings] = await Promise.all([
    programmeSlugs(api),
    cardsOf(api.directory, partyIds),
    markingsOf(api.db, instances),
  ]);
  return instances.map((instance) =>
    inView(
      viewOf(actor, instance),
      presentRow(instance, slugs, cards, markings.get(instance.id) ?? "TLP:RED"),
      actor,
    ),
  );
}

/** One instance whole: where it stands, what is due, what the caller may send. */
export async function presentInstance(
  api: Api,
  instance: Instance,
  actor: Actor,
): Promise<z.output<typeof instanceDetail>> {
  const [rows, timers, prospects] = await Promise.all([
    presentRows(api, [instance], actor),
    readTimers(api.db, [instance.id]),
    presentProspects(api, { instance }, actor),
  ]);
  const [row] = rows;
  if (row === undefined) throw new Error("One instance presents as one row");
  if (viewOf(actor, instance) !== "whole")
    // Deadlines and reasons say where a case stands; what may be sent is only what the caller could learn by sending it.
    return {
      ...row,
      possibleDuplicates: [],
      parkedReason: null,
      deadlines: [],
      accepts: prospects.accepts,
      refuses: [],
    };
  return {
    ...row,
    possibleDuplicates: await possibleDuplicates(api, instance, actor),
    parkedReason: instance.parkedReason,
    deadlines: deadlinesOf(instance, timers),
    ...prospects,
  };
}

/** Those that run, after those that have passed: of these the timer has fired, and only the promise is still there. */
function deadlinesOf(
  { deadlines }: Instance,
  timers: Awaited<ReturnType<typeof readTimers>>,
): z.output<typeof deadline>[] {
  const running = timers.map(({ action, dueAt, rule, state }) => ({
    timer: action,
    dueAt: dueAt?.toISOString() ?? null,
    rule: rule === null ? null : { unit: rule.unit, count: rule.count },
    state,
  }));
  const overdue = Object.entries(deadlines)
    .filter(
      ([timer, { of, at }]) => of === "us" && at !== null && !timers.some(({ action }) => action === timer),
    )
    .map(([timer, { at }]) => ({ timer, dueAt: at, rule: null, state: "overdue" as const }));
  return [...overdue, ...running];
}

function presentRow(
  instance: Instance,
  slugs: ReadonlyMap<string, string>,
  cards: ReadonlyMap<string, PersonCard>,
  marking: Marking,
): Row {
  const partyId = partyIdOf(instance.businessKey);
  return {
    id: instance.id,
    workflow: instance.workflow,
    version: instance.version,
    programme: slugs.get(instance.programmeId) ?? instance.programmeId,
    programmeId: instance.programmeId,
    stage: instance.stage,
    state: instance.state,
    status: instance.status,
    revision: instance.revision,
    owner: instance.ownerId,
    marking,
    card: { ...instance.card },
    createdAt: instance.createdAt.toISOString(),
    updatedAt: instance.updatedAt.toISOString(),
    party: partyId === undefined ? null : presentPerson(partyId, cards.get(partyId)),
  };
}

/** A party whose card is gone was erased: the id stays, the person does not. */
const presentPerson = (id: string, card: PersonCard | undefined): z.output<typeof person> => ({
  id,
  name: card?.name ?? null,
  organisation: card?.organisation ?? null,
  email: card?.email ?? null,
});
