import { z } from "zod";
import { id, programmeFilter } from "../../contract/common.ts";
import { changeProject, newProject, project, projectPage, projectState } from "../../contract/projects.ts";
import { ConvokeError, NotFound } from "../../lib/errors.ts";
import { newId } from "../../lib/ids.ts";
import type { Project } from "../../store/projects.ts";
import {
  changeProject as writeProject,
  insertProject,
  listProjects,
  readProject,
} from "../../store/projects.ts";
import { operation } from "../operation.ts";
import type { Asking, Operation } from "../operation.ts";
import { programmeOf, programmeSlugs } from "../programme-of.ts";

const params = z.object({ id });

export const projects: readonly Operation[] = [
  operation({
    method: "get",
    path: "/api/v1/projects",
    id: "listProjects",
    tag: "projects",
    summary: "List the projects of your programmes",
    needs: { data: "projects", act: "read" },
    query: z.strictObject({
      programme: programmeFilter,
      state: projectState.optional().meta({ description: "Where it stands." }),
    }),
    success: { status: 200, description: "All of them, by when they start.", schema: projectPage },
    async handle({ api, scope, query: { programme, state } }) {
      const programmeId =
        programme === undefined ? undefined : (await programmeOf(api, programme, scope, "query")).id;
      const slugs = await programmeSlugs(api);
      const found = await listProjects(api.db, { programmeId, state }, scope);
      return { body: { items: found.map((one) => present(one, slugs)), next: null } };
    },
  }),
  operation({
    method: "post",
    path: "/api/v1/projects",
    id: "makeProject",
    tag: "projects",
    summary: "Set up a project of a programme (S-001)",
    needs: { data: "projects", act: "keep" },
    body: newProject,
    success: { status: 201, description: "The project.", schema: project },
    problems: ["conflict"],
    async handle({ api, actor, demand, body: { programme, ...rest } }) {
      const { id: programmeId } = await programmeOf(api, programme, actor);
      demand({ programmeId, thing: "programme", id: programme });
      const made: Project = { id: newId(), programmeId, createdAt: await api.engine.now(), ...rest };
      if (!(await insertProject(api.db, made)))
        throw new ConvokeError("conflict", `The programme has a project with the slug ${rest.slug} already`);
      return { body: present(made, await programmeSlugs(api)) };
    },
  }),
  operation({
    method: "get",
    path: "/api/v1/projects/{id}",
    id: "getProject",
    tag: "projects",
    summary: "Look at a project",
    needs: { data: "projects", act: "read" },
    params,
    success: { status: 200, description: "The project.", schema: project },
    problems: ["not-found"],
    async handle(call) {
      return { body: present(await find(call, call.params.id), await programmeSlugs(call.api)) };
    },
  }),
  operation({
    method: "put",
    path: "/api/v1/projects/{id}",
    id: "changeProject",
    tag: "projects",
    summary: "Say anew what a project is and where it stands",
    needs: { data: "projects", act: "keep" },
    params,
    body: changeProject,
    success: { status: 200, description: "The project as it is now.", schema: project },
    problems: ["not-found"],
    async handle(call) {
      const { api, params } = call;
      const found = await find(call, params.id);
      const changed = { ...found, ...call.body };
      await writeProject(api.db, changed);
      return { body: present(changed, await programmeSlugs(api)) };
    },
  }),
];

async function find({ api, actor, demand }: Asking, id: string): Promise<Project> {
  const found = await readProject(api.db, id, actor);
  if (found === undefined) throw new NotFound("project", id);
  demand({ programmeId: found.programmeId, thing: "project", id });
  return found;
}

const present = (
  { programmeId, createdAt, ...rest }: Project,
  slugs: ReadonlyMap<string, string>,
): z.output<typeof project> => ({
  ...rest,
  programme: slugs.get(programmeId) ?? programmeId,
  createdAt: createdAt.toISOString(),
});
