import { z } from "zod";
import { demandKnownPerson, knownPeoplePage } from "../../auth/known-people.ts";
import { knownIds } from "../../auth/known-records.ts";
import type { Actor } from "../../contract/actor.ts";
import { id } from "../../contract/common.ts";
import type { MergePlan } from "../../contract/merges.ts";
import {
  merge,
  mergePage,
  mergePlan,
  mergeQuery,
  newMerge,
  previewMerge,
  undoMerge,
  undoPlan,
} from "../../contract/merges.ts";
import { mergePeople, previewMerge as preview } from "../../directory/merging/merge-people.ts";
import { previewUndo, undoMerge as undo } from "../../directory/merging/undo-merge.ts";
import { ConvokeError, NotFound } from "../../lib/errors.ts";
import type { Merge } from "../../store/merges.ts";
import { listMerges, readMerge } from "../../store/merges.ts";
import { findPerson } from "../people/find-person.ts";
import type { Api } from "../api.ts";
import { page, readCursor } from "../cursor.ts";
import { operation } from "../operation.ts";
import type { Asking, Operation } from "../operation.ts";
import { presentMerge } from "../present-merge.ts";
import { programmeOf, programmeSlugs } from "../programme-of.ts";

const params = z.object({ id });
const keep = { data: "people", act: "keep" } as const;

export const merges: readonly Operation[] = [
  operation({
    method: "post",
    path: "/api/v1/people/{id}/merge-preview",
    id: "previewMerge",
    tag: "people",
    summary: "See what merging somebody into this person does; changes nothing",
    description:
      "The person in the path survives. The plan is what the merge then carries out, so what it shows is the result.",
    needs: keep,
    params,
    body: previewMerge,
    success: { status: 200, description: "The plan.", schema: mergePlan },
    problems: ["not-found", "conflict", "sealed"],
    async handle(call) {
      const { api, actor } = call;
      const wanted = await wantedBy(call);
      return { body: await demandCases(api, actor, await preview(mergingOf(api), wanted)) };
    },
  }),
  operation({
    method: "post",
    path: "/api/v1/people/{id}/merges",
    id: "mergePeople",
    tag: "people",
    summary: "Merge somebody into this person, as the preview showed it",
    description:
      "409 with the new plan when it is no longer the one that was seen. Nothing is lost: it can be undone for 30 days. Asked again, it answers the same merge.",
    needs: keep,
    params,
    body: newMerge,
    success: { status: 201, description: "The merge.", schema: merge },
    problems: ["not-found", "conflict", "sealed"],
    async handle(call) {
      const { api, actor } = call;
      const wanted = await wantedBy(call, true);
      const { body } = call;
      const made = await mergePeople(
        mergingOf(api),
        { ...wanted, planHash: body.planHash, seen: (plan) => demandCases(api, actor, plan) },
        actor.id,
      );
      return { status: 201, body: await present(api, made) };
    },
  }),
  operation({
    method: "get",
    path: "/api/v1/merges",
    id: "listMerges",
    tag: "people",
    summary:
      "List merges of people, newest first: who was merged into whom, by whom, and whether it was undone",
    needs: keep,
    query: mergeQuery,
    success: { status: 200, description: "A page.", schema: mergePage },
    async handle({ api, scope, query: { programme, person, limit, cursor } }) {
      const programmeId =
        programme === undefined ? undefined : (await programmeOf(api, programme, scope, "query")).id;
      const rows = await knownPeoplePage(api.db, scope, limit, {
        read: async (count, last: Merge | undefined) => {
          const after = last === undefined ? readCursor(cursor) : { createdAt: last.mergedAt, id: last.id };
          return await listMerges(api.db, { programmeId, partyId: person, limit: count, after }, scope);
        },
        about: survivorOf,
      });
      const { items, next } = page(
        rows,
        limit,
        ({ mergedAt, id }) => ({ createdAt: mergedAt, id }),
        (row) => row,
      );
      return { body: { items: await Promise.all(items.map((one) => present(api, one))), next } };
    },
  }),
  operation({
    method: "get",
    path: "/api/v1/merges/{id}",
    id: "getMerge",
    tag: "people",
    summary: "Look at a merge: from which side each field was taken",
    needs: keep,
    params,
    success: { status: 200, description: "The merge.", schema: merge },
    problems: ["not-found"],
    async handle(call) {
      return { body: await present(call.api, await findMerge(call, call.params.id)) };
    },
  }),
  operation({
    method: "get",
    path: "/api/v1/merges/{id}/undo",
    id: "previewUndo",
    tag: "people",
    summary: "See what undoing a merge does: what has come since, and whose it is",
    needs: keep,
    params,
    success: { status: 200, description: "The plan.", schema: undoPlan },
    problems: ["not-found"],
    async handle(call) {
      const { id: mergeId } = await findMerge(call, call.params.id);
      return { body: await previewUndo(mergingOf(call.api), mergeId) };
    },
  }),
  operation({
    method: "post",
    path: "/api/v1/merges/{id}/undo",
    id: "undoMerge",
    tag: "people",
    summary:
      "Undo a merge within 30 days: both are as they were, and what has come since goes to whose it is",
    description:
      "409 while somebody has to say whose something is, and when the plan is no longer the one that was seen. Asked again, it answers the undone merge.",
    needs: keep,
    params,
    body: undoMerge,
    success: { status: 200, description: "The merge, undone.", schema: merge },
    problems: ["not-found", "conflict", "sealed"],
    async handle(call) {
      const { api, actor } = call;
      const { id: mergeId } = await findMerge(call, call.params.id);
      return { body: await present(api, await undo(mergingOf(api), mergeId, call.body, actor.id)) };
    },
  }),
];

const mergingOf = ({ directory, engine }: Api) => ({ directory, engine });

/** Both are the caller's to keep. `asNamed`: a merge names the rows themselves, so that it can be asked for twice. */
async function wantedBy(
  call: Asking & {
    readonly params: { readonly id: string };
    readonly body: z.output<typeof previewMerge>;
  },
  asNamed = false,
) {
  const { id: survivor } = call.params;
  const one = await findPerson(call, survivor);
  const { absorbed, fields } = call.body;
  const other = await findPerson(call, absorbed);
  return asNamed ? { survivor, absorbed, fields } : { survivor: one.id, absorbed: other.id, fields };
}

/** Whoever may not know of one of the cases does not merge it: throws `forbidden`. */
async function demandCases({ db }: Pick<Api, "db">, actor: Actor, plan: MergePlan): Promise<MergePlan> {
  const { hidden } = await knownIds(
    db,
    actor,
    plan.cases.map(({ id }) => id),
  );
  if (hidden.size === 0) return plan;
  throw new ConvokeError(
    "forbidden",
    "One of them has a case that is marked for others; they have to merge it",
  );
}

async function findMerge({ api, actor, demand }: Asking, mergeId: string): Promise<Merge> {
  const found = await readMerge(api.db, mergeId, actor);
  if (found === undefined) throw new NotFound("merge", mergeId);
  demand({ programmeId: found.programmeId, thing: "merge", id: mergeId });
  await demandKnownPerson(api.db, actor, survivorOf(found));
  return found;
}

const survivorOf = ({ survivorId, programmeId }: Merge) => ({ id: survivorId, programmeId });

async function present(api: Api, row: Merge): Promise<z.output<typeof merge>> {
  const programme = (await programmeSlugs(api)).get(row.programmeId) ?? row.programmeId;
  return { ...presentMerge(row), programme };
}
