/** Recusals as a fact: which engagements and accounts stay out of an instance, or of items of its agenda. */
import type { Json, JsonObject } from "../../workflows/workflow.ts";
import type { RecusedFrom } from "../contract/recusals.ts";
import { covers } from "../contract/recusals.ts";
import type { Queryable } from "../store/database.ts";
import type { Instance } from "../store/instances.ts";
import { findByBusinessKey } from "../store/instances.ts";
import { groupIdOf } from "../store/marked-records.ts";
import type { Recusal } from "../store/recusals.ts";
import { agendaItemsOf, organisationsOfParties, recusalsIn } from "../store/recusals.ts";

const PARTY = "party:";

export async function recusalsFor(tx: Queryable, instance: Instance): Promise<JsonObject> {
  const { id, workflow, programmeId } = instance;
  const recusals = await recusalsIn(tx, programmeId);
  if (recusals.length === 0) return { who: [], items: {} };
  const papersOf = await agendaItemsOf(tx, programmeId, [id]);
  const own: RecusedFrom = {
    id,
    kind: workflow,
    groupId: groupIdOf(instance),
    items: papersOf.get(id)?.map(({ meetingId, item }) => ({ meetingId, item })) ?? [],
    organisationIds: await organisationsOf(tx, instance),
  };
  const items: Record<string, Json> = {};
  for (const { item, papers } of agendaOf(instance)) {
    const place = { meetingId: id, item };
    const parts = [
      { ...own, items: [place] },
      ...papers.map((paper) => ({ ...own, id: paper, kind: "recommendation", items: [place] })),
    ];
    items[String(item)] = await idsOf(tx, programmeId, recusals, parts);
  }
  const declared = (papersOf.get(id) ?? []).flatMap(({ recused }) => recused);
  const who = await idsOf(tx, programmeId, recusals, [own]);
  return { who: [...new Set([...who, ...declared])], items };
}

/** Those that the party of a case stands with. */
async function organisationsOf(
  tx: Queryable,
  { businessKey, workflow }: Instance,
): Promise<readonly string[]> {
  if (workflow !== "engagement" || businessKey?.startsWith(PARTY) !== true) return [];
  const partyId = businessKey.slice(PARTY.length);
  return (await organisationsOfParties(tx, [partyId])).get(partyId) ?? [];
}

/** Engagements of the parties, and accounts as they are. */
async function idsOf(
  tx: Queryable,
  programmeId: string,
  recusals: readonly Recusal[],
  parts: readonly RecusedFrom[],
): Promise<string[]> {
  const ids: string[] = [];
  for (const { person, scope } of recusals) {
    if (!parts.some((part) => covers(scope, part))) continue;
    const isParty = person.startsWith(PARTY);
    const engagement = isParty ? await findByBusinessKey(tx, programmeId, "engagement", person) : undefined;
    ids.push(
      ...(isParty ? (engagement === undefined ? [] : [engagement.id]) : [person.slice("account:".length)]),
    );
  }
  return ids;
}

function agendaOf({ card }: Instance): { readonly item: number; readonly papers: readonly string[] }[] {
  const { agenda } = card as { readonly agenda?: readonly { item: number; papers: readonly string[] }[] };
  return [...(agenda ?? [])];
}
