/** Colleagues by name: whom one asks, whom one gives a case to, who did what. */
import { z } from "zod";
import { staffPage } from "../../contract/accounts.ts";
import { rolesWithin } from "../../contract/actor.ts";
import { NotFound } from "../../lib/errors.ts";
import { staffOf } from "../../store/accounts.ts";
import { readProgramme } from "../../store/programmes.ts";
import { operation } from "../operation.ts";
import type { Operation } from "../operation.ts";

export const staff: readonly Operation[] = [
  operation({
    method: "get",
    path: "/api/v1/programmes/{id}/staff",
    id: "listStaff",
    tag: "programmes",
    summary: "Who works in a programme, in which roles, by name",
    description:
      "Names and roles only. Those who administer everything and have no other role in it are left out, and so is who may not come in any more.",
    needs: { data: "programmes", act: "read" },
    params: z.object({ id: z.string().max(100).meta({ description: "The id or slug." }) }),
    success: { status: 200, description: "All of them, by name.", schema: staffPage },
    problems: ["not-found"],
    async handle({ api, actor, demand, params }) {
      const programme = await readProgramme(api.db, params.id, actor);
      if (programme === undefined) throw new NotFound("programme", params.id);
      demand({ programmeId: programme.id, thing: "programme", id: params.id });
      const found = await staffOf(api.db, programme.id);
      const items = found.map(({ id, name, ...account }) => ({
        id,
        name,
        roles: [...rolesWithin({ id, name, ...account }, programme.id)],
      }));
      return { body: { items, next: null } };
    },
  }),
];
