/** Today for whoever operates: what stopped, what failed, and which sources do not deliver. Nobody's case is among it. */
import type { z } from "zod";
import { troubles, troublesQuery } from "../../contract/troubles.ts";
import { sourceTroubles } from "../../intake/source-troubles.ts";
import { listParked } from "../../store/standing-counts.ts";
import { countParked, listGivenUp } from "../../store/troubles.ts";
import { operation } from "../operation.ts";
import type { Operation } from "../operation.ts";
import { presentParked } from "../present-parked.ts";
import { programmeOf, programmeSlugs } from "../programme-of.ts";

/** Items of each part. */
const SHOWN = 8;

export const troublesOperations: readonly Operation[] = [
  operation({
    method: "get",
    path: "/api/v1/troubles",
    id: "listTroubles",
    tag: "operating",
    summary: "What an administrator has to look at today: parked charts, work given up, sources in trouble",
    description: `The first ${SHOWN} of each part, with how many there are.`,
    needs: { data: "incidents", act: "keep" },
    query: troublesQuery,
    success: { status: 200, description: "The three parts.", schema: troubles },
    async handle({ api, scope, query }) {
      const { db, engine } = api;
      const found =
        query.programme === undefined ? undefined : await programmeOf(api, query.programme, scope, "query");
      const programmeId = found?.id;
      const now = await engine.now();
      const page = { workflow: undefined, programmeId, afterId: undefined, limit: SHOWN };
      const [stopped, total, failed, sources, slugs] = await Promise.all([
        listParked(db, page, scope),
        countParked(db, programmeId, scope),
        listGivenUp(db, programmeId, { limit: SHOWN, scope }),
        sourceTroubles(db, { programmeId, now }, scope),
        programmeSlugs(api),
      ]);
      const body: z.output<typeof troubles> = {
        parked: { total, items: stopped.map((row) => presentParked(engine, row)) },
        failed: {
          total: failed.total,
          items: failed.items.map(({ instanceId, programmeId: where, createdAt, ...rest }) => ({
            ...rest,
            instance: instanceId,
            programme: slugs.get(where ?? "") ?? null,
            createdAt: createdAt.toISOString(),
          })),
        },
        sources: {
          total: sources.length,
          items: sources.slice(0, SHOWN).map((one) => ({ ...one, since: one.since.toISOString() })),
        },
      };
      return { body };
    },
  }),
];
