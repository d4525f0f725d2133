import { z } from "zod";
import { hiddenPeople } from "../../auth/known-people.ts";
import type { Actor } from "../../contract/actor.ts";
import { programmesOf } from "../../contract/actor.ts";
import { id } from "../../contract/common.ts";
import { undoMerge } from "../../contract/merges.ts";
import {
  newOrganisationMerge,
  organisationMerge,
  organisationMergePage,
  organisationMergePlan,
  organisationMergeQuery,
  organisationUndoPlan,
  previewOrganisationMerge,
} from "../../contract/organisation-merges.ts";
import {
  mergeOrganisations,
  previewOrganisationMerge as preview,
} from "../../directory/merging-organisations/merge-organisations.ts";
import type { Sees } from "../../directory/merging-organisations/sort-since.ts";
import {
  previewOrganisationUndo,
  undoOrganisationMerge as undo,
} from "../../directory/merging-organisations/undo-merge.ts";
import { NotFound } from "../../lib/errors.ts";
import { listInstitutions } from "../../store/institutions.ts";
import type { OrganisationMerge } from "../../store/organisation-merges.ts";
import { listOrganisationMerges, readOrganisationMerge } from "../../store/organisation-merges.ts";
import type { Programme } from "../../store/programmes.ts";
import type { Api } from "../api.ts";
import { page, readCursor } from "../cursor.ts";
import { operation } from "../operation.ts";
import type { Asking, Operation } from "../operation.ts";
import { presentMerge } from "../present-merge.ts";
import { programmeOf } from "../programme-of.ts";

const params = z.object({ id });
const keep = { data: "organisations", act: "keep" } as const;

export const organisationMerges: readonly Operation[] = [
  operation({
    method: "post",
    path: "/api/v1/organisations/{id}/merge-preview",
    id: "previewOrganisationMerge",
    tag: "organisations",
    summary: "See what merging an organisation into this one does; changes nothing",
    description:
      "The organisation in the path survives. The plan is what the merge then carries out, so what it shows is the result.",
    needs: keep,
    params,
    body: previewOrganisationMerge,
    success: { status: 200, description: "The plan.", schema: organisationMergePlan },
    problems: ["not-found", "conflict"],
    async handle(call) {
      const { api, actor, body, params } = call;
      const wanted = { survivor: params.id, absorbed: body.absorbed, fields: body.fields };
      return { body: await preview(api.directory, await programmeNamed(call), wanted, actor) };
    },
  }),
  operation({
    method: "post",
    path: "/api/v1/organisations/{id}/merges",
    id: "mergeOrganisations",
    tag: "organisations",
    summary: "Merge an organisation into this one, as the preview showed it",
    description:
      "409 with the new plan when it is no longer the one that was seen. Nothing is lost: it can be undone for 30 days. Asked again, it answers the same merge.",
    needs: keep,
    params,
    body: newOrganisationMerge,
    success: { status: 201, description: "The merge.", schema: organisationMerge },
    problems: ["not-found", "conflict"],
    async handle(call) {
      const { api, actor, body, params } = call;
      const { programme: _, ...rest } = body;
      const wanted = { survivor: params.id, ...rest };
      const made = await mergeOrganisations(api.directory, await programmeNamed(call), wanted, actor);
      return { status: 201, body: await presentOne(api, actor, made) };
    },
  }),
  operation({
    method: "get",
    path: "/api/v1/organisation-merges",
    id: "listOrganisationMerges",
    tag: "organisations",
    summary: "List merges of organisations, newest first",
    needs: keep,
    query: organisationMergeQuery,
    success: { status: 200, description: "A page.", schema: organisationMergePage },
    async handle({ api, scope, query: { programme, organisation, limit, cursor } }) {
      const institutionId =
        programme === undefined
          ? undefined
          : (await programmeOf(api, programme, scope, "query")).institutionId;
      const filter = { institutionId, organisationId: organisation, limit: limit + 1 };
      const rows = await listOrganisationMerges(api.db, { ...filter, after: readCursor(cursor) }, scope);
      const { items, next } = page(
        rows,
        limit,
        ({ mergedAt, id }) => ({ createdAt: mergedAt, id }),
        (row) => row,
      );
      return { body: { items: await present(api, scope, items), next } };
    },
  }),
  operation({
    method: "get",
    path: "/api/v1/organisation-merges/{id}",
    id: "getOrganisationMerge",
    tag: "organisations",
    summary: "Look at a merge of organisations: from which side each field was taken",
    needs: keep,
    params,
    success: { status: 200, description: "The merge.", schema: organisationMerge },
    problems: ["not-found"],
    async handle({ api, scope, params }) {
      const found = await readOrganisationMerge(api.db, params.id, scope);
      if (found === undefined) throw new NotFound("merge", params.id);
      return { body: await presentOne(api, scope, found) };
    },
  }),
  operation({
    method: "get",
    path: "/api/v1/organisation-merges/{id}/undo",
    id: "previewOrganisationUndo",
    tag: "organisations",
    summary: "See what undoing a merge of organisations does: what has come since, and whose it is",
    needs: keep,
    params,
    success: { status: 200, description: "The plan.", schema: organisationUndoPlan },
    problems: ["not-found"],
    async handle({ api, actor, scope, params }) {
      const plan = await previewOrganisationUndo(api.directory, params.id, scope, seenBy(api, actor, scope));
      return { body: plan };
    },
  }),
  operation({
    method: "post",
    path: "/api/v1/organisation-merges/{id}/undo",
    id: "undoOrganisationMerge",
    tag: "organisations",
    summary:
      "Undo a merge of organisations within 30 days: both are as they were, and what has come since goes to whose it is",
    description:
      "409 while somebody has to say whose something is, and when the plan is no longer the one that was seen. Asked again, it answers the undone merge.",
    needs: keep,
    params,
    body: undoMerge,
    success: { status: 200, description: "The merge, undone.", schema: organisationMerge },
    problems: ["not-found", "conflict"],
    async handle({ api, actor, scope, params, body }) {
      const sees = seenBy(api, actor, scope);
      return { body: await presentOne(api, scope, await undo(api.directory, params.id, body, scope, sees)) };
    },
  }),
];

async function programmeNamed(
  call: Asking & { readonly body: { readonly programme: string } },
): Promise<Programme> {
  const { api, actor, demand, body } = call;
  const found = await programmeOf(api, body.programme, actor);
  demand({ programmeId: found.id, thing: "programme", id: body.programme });
  return found;
}

/** An organisation is shared, the people who work there are not: those of other programmes, or marked for others, stay unnamed. */
const seenBy =
  ({ db }: Pick<Api, "db">, actor: Actor, scope: Actor): Sees =>
  async (begun) => {
    const own = programmesOf(scope);
    const near = begun.filter(({ programmeId }) => own === null || own.includes(programmeId));
    const people = near.map(({ partyId, programmeId }) => ({ id: partyId, programmeId }));
    const hidden = await hiddenPeople(db, actor, people);
    return near.filter(({ partyId }) => !hidden.has(partyId));
  };

async function presentOne(api: Api, scope: Actor, one: OrganisationMerge) {
  const [body] = await present(api, scope, [one]);
  return body;
}

async function present(
  api: Api,
  scope: Actor,
  rows: readonly OrganisationMerge[],
): Promise<z.output<typeof organisationMerge>[]> {
  const slugs = new Map((await listInstitutions(api.db, scope)).map((one) => [one.id, one.slug]));
  return rows.map((row) => ({ ...presentMerge(row), institution: slugs.get(row.institutionId) ?? "" }));
}
