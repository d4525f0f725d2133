import { z } from "zod";
import type { Actor } from "../../contract/actor.ts";
import { programmesOf } from "../../contract/actor.ts";
import { id } from "../../contract/common.ts";
import {
  dismissal,
  duplicateOrganisations,
  duplicateOrganisationsPage,
  duplicatePeople,
  duplicatePeoplePage,
  duplicatesQuery,
} from "../../contract/duplicates.ts";
import { sealRecord } from "../../directory/people.ts";
import { NotFound } from "../../lib/errors.ts";
import type { Pair } from "../../store/duplicate-pairs.ts";
import { dismissPair, listPairs, readPair } from "../../store/duplicate-pairs.ts";
import { listInstitutions } from "../../store/institutions.ts";
import { namesOfOrganisations } from "../../store/organisations.ts";
import { readCards } from "../../store/parties.ts";
import { knownPeoplePage } from "../../auth/known-people.ts";
import { findPerson } from "../people/find-person.ts";
import type { Api } from "../api.ts";
import { pageById, readIdCursor } from "../cursor.ts";
import { operation } from "../operation.ts";
import type { Operation } from "../operation.ts";
import { programmeOf, programmeSlugs } from "../programme-of.ts";

const params = z.object({ id });
const people = { data: "people", act: "keep" } as const;
const organisations = { data: "organisations", act: "keep" } as const;
const order = "The surest first, each with its reasons. What was dismissed is not suggested again.";

export const duplicates: readonly Operation[] = [
  operation({
    method: "get",
    path: "/api/v1/duplicates",
    id: "listDuplicatePeople",
    tag: "people",
    summary: "Pairs of people who may be one",
    description: order,
    needs: people,
    query: duplicatesQuery,
    success: { status: 200, description: "A page.", schema: duplicatePeoplePage },
    async handle({ api, scope, query: { programme, status, of, limit, cursor } }) {
      const owners =
        programme === undefined
          ? programmesOf(scope)
          : [(await programmeOf(api, programme, scope, "query")).id];
      const rows = await knownPeoplePage(api.db, scope, limit, {
        read: async (count, last: Pair | undefined) => {
          const afterId = last?.id ?? readIdCursor(cursor);
          return await listPairs(api.db, "person", { owners, status, ofId: of, limit: count, afterId });
        },
        about: bothOf,
      });
      const { items, next } = pageById(rows, limit, (row) => row.id);
      return { body: { items: await presentPeople(api, items), next } };
    },
  }),
  operation({
    method: "post",
    path: "/api/v1/duplicates/{id}/dismissal",
    id: "dismissDuplicatePeople",
    tag: "people",
    summary: "Say that two people are not the same",
    needs: people,
    params,
    body: dismissal,
    success: { status: 200, description: "The pair.", schema: duplicatePeople },
    problems: ["not-found"],
    async handle(call) {
      const { api, actor, params } = call;
      const pair = await readPair(api.db, "person", params.id);
      if (pair === undefined) throw new NotFound("pair", params.id);
      const { id: partyId } = await findPerson(call, pair.leftId);
      await findPerson(call, pair.rightId);
      const { body } = call;
      const noteId =
        body.note === undefined
          ? null
          : await sealRecord(api.directory, partyId, { purpose: "duplicate/note", text: body.note });
      await dismiss(api, actor, pair.id, body.because, noteId);
      const [shown] = await presentPeople(api, await again(api, "person", pair.id));
      return { body: shown };
    },
  }),
  operation({
    method: "get",
    path: "/api/v1/organisation-duplicates",
    id: "listDuplicateOrganisations",
    tag: "organisations",
    summary: "Pairs of organisations that may be one",
    description: order,
    needs: organisations,
    query: duplicatesQuery,
    success: { status: 200, description: "A page.", schema: duplicateOrganisationsPage },
    async handle({ api, scope, query: { programme, status, of, limit, cursor } }) {
      const owners =
        programme === undefined
          ? (await listInstitutions(api.db, scope)).map((one) => one.id)
          : [(await programmeOf(api, programme, scope, "query")).institutionId];
      const filter = { owners, status, ofId: of, limit: limit + 1, afterId: readIdCursor(cursor) };
      const { items, next } = pageById(
        await listPairs(api.db, "organisation", filter),
        limit,
        (row) => row.id,
      );
      return { body: { items: await presentOrganisations(api, scope, items), next } };
    },
  }),
  operation({
    method: "post",
    path: "/api/v1/organisation-duplicates/{id}/dismissal",
    id: "dismissDuplicateOrganisations",
    tag: "organisations",
    summary: "Say that two organisations are not the same",
    needs: organisations,
    params,
    body: dismissal.omit({ note: true }).meta({ id: "OrganisationDismissal" }),
    success: { status: 200, description: "The pair.", schema: duplicateOrganisations },
    problems: ["not-found"],
    async handle({ api, actor, scope, params, body }) {
      const pair = await readPair(api.db, "organisation", params.id);
      const institutions = await listInstitutions(api.db, scope);
      if (pair === undefined || !institutions.some((one) => one.id === pair.institutionId))
        throw new NotFound("pair", params.id);
      await dismiss(api, actor, pair.id, body.because, null);
      const [shown] = await presentOrganisations(api, scope, await again(api, "organisation", pair.id));
      return { body: shown };
    },
  }),
];

