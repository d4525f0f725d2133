import { z } from "zod";
import { intakeRules } from "../../contract/routes.ts";
import type { Route } from "../../contract/routes.ts";
import { checkRoutes } from "../../intake/check-routes.ts";
import { NotFound } from "../../lib/errors.ts";
import type { Programme } from "../../store/programmes.ts";
import { readIntakeRules, readProgramme, setIntakeRules } from "../../store/programmes.ts";
import { operation } from "../operation.ts";
import type { Asking, Operation } from "../operation.ts";

const path = "/api/v1/programmes/{id}/intake";
const params = z.object({ id: z.string().max(100).meta({ description: "The id or slug." }) });
const answer = { status: 200, description: "The rules.", schema: intakeRules };

export const programmeIntake: readonly Operation[] = [
  operation({
    method: "get",
    path,
    id: "getIntakeRules",
    tag: "programmes",
    summary: "In which languages forms are read, and who looks after what comes in",
    needs: { data: "sources", act: "read" },
    params,
    success: answer,
    problems: ["not-found"],
    async handle({ api, actor, demand, params: { id } }) {
      const found = await find({ api, actor, demand }, id);
      const rules = await readIntakeRules(api.db, found.id);
      if (rules === undefined) throw new NotFound("programme", id);
      return { body: { languages: [...rules.languages], routes: rules.routes as Route[] } };
    },
  }),
  operation({
    method: "put",
    path,
    id: "setIntakeRules",
    tag: "programmes",
    summary: "Say in which languages forms are read, and who looks after what comes in (S-016, S-017)",
    description:
      "A source's own rules come before these. Whoever is no officer any more is passed over; what no rule gives to anybody waits for all.",
    needs: { data: "sources", act: "keep" },
    params,
    body: intakeRules,
    success: answer,
    problems: ["not-found"],
    async handle(call) {
      const { api } = call;
      const found = await find(call, call.params.id);
      const { body } = call;
      await checkRoutes(api.db, found.id, body.routes);
      await setIntakeRules(api.db, found.id, body);
      return { body };
    },
  }),
];

async function find({ api, actor, demand }: Asking, id: string): Promise<Programme> {
  const found = await readProgramme(api.db, id, actor);
  if (found === undefined) throw new NotFound("programme", id);
  demand({ programmeId: found.id, thing: "programme", id });
  return found;
}
