import { z } from "zod";
import {
  changedProgramme,
  newCalendar,
  newProgramme,
  placeProgramme,
  programme,
  programmePage,
  renameProgramme,
} from "../../contract/programmes.ts";
import { SYSTEM } from "../../contract/actor.ts";
import { makeProgramme, moveProgramme, placementOf } from "../../directory/programmes.ts";
import { recountTimers } from "../../engine/recount-timers.ts";
import { ConvokeError, NotFound } from "../../lib/errors.ts";
import { newId } from "../../lib/ids.ts";
import type { Programme } from "../../store/programmes.ts";
import { readInstitution } from "../../store/institutions.ts";
import { changeCalendar, listProgrammes, readProgramme, writeProgrammeName } from "../../store/programmes.ts";
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
    needs: { data: "programmes", act: "read" },
    success: { status: 200, description: "All of them.", schema: programmePage },
    async handle({ api, scope }) {
      const found = await listProgrammes(api.db, scope);
      return { body: { items: await Promise.all(found.map((one) => present(api, one))), next: null } };
    },
  }),
  operation({
    method: "post",
    path: "/api/v1/programmes",
    id: "makeProgramme",
    tag: "programmes",
    summary: "Set up a programme with its calendar",
    needs: { data: "house", act: "keep" },
    body: newProgramme,
    success: { status: 201, description: "The programme.", schema: programme },
    problems: ["conflict"],
    async handle({ api, actor, body }) {
      const { institution, parent, ...rest } = body;
      const placement = await placementOf(api.db, { institution, parent }, actor);
      const made: Programme = { id: newId(), createdAt: await api.engine.now(), ...rest, ...placement };
      if (!(await makeProgramme(api.db, made))) {
        throw new ConvokeError("conflict", `A programme with the slug ${body.slug} exists already`);
      }
      return { body: await present(api, made) };
    },
  }),
  operation({
    method: "put",
    path: "/api/v1/programmes/{id}/place",
    id: "placeProgramme",
    tag: "programmes",
    summary: "Say which institution a programme belongs to and which programme it is part of (S-001)",
    description:
      "Being part of a programme gives nobody a right in the other. A programme that has used its institution's directory stays there.",
    needs: { data: "house", act: "keep" },
    params: z.object({ id: z.string().max(100).meta({ description: "The id or slug." }) }),
    body: placeProgramme,
    success: { status: 200, description: "The programme as it is now.", schema: programme },
    problems: ["not-found", "conflict"],
    async handle({ api, actor, params, body }) {
      const found = await readProgramme(api.db, params.id, actor);
      if (found === undefined) throw new NotFound("programme", params.id);
      const placement = await placementOf(api.db, body, actor);
      await moveProgramme(api.db, found, placement);
      return { body: await present(api, { ...found, ...placement }) };
    },
  }),
  operation({
    method: "put",
    path: "/api/v1/programmes/{id}/name",
    id: "renameProgramme",
    tag: "programmes",
    summary: "Say what a programme is called",
    description: "Its slug stays, since addresses have it. Letters and pages bear the new name from now on.",
    needs: { data: "programmes", act: "keep" },
    params: z.object({ id: z.string().max(100).meta({ description: "The id or slug." }) }),
    body: renameProgramme,
    success: { status: 200, description: "The programme as it is now.", schema: programme },
    problems: ["not-found"],
    async handle(call) {
      const { api, actor, demand, params } = call;
      const found = await readProgramme(api.db, params.id, actor);
      if (found === undefined) throw new NotFound("programme", params.id);
      demand({ programmeId: found.id, thing: "programme", id: params.id });
      const { name } = call.body;
      await writeProgrammeName(api.db, found.id, name);
      return { body: await present(api, { ...found, name }) };
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
    needs: { data: "programmes", act: "keep" },
    params: z.object({ id: z.string().max(100).meta({ description: "The id or slug." }) }),
    body: newCalendar,
    success: { status: 200, description: "The programme as it is now.", schema: changedProgramme },
    problems: ["not-found"],
    // The calendar is there for all before timers are counted by it.
    commitsByItself: true,
    async handle(call) {
      const { api, actor, demand, params } = call;
      const found = await readProgramme(api.db, params.id, actor);
      if (found === undefined) throw new NotFound("programme", params.id);
      demand({ programmeId: found.id, thing: "programme", id: params.id });
      const changed = await changeCalendar(api.db, found.id, call.body);
      if (changed === undefined) throw new NotFound("programme", params.id);
      return { body: { ...(await present(api, changed)), timersCounted: await recount(api, found.id) } };
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

/** The institution and the programme above are named to whoever has a part in the programme: they are on its letterhead. */
async function present({ db }: Api, { createdAt, institutionId, parentId, ...rest }: Programme) {
  const institution = await readInstitution(db, institutionId, SYSTEM);
  const parent = parentId === null ? undefined : await readProgramme(db, parentId, SYSTEM);
  return {
    ...rest,
    institution: institution?.slug ?? institutionId,
    parent: parent?.slug ?? null,
    createdAt: createdAt.toISOString(),
  };
}
