import { z } from "zod";
import type { Actor } from "../../contract/actor.ts";
import {
  changeInstitution,
  institution,
  institutionPage,
  newInstitution,
} from "../../contract/institutions.ts";
import { ConvokeError, NotFound } from "../../lib/errors.ts";
import { newId } from "../../lib/ids.ts";
import type { Institution } from "../../store/institutions.ts";
import {
  insertInstitution,
  listInstitutions,
  readInstitution,
  renameInstitution,
} from "../../store/institutions.ts";
import { listProgrammes } from "../../store/programmes.ts";
import type { Api } from "../api.ts";
import { operation } from "../operation.ts";
import type { Operation } from "../operation.ts";

const params = z.object({ id: z.string().max(100).meta({ description: "The id or slug." }) });

export const institutions: readonly Operation[] = [
  operation({
    method: "get",
    path: "/api/v1/institutions",
    id: "listInstitutions",
    tag: "institutions",
    summary: "List the institutions whose programmes you have a part in (S-001)",
    needs: { data: "institutions", act: "read" },
    success: { status: 200, description: "All of them.", schema: institutionPage },
    async handle({ api, scope }) {
      const found = await listInstitutions(api.db, scope);
      return { body: { items: await Promise.all(found.map((one) => present(api, one, scope))), next: null } };
    },
  }),
  operation({
    method: "post",
    path: "/api/v1/institutions",
    id: "makeInstitution",
    tag: "institutions",
    summary: "Set up an institution, whose programmes share one directory of organisations",
    needs: { data: "house", act: "keep" },
    body: newInstitution,
    success: { status: 201, description: "The institution.", schema: institution },
    problems: ["conflict"],
    async handle({ api, actor, body }) {
      const made: Institution = { id: newId(), createdAt: await api.engine.now(), ...body };
      if (!(await insertInstitution(api.db, made)))
        throw new ConvokeError("conflict", `An institution with the slug ${body.slug} exists already`);
      return { body: await present(api, made, actor) };
    },
  }),
  operation({
    method: "get",
    path: "/api/v1/institutions/{id}",
    id: "getInstitution",
    tag: "institutions",
    summary: "Look at an institution",
    needs: { data: "institutions", act: "read" },
    params,
    success: { status: 200, description: "The institution.", schema: institution },
    problems: ["not-found"],
    async handle({ api, scope, params }) {
      return { body: await present(api, await find(api, params.id, scope), scope) };
    },
  }),
  operation({
    method: "put",
    path: "/api/v1/institutions/{id}",
    id: "changeInstitution",
    tag: "institutions",
    summary: "Change what an institution is called",
    needs: { data: "house", act: "keep" },
    params,
    body: changeInstitution,
    success: { status: 200, description: "The institution as it is now.", schema: institution },
    problems: ["not-found"],
    async handle({ api, actor, params, body }) {
      const found = await find(api, params.id, actor);
      await renameInstitution(api.db, found.id, body);
      return { body: await present(api, { ...found, ...body }, actor) };
    },
  }),
];

async function find({ db }: Api, idOrSlug: string, actor: Actor): Promise<Institution> {
  const found = await readInstitution(db, idOrSlug, actor);
  if (found === undefined) throw new NotFound("institution", idOrSlug);
  return found;
}

async function present({ db }: Api, one: Institution, scope: Actor): Promise<z.output<typeof institution>> {
  const programmes = await listProgrammes(db, scope);
  return {
    ...one,
    programmes: programmes.filter(({ institutionId }) => institutionId === one.id).map(({ slug }) => slug),
    createdAt: one.createdAt.toISOString(),
  };
}
