/** Funnel, time in stage, inflow, answers against targets: as JSON, and as CSV of exactly the same figures. */
import { z } from "zod";
import { audienceOf } from "../../auth/known-audience.ts";
import { scopeOf } from "../../auth/scope-of.ts";
import type { Actor } from "../../contract/actor.ts";
import {
  funnelFigure,
  inflowFigure,
  insightsQuery,
  targetsFigure,
  timeFigure,
} from "../../contract/insights.ts";
import type { Chosen, Target } from "../../store/insights.ts";
import { answersAgainstTargets, funnel, inflow, timeInStages } from "../../store/insights.ts";
import type { Api } from "../api.ts";
import type { FigureRow } from "../export-figure.ts";
import { exportFigure } from "../export-figure.ts";
import { periodOf } from "../period-of.ts";
import { operation } from "../operation.ts";
import type { Operation } from "../operation.ts";
import { programmeOf } from "../programme-of.ts";

/** Figures say where cases stand: they are for who reads cases whole. */
const reads = { data: "case file", act: "read", view: "whole" } as const;

interface Figure {
  readonly path: string;
  /** In ids: `getFunnel`. */
  readonly one: string;
  readonly summary: string;
  readonly schema: z.ZodType;
  readonly columns: readonly string[];
  readonly rows: (api: Api, chosen: Chosen) => Promise<readonly FigureRow[]>;
}

/** The deadlines that are promises of ours to whoever is on the other side, and where they run. */
const TARGETS: readonly Target[] = [
  ["first_response", ["received", "quarantined", "triage"]],
  ["screening", ["screening"]],
  ["due_diligence", ["due_diligence"]],
  ["decision", ["decision_pending"]],
  ["appeal", ["appealed"]],
  ["suspension", ["suspended"]],
].map(([target, states]) => ({
  target: String(target),
  states: [states ?? []].flat(),
  overdue: `${String(target)}.overdue`,
}));

const figures: readonly Figure[] = [
  {
    path: "funnel",
    one: "Funnel",
    summary: "How many engagements came how far, by how they came in",
    schema: funnelFigure,
    columns: ["origin", "opened", "vetting", "assignment", "meeting", "recommendation"],
    rows: async ({ db }, chosen) => (await funnel(db, chosen)).map((row) => ({ ...row })),
  },
  {
    path: "time",
    one: "TimeInStages",
    summary: "How long engagements stayed in each stage and state",
    schema: timeFigure,
    columns: ["stage", "state", "entered", "left", "medianDays", "p90Days"],
    rows: async ({ db }, chosen) => (await timeInStages(db, chosen)).map((row) => ({ ...row })),
  },
  {
    path: "inflow",
    one: "Inflow",
    summary: "How many engagements were opened in each week",
    schema: inflowFigure,
    columns: ["week", "origin", "opened"],
    rows: async ({ db }, chosen) => (await inflow(db, chosen)).map((row) => ({ ...row })),
  },
  {
    path: "targets",
    one: "Targets",
    summary: "Whether answers came within their deadlines",
    schema: targetsFigure,
    columns: ["target", "rule", "began", "inTime", "late", "running", "medianDays", "p90Days"],
    rows: targetRows,
  },
];

async function targetRows({ db, engine }: Api, chosen: Chosen): Promise<readonly FigureRow[]> {
  const { timers } = engine.registry.newest("engagement").definition;
  const rows = new Map((await answersAgainstTargets(db, chosen, TARGETS)).map((row) => [row.target, row]));
  const none = { began: 0, inTime: 0, late: 0, running: 0, medianDays: null, p90Days: null };
  return TARGETS.map(({ target }) => {
    const { unit = "", count = "" } = timers[target] ?? {};
    return { ...none, ...rows.get(target), target, rule: `${count} ${unit}`.trim() };
  });
}

export const insights: readonly Operation[] = figures.flatMap(
  ({ path, one, summary, schema, columns, rows }) => [
    operation({
      method: "get",
      path: `/api/v1/insights/${path}`,
      id: `get${one}`,
      tag: "insights",
      summary,
      description:
        "Of the engagements that you may know. What happened shows in the figures some seconds later.",
      needs: reads,
      query: insightsQuery,
      success: { status: 200, description: "The figures.", schema },
      async handle({ api, scope, query }) {
        const chosen = await chosenBy(api, scope, query);
        const items = await rows(api, chosen);
        return { body: { from: chosen.from.toISOString(), to: chosen.to.toISOString(), items } };
      },
    }),
    operation({
      method: "get",
      path: `/api/v1/insights/${path}/export`,
      id: `export${one}`,
      tag: "insights",
      summary: `${summary}: the same figures as CSV (RFC 4180), which the trail keeps as exported`,
      needs: reads,
      query: insightsQuery,
      success: { status: 200, description: "Lines of CSV, in UTF-8.", schema: z.string(), type: "text/csv" },
      async handle({ api, actor, scope, query }) {
        const chosen = await chosenBy(api, scope, query);
        const items = await rows(api, chosen);
        return await exportFigure(api, actor, {
          name: path,
          columns,
          items,
          programmeId: chosen.programmeId,
          period: chosen,
        });
      },
    }),
  ],
);

async function chosenBy(
  api: Api,
  scope: Actor,
  { programme, from, to, origin }: z.output<typeof insightsQuery>,
): Promise<Chosen> {
  const found = programme === undefined ? undefined : await programmeOf(api, programme, scope, "query");
  return {
    programmeId: found?.id,
    ...(await periodOf(api, { from, to })),
    origin,
    sees: { scope: scopeOf(scope, reads, "whole"), audience: await audienceOf(api.db, scope) },
    zone: found?.zone ?? "UTC",
  };
}
