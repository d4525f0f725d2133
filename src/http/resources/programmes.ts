import { z } from "zod";
import { demand, demandAnywhere, demandEverywhere } from "../../auth/policy.ts";
import {
  changedProgramme,
  newCalendar,
  newProgramme,
  programme,
  programmePage,
} from "../../contract/programmes.ts";
import { recountTimers } from "../../engine/recount-timers.ts";
import { ConvokeError, NotFound } from "../../lib/errors.ts";
import { newId } from "../../lib/ids.ts";
import type { Programme } from "../../store/programmes.ts";
import { changeCalendar, insertProgramme, listProgrammes, readProgramme } from "../../store/programmes.ts";
import type { Api } from "../api.ts";
import { operation } from "../operation.ts";
import type { Operation } from "../operation.ts";

/** How long an answer waits for the timers; what is left then is done beside it. */
const RECOUNT_WITHIN_MS = 3_000;

export const programmes: readonly Operation[] = [
  operation({
    method: "get",
    path: "/api/v1/programmes",
    id: "listProgrammes",
    tag: "programmes",
    summary: "List the programmes you have a part in",
    access: "signed-in",
    success: { status: 200, description: "All of them.", schema: programmePage },
    async handle({ api, actor }) {
      const scope = demandAnywhere(actor, "read-programmes");
      return { body: { items: (await listProgrammes(api.db, scope)).map(present), next: null } };
    },
  }),
  operation({
    method: "post",
    path: "/api/v1/programmes",
    id: "makeProgramme",
    tag: "programmes",
    summary: "Set up a programme with its calendar",
    access: "signed-in",
    body: newProgramme,
    success: { status: 201, description: "The programme.", schema: programme },
    problems: ["conflict"],
    async handle({ api, actor, body }) {
      demandEverywhere(actor, "configure");
      const made: Programme = { id: newId(), createdAt: await api.engine.now(), ...body };
      if (!(await insertProgramme(api.db, made))) {
        throw new ConvokeError("conflict", `A programme with the slug ${body.slug} exists already`);
      }
      return { body: present(made) };
    },
  }),
  operation({
    method: "put",
    path: "/api/v1/programmes/{id}/calendar",
    id: "changeCalendar",
    tag: "programmes",
    summary: "Change the calendar that working days are counted by",
    description:
      "Running working-day timers are counted again, from where they began or went on after a pause. A paused timer keeps " +
      "the working time that was left of it. Sending the same calendar again changes nothing.",
    access: "signed-in",
    params: z.object({ id: z.string().max(100).meta({ description: "The id or slug." }) }),
    body: newCalendar,
    success: { status: 200, description: "The programme as it is now.", schema: changedProgramme },
    problems: ["not-found"],
    async handle({ api, actor, params, body }) {
      const found = await readProgramme(api.db, params.id, actor);
      if (found === undefined) throw new NotFound("programme", params.id);
      demand(actor, "configure", { programmeId: found.id, thing: "programme", id: params.id });
      const changed = await changeCalendar(api.db, found.id, body);
      if (changed === undefined) throw new NotFound("programme", params.id);
      return { body: { ...present(changed), timersCounted: await recount(api, found.id) } };
    },
  }),
];

/** The change itself is made; whatever hinders the timers now is overcome by housekeeping. */
async function recount({ engine, log }: Api, programmeId: string): Promise<boolean> {
  try {
    const { moved, isWhole } = await recountTimers(engine, programmeId, { withinMs: RECOUNT_WITHIN_MS });
    log.info({ programme: programmeId, timers: moved, isWhole }, "A calendar was changed");
    return isWhole;
  } catch (error) {
    log.warn({ programme: programmeId, err: error }, "A calendar was changed; its timers follow later");
    return false;
  }
}

const present = ({ createdAt, ...rest }: Programme) => ({ ...rest, createdAt: createdAt.toISOString() });
