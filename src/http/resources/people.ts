import { z } from "zod";
import { hiddenPeople, markingsOfPeople } from "../../auth/known-people.ts";
import { filledPage } from "../../auth/known-records.ts";
import { scopeOf } from "../../auth/scope-of.ts";
import type { Actor } from "../../contract/actor.ts";
import { id, paging, programmeFilter, typed } from "../../contract/common.ts";
import { changePerson, newPerson, peoplePage, personDetail } from "../../contract/people.ts";
import type { personRow } from "../../contract/people.ts";
import { correctPerson, detailsOf, enterPerson } from "../../directory/person-file.ts";
import { suggestOrganisations } from "../../directory/suggest-organisations.ts";
import { ConvokeError, NotFound } from "../../lib/errors.ts";
import { affiliationsOf, currentAffiliations } from "../../store/affiliations.ts";
import type { Person, PersonCard } from "../../store/parties.ts";
import { readPerson, searchPeople } from "../../store/parties.ts";
import { readProgramme } from "../../store/programmes.ts";
import { presentAffiliations } from "../people/present-affiliations.ts";
import { findPerson, viewsOf } from "../people/find-person.ts";
import type { Api } from "../api.ts";
import { pageById, readIdCursor } from "../cursor.ts";
import { operation } from "../operation.ts";
import type { AnyCall, Operation } from "../operation.ts";
import { programmeOf, programmeSlugs } from "../programme-of.ts";
import { foundBy } from "../search/find-people.ts";

const params = z.object({ id });
const READ = { data: "people", act: "read" } as const;

export const people: readonly Operation[] = [
  operation({
    method: "get",
    path: "/api/v1/people",
    id: "searchPeople",
    tag: "people",
    summary: "Find people as you type, by name, organisation or e-mail address",
    description:
      "Whose name begins with the words come first; accents make no difference. The card only; nobody is found by what of them is not shown, and whoever was erased is not found.",
    needs: { data: "people", act: "read" },
    query: z.strictObject({
      q: typed,
      programme: programmeFilter,
      organisation: id
        .optional()
        .meta({ description: "Id of the organisation they are affiliated with now." }),
      ...paging,
    }),
    success: { status: 200, description: "A page.", schema: peoplePage },
    async handle({ api, scope, query: { q, programme, organisation, limit, cursor } }) {
      const programmeId =
        programme === undefined ? undefined : (await programmeOf(api, programme, scope, "query")).id;
      const filter = { q, programmeId, organisationId: organisation };
      const within = scopeOf(scope, READ);
      // Nobody is found by what the caller is not shown: that would tell whose it is.
      const rows = await filledPage(
        limit,
        async (count, last: PersonCard | undefined) => {
          const afterId = last?.partyId ?? readIdCursor(cursor);
          return await searchPeople(api.db, { ...filter, limit: count, afterId }, within);
        },
        async (cards) => (await foundBy(api, scope, q, cards)).map(({ card }) => card),
      );
      const { items, next } = pageById(rows, limit, ({ partyId }) => partyId);
      return { body: { items: await presentCards(api, items, scope), next } };
    },
  }),
  operation({
    method: "post",
    path: "/api/v1/people",
    id: "enterPerson",
    tag: "people",
    summary: "Enter somebody who has not written to you",
    description:
      "An address that somebody of the programme has already is refused with 409, which names them.",
    needs: { data: "people", act: "keep" },
    body: newPerson,
    success: { status: 201, description: "The person.", schema: personDetail },
    problems: ["conflict"],
    async handle(call) {
      const { api, actor, demand } = call;
      const { programme, ...rest } = call.body;
      const { id: programmeId } = await programmeOf(api, programme, actor);
      demand({ programmeId, thing: "programme", id: programme });
      const entered = await namingNobodyHidden(
        call,
        programmeId,
        enterPerson(api.directory, { programmeId, ...rest }),
      );
      return { body: await presentPerson(api, actor, entered) };
    },
  }),
  operation({
    method: "get",
    path: "/api/v1/people/{id}",
    id: "getPerson",
    tag: "people",
    summary: "Look at a person: card, affiliations, and to those who may read them the sealed details",
    needs: { data: "people", act: "read" },
    params,
    success: { status: 200, description: "The person.", schema: personDetail },
    problems: ["not-found"],
    async handle(call) {
      const { id } = await findPerson(call, call.params.id);
      return { body: await presentPerson(call.api, call.actor, id) };
    },
  }),
  operation({
    method: "put",
    path: "/api/v1/people/{id}",
    id: "correctPerson",
    tag: "people",
    summary: "Correct what is known of a person",
    description:
      "What is left out stays; `details` are replaced whole. The organisation of somebody with a current affiliation follows that.",
    needs: { data: "people", act: "keep" },
    params,
    body: changePerson,
    success: { status: 200, description: "The person as they are now.", schema: personDetail },
    problems: ["not-found", "conflict", "sealed"],
    async handle(call) {
      const { api, actor, params } = call;
      const person = await findPerson(call, params.id);
      await namingNobodyHidden(call, person.programmeId, correctPerson(api.directory, person, call.body));
      return { body: await presentPerson(api, actor, person.id) };
    },
  }),
];

