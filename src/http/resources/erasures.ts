import { z } from "zod";
import { reaches } from "../../contract/actor.ts";
import { id, paging } from "../../contract/common.ts";
import { erasure, erasurePage } from "../../contract/erasure.ts";
import { approveAndErase, requestErasure } from "../../directory/erasure/erase-person.ts";
import { NotFound } from "../../lib/errors.ts";
import type { Erasure } from "../../store/erasures.ts";
import { listErasures, readErasure } from "../../store/erasures.ts";
import { readPerson } from "../../store/parties.ts";
import type { Api } from "../api.ts";
import { page, readCursor } from "../cursor.ts";
import { operation } from "../operation.ts";
import type { Operation } from "../operation.ts";
import { programmeSlugs } from "../programme-of.ts";

const params = z.object({ id });

export const erasures: readonly Operation[] = [
  operation({
    method: "post",
    path: "/api/v1/people/{id}/erasure",
    id: "requestErasure",
    tag: "people",
    summary: "Ask for a person to be erased, and see what that would do",
    description:
      "A dry run: nothing changes until somebody else approves it. Asked for again, it answers the request that waits.",
    needs: { data: "erasure requests", act: "keep" },
    params,
    success: { status: 201, description: "The request with its plan.", schema: erasure },
    problems: ["not-found", "conflict", "sealed"],
    async handle({ api, actor, demand, params: { id } }) {
      const person = await readPerson(api.db, id);
      if (person === undefined || !reaches(actor, person)) throw new NotFound("person", id);
      demand({ programmeId: person.programmeId, thing: "person", id });
      return { body: await present(api, await requestErasure(api.erasing, person.id, actor.id)) };
    },
  }),
  operation({
    method: "get",
    path: "/api/v1/erasures",
    id: "listErasures",
    tag: "people",
    summary: "List erasures, newest first: what was asked for, who approved it, and the proof",
    description: "Nothing in it says who the person was.",
    needs: { data: "erasure requests", act: "read" },
    query: z.strictObject(paging),
    success: { status: 200, description: "A page.", schema: erasurePage },
    async handle({ api, scope, query: { limit, cursor } }) {
      const rows = await listErasures(api.db, { limit: limit + 1, after: readCursor(cursor) }, scope);
      const { items, next } = page(
        rows,
        limit,
        ({ requestedAt, id }) => ({ createdAt: requestedAt, id }),
        (row) => row,
      );
      return { body: { items: await Promise.all(items.map((one) => present(api, one))), next } };
    },
  }),
  operation({
    method: "get",
    path: "/api/v1/erasures/{id}",
    id: "getErasure",
    tag: "people",
    summary: "Look at an erasure: plan, what was done, what the search found",
    needs: { data: "erasure requests", act: "read" },
    params,
    success: { status: 200, description: "The erasure.", schema: erasure },
    problems: ["not-found"],
    async handle({ api, actor, demand, params: { id } }) {
      const found = await readErasure(api.db, id, actor);
      if (found === undefined) throw new NotFound("erasure", id);
      demand({ programmeId: found.programmeId, thing: "erasure", id });
      return { body: await present(api, found) };
    },
  }),
  operation({
    method: "post",
    path: "/api/v1/erasures/{id}/approval",
    id: "approveErasure",
    tag: "people",
    summary: "Approve an erasure that somebody else asked for, and carry it out",
    description:
      "Answers when the keys are destroyed and everything has been searched. 409 when what there is has changed since the plan was made, with the new plan, and while something has to be settled first. Called once more for one that was broken off, it takes that up.",
    needs: { data: "erasures", act: "keep" },
    params,
    success: { status: 200, description: "The erasure with its proof.", schema: erasure },
    problems: ["not-found", "conflict"],
    async handle({ api, actor, demand, params: { id } }) {
      const found = await readErasure(api.db, id, actor);
      if (found === undefined) throw new NotFound("erasure", id);
      demand({ programmeId: found.programmeId, thing: "erasure", id });
      return { body: await present(api, await approveAndErase(api.erasing, id, actor.id)) };
    },
  }),
];

async function present(api: Api, row: Erasure): Promise<z.output<typeof erasure>> {
  const { partyId, programmeId, position: _, keyIds: __, requestedAt, approvedAt, executedAt, ...rest } = row;
  return {
    ...rest,
    person: partyId,
    programme: (await programmeSlugs(api)).get(programmeId) ?? programmeId,
    requestedAt: requestedAt.toISOString(),
    approvedAt: approvedAt?.toISOString() ?? null,
    executedAt: executedAt?.toISOString() ?? null,
  };
}
