import { z } from "zod";
import type { Actor } from "../../contract/actor.ts";
import { country, id, paging, programmeFilter, typed } from "../../contract/common.ts";
import {
  changeOrganisation,
  level,
  newOrganisation,
  organisation,
  organisationPage,
} from "../../contract/organisations.ts";
import { code } from "../../contract/taxonomies.ts";
import { makeOrganisation, reviseOrganisation } from "../../directory/organisations.ts";
import { NotFound } from "../../lib/errors.ts";
import { listInstitutions } from "../../store/institutions.ts";
import type { Organisation } from "../../store/organisations.ts";
import {
  organisationNames,
  parentsOf,
  readOrganisation,
  searchOrganisations,
  sectorsOf,
} from "../../store/organisations.ts";
import { listProgrammes } from "../../store/programmes.ts";
import type { Api } from "../api.ts";
import { pageById, readIdCursor } from "../cursor.ts";
import { expectedRevisionOf } from "../instances/headers.ts";
import { operation } from "../operation.ts";
import type { Operation } from "../operation.ts";
import { programmeOf } from "../programme-of.ts";

const params = z.object({ id });

export const organisations: readonly Operation[] = [
  operation({
    method: "get",
    path: "/api/v1/organisations",
    id: "searchOrganisations",
    tag: "organisations",
    summary: "Find organisations as you type, or list them by name",
    description:
      "Those whose name begins with the words come first. The programmes of an institution share its organisations; sectors are each programme's own.",
    needs: { data: "organisations", act: "read" },
    query: z.strictObject({
      q: typed,
      programme: programmeFilter,
      kind: code.optional().meta({ description: "A code of the list `organisation_kinds`." }),
      level: level.optional().meta({ description: "At which level it works." }),
      country: country.optional().meta({ description: "ISO 3166-1 alpha-2." }),
      sector: code.optional().meta({ description: "A code of the list `sectors` it is filed under." }),
      ...paging,
    }),
    success: { status: 200, description: "A page.", schema: organisationPage },
    async handle({ api, scope, query: { q, programme, sector, limit, cursor, ...filter } }) {
      const seen = await programmesSeen(api, scope, programme);
      const institutionIds =
        programme === undefined
          ? (await listInstitutions(api.db, scope)).map((one) => one.id)
          : seen.map(({ institutionId }) => institutionId);
      const rows = await searchOrganisations(api.db, {
        ...filter,
        q,
        institutionIds,
        sector: sector === undefined ? undefined : { code: sector, programmeIds: seen.map((one) => one.id) },
        limit: limit + 1,
        afterId: readIdCursor(cursor),
      });
      const { items, next } = pageById(rows, limit, (row) => row.id);
      return { body: { items: await presentAll(api, items, scope, programme), next } };
    },
  }),
  operation({
    method: "post",
    path: "/api/v1/organisations",
    id: "makeOrganisation",
    tag: "organisations",
    summary: "Enter an organisation with its kind, level, parents, country and sectors (S-028, S-030)",
    description: "The institution's other programmes see it too, without the sectors.",
    needs: { data: "organisations", act: "keep" },
    body: newOrganisation,
    success: {
      status: 201,
      description: "The organisation. Its revision is the ETag.",
      schema: organisation,
    },
    problems: ["conflict"],
    async handle({ api, actor, demand, body: { programme, ...entry } }) {
      const found = await programmeOf(api, programme, actor);
      demand({ programmeId: found.id, thing: "programme", id: programme });
      const now = await api.engine.now();
      return await reply(
        api,
        await makeOrganisation(api.db, found, entry, { by: actor, now }),
        actor,
        programme,
      );
    },
  }),
  operation({
    method: "get",
    path: "/api/v1/organisations/{id}",
    id: "getOrganisation",
    tag: "organisations",
    summary: "Look at an organisation",
    needs: { data: "organisations", act: "read" },
    params,
    query: z.strictObject({ programme: programmeFilter }),
    success: {
      status: 200,
      description: "The organisation. Its revision is the ETag.",
      schema: organisation,
    },
    problems: ["not-found"],
    async handle({ api, scope, params, query }) {
      const found = await readOrganisation(api.db, params.id, scope);
      if (found === undefined) throw new NotFound("organisation", params.id);
      return await reply(api, found, scope, query.programme);
    },
  }),
  operation({
    method: "put",
    path: "/api/v1/organisations/{id}",
    id: "changeOrganisation",
    tag: "organisations",
    summary: "Say anew what an organisation is",
    description:
      "The sectors are those of the programme named; what other programmes filed stays. A retired kind or sector that it has may stay too.",
    needs: { data: "organisations", act: "keep" },
    params,
    body: changeOrganisation,
    headers: { "If-Match": "The revision the change is meant for, as an ETag." },
    success: {
      status: 200,
      description: "The organisation. Its revision is the ETag.",
      schema: organisation,
    },
    problems: ["not-found", "conflict", "stale-revision"],
    async handle({ api, actor, demand, params, body: { programme, ...entry }, request }) {
      const found = await programmeOf(api, programme, actor);
      demand({ programmeId: found.id, thing: "programme", id: programme });
      const expected = expectedRevisionOf(request);
      const changed = await reviseOrganisation(api.db, found, params.id, entry, { by: actor, expected });
      return await reply(api, changed, actor, programme);
    },
  }),
];

async function programmesSeen(api: Api, scope: Actor, programme: string | undefined) {
  return programme === undefined
    ? await listProgrammes(api.db, scope)
    : [await programmeOf(api, programme, scope, "query")];
}

async function reply(api: Api, one: Organisation, scope: Actor, programme: string | undefined) {
  const [body] = await presentAll(api, [one], scope, programme);
  return { headers: { ETag: `"${one.revision}"` }, body };
}

async function presentAll(
  api: Api,
  rows: readonly Organisation[],
  scope: Actor,
  programme: string | undefined,
): Promise<z.output<typeof organisation>[]> {
  const ids = rows.map(({ id }) => id);
  const seen = (await programmesSeen(api, scope, programme)).map((one) => one.id);
  const [parents, sectors, institutions] = await Promise.all([
    parentsOf(api.db, ids),
    sectorsOf(api.db, ids, seen),
    listInstitutions(api.db, scope),
  ]);
  const names = await organisationNames(api.db, [...parents.values()].flat());
  const slugs = new Map(institutions.map(({ id, slug }) => [id, slug]));
  return rows.map(({ institutionId, createdAt, otherNames, ...rest }) => ({
    ...rest,
    otherNames: [...otherNames],
    institution: slugs.get(institutionId) ?? institutionId,
    parents: (parents.get(rest.id) ?? []).map((id) => ({ id, name: names.get(id) ?? "" })),
    sectors: [...(sectors.get(rest.id) ?? [])],
    createdAt: createdAt.toISOString(),
  }));
}