/** A conflict names the other person only to who may be told of them. */
async function namingNobodyHidden<Result>(
  { api, actor }: Pick<AnyCall, "api" | "actor">,
  programmeId: string,
  change: Promise<Result>,
): Promise<Result> {
  try {
    return await change;
  } catch (error) {
    if (!(error instanceof ConvokeError) || error.code !== "conflict") throw error;
    const { existing } = error.extra;
    if (typeof existing !== "string") throw error;
    const hidden = await hiddenPeople(api.db, actor, [{ id: existing, programmeId }]);
    throw hidden.has(existing) ? new ConvokeError("conflict", error.message) : error;
  }
}

async function presentCards(
  api: Api,
  cards: readonly PersonCard[],
  actor: Actor,
): Promise<z.output<typeof personRow>[]> {
  const people = cards.map(({ partyId, programmeId }) => ({ id: partyId, programmeId }));
  const views = await viewsOf(api, actor, people);
  const current = await currentAffiliations(
    api.db,
    cards.map(({ partyId }) => partyId),
  );
  const [slugs, markings] = await Promise.all([programmeSlugs(api), markingsOfPeople(api.db, people)]);
  return cards.map(({ partyId, programmeId, ...card }) => ({
    ...card,
    marking: markings.get(partyId) ?? null,
    email: views.get(partyId) === "whole" ? card.email : null,
    id: partyId,
    programme: slugs.get(programmeId) ?? programmeId,
    organisationId: current.get(partyId)?.organisationId ?? null,
    capacity: current.get(partyId)?.capacity ?? null,
  }));
}

async function presentPerson(api: Api, actor: Actor, asked: string): Promise<z.output<typeof personDetail>> {
  const person = await readPerson(api.db, asked);
  if (person === undefined) throw new NotFound("person", asked);
  const { id } = person;
  const affiliations = await affiliationsOf(api.db, id);
  const isMatched = affiliations.some(({ until }) => until === null);
  const view = (await viewsOf(api, actor, [person])).get(id);
  const maySee = view === "whole";
  return {
    id,
    programme: (await programmeSlugs(api)).get(person.programmeId) ?? person.programmeId,
    name: person.name,
    email: maySee ? person.email : null,
    organisation: person.organisation,
    alsoKnown: maySee ? [...person.alsoKnown] : [],
    marking: (await markingsOfPeople(api.db, [person])).get(id) ?? null,
    details: maySee ? await detailsOf(api.directory, person) : null,
    affiliations: await presentAffiliations(api, affiliations, maySee),
    suggestions: isMatched ? [] : await suggestionsFor(api, actor, person),
    createdAt: person.createdAt.toISOString(),
  };
}

/** What somebody wrote of their organisation is never refused; a person matches it with the directory later. */
async function suggestionsFor({ db }: Api, actor: Actor, { organisation, programmeId }: Person) {
  const programme = await readProgramme(db, programmeId, actor);
  if (organisation === null || programme === undefined) return [];
  return await suggestOrganisations(db, { text: organisation, institutionId: programme.institutionId });
}
