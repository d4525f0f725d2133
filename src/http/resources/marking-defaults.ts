/** What a programme marks its records with that nobody has marked, kind by kind (S-035). */
import { z } from "zod";
import { changeDefaultMarkings, defaultMarkingsOf } from "../../auth/default-markings.ts";
import { changeDefaults, defaultMarkings } from "../../contract/markings.ts";
import { NotFound } from "../../lib/errors.ts";
import type { Programme } from "../../store/programmes.ts";
import { readProgramme } from "../../store/programmes.ts";
import { operation } from "../operation.ts";
import type { Asking, Operation } from "../operation.ts";

const about = {
  path: "/api/v1/programmes/{id}/markings",
  tag: "programmes",
  params: z.object({ id: z.string().max(100).meta({ description: "The id or slug." }) }),
} as const;

export const markingDefaults: readonly Operation[] = [
  operation({
    ...about,
    method: "get",
    id: "getDefaultMarkings",
    summary: "What records are marked that nobody has marked",
    needs: { data: "programmes", act: "read" },
    success: { status: 200, description: "Every kind of record.", schema: defaultMarkings },
    problems: ["not-found"],
    async handle(call) {
      const { id } = await find(call, call.params.id);
      return { body: { items: await defaultMarkingsOf(call.api.db, id), next: null } };
    },
  }),
  operation({
    ...about,
    method: "put",
    id: "setDefaultMarkings",
    summary: "Say what records are marked that nobody marks",
    description:
      "Raised, it counts for all of them at once; lowered, for those that are made from then on. The kinds left out stay as they are.",
    needs: { data: "programmes", act: "keep" },
    body: changeDefaults,
    success: { status: 200, description: "Every kind of record.", schema: defaultMarkings },
    problems: ["not-found"],
    async handle(call) {
      const { api, actor } = call;
      const { id } = await find(call, call.params.id);
      await changeDefaultMarkings(api.directory, actor, id, call.body);
      return { body: { items: await defaultMarkingsOf(api.db, id), next: null } };
    },
  }),
];

async function find({ api, actor, demand }: Asking, named: string): Promise<Programme> {
  const found = await readProgramme(api.db, named, actor);
  if (found === undefined) throw new NotFound("programme", named);
  demand({ programmeId: found.id, thing: "programme", id: named });
  return found;
}
