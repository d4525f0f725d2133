import { z } from "zod";
import { demandKnownPerson, knownPeoplePage } from "../../auth/known-people.ts";
import type { Actor } from "../../contract/actor.ts";
import { id, paging, programmeFilter } from "../../contract/common.ts";
import {
  affiliation,
  answerSeats,
  beginAffiliation,
  endAffiliation,
  jobChange,
  jobChangePage,
  newJobChange,
} from "../../contract/people.ts";
import { beginAffiliation as begin, finishAffiliation } from "../../directory/affiliations.ts";
import { answerSeatQuestions, changeJob } from "../../directory/job-changes.ts";
import { NotFound } from "../../lib/errors.ts";
import { readAffiliation } from "../../store/affiliations.ts";
import type { JobChange } from "../../store/job-changes.ts";
import { listJobChanges, readJobChange } from "../../store/job-changes.ts";
import { findPerson } from "../people/find-person.ts";
import { presentAffiliations, presentJobChanges } from "../people/present-affiliations.ts";
import type { Api } from "../api.ts";
import { page, readCursor } from "../cursor.ts";
import { operation } from "../operation.ts";
import type { Asking, Operation } from "../operation.ts";
import { programmeOf } from "../programme-of.ts";

const params = z.object({ id });

export const affiliations: readonly Operation[] = [
  operation({
    method: "post",
    path: "/api/v1/people/{id}/affiliations",
    id: "beginAffiliation",
    tag: "people",
    summary: "Say that somebody works with an organisation, or did",
    description:
      "Their card then shows the organisation. A second lasting one with the same organisation is refused.",
    needs: { data: "people", act: "keep" },
    params,
    body: beginAffiliation,
    success: { status: 201, description: "The affiliation.", schema: affiliation },
    problems: ["not-found", "conflict", "sealed"],
    async handle(call) {
      const { api, actor, params } = call;
      const person = await findPerson(call, params.id);
      return await replyAffiliation(api, actor, await begin(api.directory, person, call.body, actor));
    },
  }),
  operation({
    method: "post",
    path: "/api/v1/affiliations/{id}/end",
    id: "endAffiliation",
    tag: "people",
    summary: "Say that an affiliation is over",
    description: "For somebody who holds a seat, change the job instead: it asks what becomes of the seat.",
    needs: { data: "people", act: "keep" },
    params,
    body: endAffiliation,
    success: { status: 200, description: "The affiliation.", schema: affiliation },
    problems: ["not-found", "conflict", "sealed"],
    async handle(call) {
      const { api, actor, demand, params } = call;
      const found = await readAffiliation(api.db, params.id, actor);
      if (found === undefined) throw new NotFound("affiliation", params.id);
      demand({ programmeId: found.programmeId, thing: "affiliation", id: params.id });
      await demandKnownPerson(api.db, actor, personOf(found));
      await finishAffiliation(api.directory, found, call.body.until, actor);
      return await replyAffiliation(api, actor, found.id);
    },
  }),
  operation({
    method: "post",
    path: "/api/v1/people/{id}/job-changes",
    id: "changeJob",
    tag: "people",
    summary: "Say that somebody changed jobs, and learn what they hold: does the seat follow?",
    description:
      "One affiliation ends the day before, the other begins. What the person holds stays as it is: for the case and every seat, offer and place on a list there is a question, open until it is answered.",
    needs: { data: "people", act: "keep" },
    params,
    body: newJobChange,
    success: { status: 201, description: "The change with its questions.", schema: jobChange },
    problems: ["not-found", "conflict", "sealed"],
    async handle(call) {
      const { api, actor, params } = call;
      const person = await findPerson(call, params.id);
      return await replyChange(api, await changeJob(api.directory, person, call.body, actor));
    },
  }),
  operation({
    method: "get",
    path: "/api/v1/job-changes",
    id: "listJobChanges",
    tag: "people",
    summary: "List changes of jobs, newest first",
    needs: { data: "job changes", act: "read" },
    query: z.strictObject({
      programme: programmeFilter,
      person: id.optional().meta({ description: "Id of the person." }),
      open: z
        .enum(["true", "false"])
        .optional()
        .meta({ description: "`true`: somebody still has to say what becomes of a seat." }),
      ...paging,
    }),
    success: { status: 200, description: "A page.", schema: jobChangePage },
    async handle({ api, scope, query: { programme, person, open, limit, cursor } }) {
      const programmeId =
        programme === undefined ? undefined : (await programmeOf(api, programme, scope, "query")).id;
      const filter = {
        programmeId,
        partyId: person,
        isOpen: open === undefined ? undefined : open === "true",
      };
      const rows = await knownPeoplePage(api.db, scope, limit, {
        read: async (count, last: JobChange | undefined) =>
          await listJobChanges(api.db, { ...filter, limit: count, after: last ?? readCursor(cursor) }, scope),
        about: personOf,
      });
      const { items, next } = page(
        rows,
        limit,
        (row) => row,
        (row) => row,
      );
      return { body: { items: await presentJobChanges(api, items), next } };
    },
  }),
  operation({
    method: "get",
    path: "/api/v1/job-changes/{id}",
    id: "getJobChange",
    tag: "people",
    summary: "Look at a change of jobs and what has been answered",
    needs: { data: "job changes", act: "read" },
    params,
    success: { status: 200, description: "The change with its questions.", schema: jobChange },
    problems: ["not-found"],
    async handle(call) {
      return await replyChange(call.api, await findChange(call, call.params.id));
    },
  }),
  operation({
    method: "post",
    path: "/api/v1/job-changes/{id}/answers",
    id: "answerSeatQuestions",
    tag: "people",
    summary: "Answer for each seat: does it follow, stay with the organisation, or end?",
    description:
      "An answer is recorded with who gave it and stands. It moves no case by itself: whoever decides then sends the event that does.",
    needs: { data: "job changes", act: "keep" },
    params,
    body: answerSeats,
    success: { status: 200, description: "The change with its questions.", schema: jobChange },
    problems: ["not-found", "conflict"],
    async handle(call) {
      const { api, actor, params } = call;
      const change = await findChange(call, params.id);
      await answerSeatQuestions(api.directory, change, call.body.answers, actor);
      return await replyChange(api, change);
    },
  }),
];

async function findChange({ api, actor, demand }: Asking, id: string): Promise<JobChange> {
  const found = await readJobChange(api.db, id, actor);
  if (found === undefined) throw new NotFound("change of jobs", id);
  demand({ programmeId: found.programmeId, thing: "change of jobs", id });
  await demandKnownPerson(api.db, actor, personOf(found));
  return found;
}

const personOf = ({ partyId, programmeId }: Pick<JobChange, "partyId" | "programmeId">) => ({
  id: partyId,
  programmeId,
});

async function replyChange(api: Api, change: JobChange) {
  const [body] = await presentJobChanges(api, [change]);
  return { body };
}

/** Whoever wrote it may read it whole. */
async function replyAffiliation(api: Api, actor: Actor, id: string) {
  const found = await readAffiliation(api.db, id, actor);
  if (found === undefined) throw new NotFound("affiliation", id);
  const [body] = await presentAffiliations(api, [found], true);
  return { body };
}
