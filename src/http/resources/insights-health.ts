/** How the house has run, week by week: what was delivered, written, stopped and given up. Numbers only. */
import { z } from "zod";
import type { Actor } from "../../contract/actor.ts";
import { healthFigure, healthQuery } from "../../contract/insights.ts";
import type { HealthRow } from "../../store/health-figure.ts";
import { healthByWeek } from "../../store/health-figure.ts";
import type { Api } from "../api.ts";
import { exportFigure } from "../export-figure.ts";
import { operation } from "../operation.ts";
import type { Operation } from "../operation.ts";
import { periodOf } from "../period-of.ts";
import { programmeOf } from "../programme-of.ts";

/** For whoever has to see that it runs. */
const operates = { data: "incidents", act: "keep" } as const;

const COLUMNS = [
  "week",
  "deliveries",
  "refused",
  "held",
  "mails",
  "undeliverable",
  "parked",
  "gaveUp",
] as const satisfies readonly (keyof HealthRow)[];

export const insightsOfHealth: readonly Operation[] = [
  operation({
    method: "get",
    path: "/api/v1/insights/health",
    id: "getHealthFigure",
    tag: "insights",
    summary: "How it has run by week: deliveries, mails, charts that stopped, work given up",
    description: "Numbers, and nothing of whom they are about. Weeks in which nothing happened are left out.",
    needs: operates,
    query: healthQuery,
    success: { status: 200, description: "The figures.", schema: healthFigure },
    async handle({ api, scope, query }) {
      const { from, to, items } = await figure(api, scope, query);
      return { body: { from: from.toISOString(), to: to.toISOString(), items } };
    },
  }),
  operation({
    method: "get",
    path: "/api/v1/insights/health/export",
    id: "exportHealthFigure",
    tag: "insights",
    summary: "The same figures of how it has run as CSV (RFC 4180), which the trail keeps as exported",
    needs: operates,
    query: healthQuery,
    success: { status: 200, description: "Lines of CSV, in UTF-8.", schema: z.string(), type: "text/csv" },
    async handle({ api, actor, scope, query }) {
      const { from, to, items, programmeId } = await figure(api, scope, query);
      const rows = items.map((row) => ({ ...row }));
      const of = { programmeId, period: { from, to } };
      return await exportFigure(api, actor, { name: "health", columns: COLUMNS, items: rows, ...of });
    },
  }),
];

async function figure(
  api: Api,
  scope: Actor,
  { programme, ...days }: z.output<typeof healthQuery>,
): Promise<{ from: Date; to: Date; items: HealthRow[]; programmeId: string | undefined }> {
  const found = programme === undefined ? undefined : await programmeOf(api, programme, scope, "query");
  const period = await periodOf(api, days);
  const asked = { programmeId: found?.id, zone: found?.zone ?? "UTC", ...period };
  return { ...period, items: await healthByWeek(api.db, asked, scope), programmeId: found?.id };
}