const bothOf = ({ leftId, rightId, programmeId }: Pair) =>
  [leftId, rightId].map((id) => ({ id, programmeId: programmeId ?? "" }));

async function dismiss(api: Api, actor: Actor, pairId: string, because: string, noteId: string | null) {
  await dismissPair(api.db, pairId, { by: actor.id, at: await api.engine.now(), because, noteId });
}

async function again({ db }: Api, kind: "person" | "organisation", pairId: string): Promise<Pair[]> {
  const pair = await readPair(db, kind, pairId);
  if (pair === undefined) throw new NotFound("pair", pairId);
  return [pair];
}

const common = ({ id, score, reasons, status, foundAt, dismissedBy, dismissedAt, because }: Pair) => ({
  id,
  score,
  reasons: [...reasons],
  status,
  foundAt: foundAt.toISOString(),
  dismissedBy,
  dismissedAt: dismissedAt?.toISOString() ?? null,
  because: because as z.output<typeof dismissal>["because"] | null,
});

async function presentPeople(api: Api, pairs: readonly Pair[]): Promise<z.output<typeof duplicatePeople>[]> {
  const ids = pairs.flatMap(({ leftId, rightId }) => [leftId, rightId]);
  const [cards, slugs] = [await readCards(api.db, ids), await programmeSlugs(api)];
  const card = (partyId: string) => {
    const { name, organisation, email } = cards.get(partyId) ?? {
      name: null,
      organisation: null,
      email: null,
    };
    return { id: partyId, name, organisation, email };
  };
  return pairs.map((one) => ({
    ...common(one),
    programme: slugs.get(one.programmeId ?? "") ?? "",
    people: [card(one.leftId), card(one.rightId)],
  }));
}

async function presentOrganisations(
  api: Api,
  scope: Actor,
  pairs: readonly Pair[],
): Promise<z.output<typeof duplicateOrganisations>[]> {
  const ids = pairs.flatMap(({ leftId, rightId }) => [leftId, rightId]);
  const known = await namesOfOrganisations(api.db, ids);
  const slugs = new Map((await listInstitutions(api.db, scope)).map((one) => [one.id, one.slug]));
  const named = (organisationId: string) => ({
    id: organisationId,
    name: known.get(organisationId)?.name ?? "",
    country: known.get(organisationId)?.country ?? null,
  });
  return pairs.map((one) => ({
    ...common(one),
    institution: slugs.get(one.institutionId ?? "") ?? "",
    organisations: [named(one.leftId), named(one.rightId)],
  }));
}
