/** For administrators: where charts stand, which have stopped, and moving one to a newer version. */
import { z } from "zod";
import { id, paging, programmeFilter } from "../../contract/common.ts";
import { migrate, migrated, migrationPreview, parkedPage, workflowCounts } from "../../contract/operating.ts";
import { migrateInstance } from "../../engine/migrate-instance.ts";
import { previewMigration } from "../../engine/preview-migration.ts";
import { ConvokeError, InvalidInput, NotFound } from "../../lib/errors.ts";
import type { Instance } from "../../store/instances.ts";
import { countStandings, listParked } from "../../store/standing-counts.ts";
import type { Api } from "../api.ts";
import { pageById, readIdCursor } from "../cursor.ts";
import { operation } from "../operation.ts";
import type { Asking, Operation } from "../operation.ts";
import { presentParked } from "../present-parked.ts";
import { programmeOf } from "../programme-of.ts";

const operates = { data: "incidents", act: "keep" } as const;
const tag = "operating";

export const operatingCharts: readonly Operation[] = [
  operation({
    method: "get",
    path: "/api/v1/workflows/{name}/counts",
    id: "countWorkflow",
    tag,
    summary: "How many charts stand in each state of each version, and how many of them are parked",
    description:
      "Of those that have not ended. Whoever reads engagements counts theirs at /api/v1/engagements/counts.",
    needs: operates,
    params: z.object({ name: z.string() }),
    query: z.strictObject({ programme: programmeFilter }),
    success: { status: 200, description: "States where any stand.", schema: workflowCounts },
    problems: ["not-found"],
    async handle({ api, scope, params, query }) {
      if (!api.engine.registry.all().some(({ definition }) => definition.name === params.name))
        throw new NotFound("workflow", params.name);
      const programmeId = await programmeIdOf(api, query.programme, scope);
      return { body: { items: await countStandings(api.db, params.name, programmeId, scope) } };
    },
  }),
  operation({
    method: "get",
    path: "/api/v1/instances/parked",
    id: "listParked",
    tag,
    summary: "What stopped, why, since when, what it holds up, and what helps",
    needs: operates,
    query: z.strictObject({
      programme: programmeFilter,
      workflow: z.string().optional().meta({ description: "Name of a workflow, such as `engagement`." }),
      ...paging,
    }),
    success: { status: 200, description: "A page.", schema: parkedPage },
    async handle({ api, scope, query: { programme, workflow, limit, cursor } }) {
      const programmeId = await programmeIdOf(api, programme, scope);
      const afterId = readIdCursor(cursor);
      const filter = { workflow, programmeId, afterId, limit: limit + 1 };
      const { items, next } = pageById(await listParked(api.db, filter, scope), limit, (row) => row.id);
      return { body: { items: items.map((row) => presentParked(api.engine, row)), next } };
    },
  }),
  operation({
    method: "post",
    path: "/api/v1/instances/{id}/migrate-preview",
    id: "previewMigration",
    tag,
    summary: "What moving a chart to a newer version would do",
    needs: operates,
    params: z.object({ id }),
    body: migrate,
    success: {
      status: 200,
      description: "Where it would stand, and which timers.",
      schema: migrationPreview,
    },
    problems: ["not-found", "conflict"],
    async handle(call) {
      const { instance, to } = await movable(call, call.params.id, () => call.body.to);
      return { body: { id: instance.id, ...(await previewMigration(call.api.engine, instance, to)) } };
    },
  }),
  operation({
    method: "post",
    path: "/api/v1/instances/{id}/migrate",
    id: "migrateInstance",
    tag,
    summary: "Move a chart to a newer version; a parked one is put back into service by it",
    needs: operates,
    params: z.object({ id }),
    body: migrate,
    success: { status: 200, description: "It runs on the newer version.", schema: migrated },
    problems: ["not-found", "conflict", "snapshot-mismatch"],
    async handle(call) {
      const { instance, to } = await movable(call, call.params.id, () => call.body.to);
      const { problem } = await previewMigration(call.api.engine, instance, to);
      if (problem !== null) throw new ConvokeError("conflict", problem);
      return { body: await migrateInstance(call.api.engine, instance.id, to, call.body.because) };
    },
  }),
];

async function programmeIdOf(
  api: Api,
  named: string | undefined,
  scope: Asking["actor"],
): Promise<string | undefined> {
  return named === undefined ? undefined : (await programmeOf(api, named, scope, "query")).id;
}

/** The body is read once the caller may. Throws `not-found`, `conflict` for what has ended or is newest, `invalid`. */
async function movable(
  { api: { engine }, demand }: Asking,
  instanceId: string,
  wanted: () => number | undefined,
): Promise<{ readonly instance: Instance; readonly to: number }> {
  const instance = await engine.peek(instanceId);
  if (instance === undefined) throw new NotFound("instance", instanceId);
  demand({ programmeId: instance.programmeId, thing: "instance", id: instanceId });
  const { workflow, version, status } = instance;
  const newest = engine.registry.newest(workflow).definition.version;
  const to = wanted() ?? newest;
  if (status === "done") throw new ConvokeError("conflict", `Instance ${instanceId} has ended`);
  if (version >= newest)
    throw new ConvokeError("conflict", `Instance ${instanceId} runs on the newest version, ${version}`);
  if (to <= version || to > newest)
    throw new InvalidInput("There is no such newer version", [
      { pointer: "/to", detail: `expected a version from ${version + 1} to ${newest}` },
    ]);
  return { instance, to };
}
