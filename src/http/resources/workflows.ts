import { z } from "zod";
import { workflowDetail, workflowPage } from "../../contract/operating.ts";
import { NotFound } from "../../lib/errors.ts";
import { describe } from "../../machine/describe.ts";
import { diagram } from "../../machine/diagram.ts";
import type { Machine } from "../../machine/port.ts";
import { dataSchemaOf } from "../data-schema.ts";
import { operation } from "../operation.ts";
import type { Operation } from "../operation.ts";

export const workflows: readonly Operation[] = [
  operation({
    method: "get",
    path: "/api/v1/workflows",
    id: "listWorkflows",
    tag: "workflows",
    summary: "List the charts that run here",
    needs: "signed-in",
    success: { status: 200, description: "All versions.", schema: workflowPage },
    async handle({ api }) {
      return { body: { items: api.engine.registry.all().map(present), next: null } };
    },
  }),
  operation({
    method: "get",
    path: "/api/v1/workflows/{name}",
    id: "getWorkflow",
    tag: "workflows",
    summary: "A chart as data and as a diagram, with every event and who may send it",
    needs: "signed-in",
    params: z.object({ name: z.string() }),
    query: z.strictObject({
      version: z.coerce.number().int().min(1).optional().meta({ description: "The newest when left out." }),
    }),
    success: { status: 200, description: "The chart.", schema: workflowDetail },
    problems: ["not-found"],
    async handle({ api, params, query }) {
      const versions = api.engine.registry.all().filter(({ definition }) => definition.name === params.name);
      const machine =
        query.version === undefined
          ? versions.toSorted((a, b) => b.definition.version - a.definition.version)[0]
          : versions.find(({ definition }) => definition.version === query.version);
      if (machine === undefined)
        throw new NotFound("version of the workflow", `${params.name} v${query.version}`);
      return { body: presentDetail(machine) };
    },
  }),
];

const present = ({ definition: { name, version, title, opens }, hash }: Machine) => ({
  name,
  version,
  title,
  hash,
  opens: [...opens],
});

function presentDetail(machine: Machine): z.output<typeof workflowDetail> {
  const { definition } = machine;
  return {
    ...present(machine),
    chart: describe(definition),
    diagram: diagram(definition),
    events: Object.entries(definition.events).map(([type, rule]) => ({
      type,
      meaning: rule.meaning,
      who: [...rule.who],
      schema: dataSchemaOf(rule),
    })),
    timers: { ...definition.timers },
    effects: Object.keys(definition.effects),
  };
}
