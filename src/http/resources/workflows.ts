import { z } from "zod";
import laidOut from "../../../workflows/drawings.json" with { type: "json" };
import type { Drawing } from "../../contract/drawing.ts";
import { drawing } from "../../contract/drawing.ts";
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
  operation({
    method: "get",
    path: "/api/v1/workflows/{name}/{version}/drawing",
    id: "getWorkflowDrawing",
    tag: "workflows",
    summary: "A chart laid out: boxes, lanes, and lines with their points",
    description:
      "Under the definition's hash it never changes and may be kept; under its version's number it is asked for again.",
    needs: "signed-in",
    params: z.object({
      name: z.string(),
      version: z
        .string()
        .regex(/^(?:[1-9]\d{0,5}|[\da-f]{64})$/, "expected the number of a version, or its definition's hash")
        .meta({ description: "The number of a version, or its definition's hash.", example: "1" }),
    }),
    success: { status: 200, description: "The drawing.", schema: drawing },
    problems: ["not-found"],
    handle({ params: { name, version } }) {
      const found = drawings.find(
        (one) => one.name === name && (String(one.version) === version || one.hash === version),
      );
      if (found === undefined) throw new NotFound("drawing of the workflow", `${name} v${version}`);
      const headers = found.hash === version ? { "Cache-Control": FOR_EVER } : {};
      return Promise.resolve({ headers, body: found });
    },
  }),
];

/** A year, which is as long as caches are asked to keep anything (RFC 9111, RFC 8246). */
const FOR_EVER = "private, max-age=31536000, immutable";
const drawings: readonly Drawing[] = laidOut as readonly Drawing[];

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
