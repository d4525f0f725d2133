import { z } from "zod";
import { programmeTimers } from "../../contract/programme-timers.ts";
import { dueAt } from "../../engine/calendar.ts";
import { NotFound } from "../../lib/errors.ts";
import type { Machine } from "../../machine/port.ts";
import { readProgramme } from "../../store/programmes.ts";
import type { Api } from "../api.ts";
import { operation } from "../operation.ts";
import type { Operation } from "../operation.ts";

export const programmeTimerOperations: readonly Operation[] = [
  operation({
    method: "get",
    path: "/api/v1/programmes/{id}/timers",
    id: "listProgrammeTimers",
    tag: "programmes",
    summary: "Every deadline of the charts as a rule, with an example date by the programme's calendar",
    needs: { data: "programmes", act: "read" },
    params: z.object({ id: z.string().max(100).meta({ description: "The id or slug." }) }),
    success: { status: 200, description: "Of the newest version of each chart.", schema: programmeTimers },
    problems: ["not-found"],
    async handle({ api, actor, demand, params: { id } }) {
      const found = await readProgramme(api.db, id, actor);
      if (found === undefined) throw new NotFound("programme", id);
      demand({ programmeId: found.id, thing: "programme", id });
      const from = await api.engine.now();
      const items = newestOfEach(api).flatMap(({ definition: { name: workflow, timers } }) =>
        Object.entries(timers).map(([timer, rule]) => ({
          workflow,
          timer,
          unit: rule.unit,
          count: rule.count,
          example: dueAt(rule, from, found).toISOString(),
        })),
      );
      return { body: { from: from.toISOString(), items, next: null } };
    },
  }),
];

function newestOfEach({ engine: { registry } }: Api): Machine[] {
  const names = new Set(registry.all().map(({ definition }) => definition.name));
  return [...names].map((name) => registry.newest(name));
}
