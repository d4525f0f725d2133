import { demandAnywhere, demandEverywhere } from "../../auth/policy.ts";
import { newProgramme, programme, programmePage } from "../../contract/programmes.ts";
import { ConvokeError } from "../../lib/errors.ts";
import { newId } from "../../lib/ids.ts";
import type { Programme } from "../../store/programmes.ts";
import { insertProgramme, listProgrammes } from "../../store/programmes.ts";
import { operation } from "../operation.ts";
import type { Operation } from "../operation.ts";

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
];

const present = ({ createdAt, ...rest }: Programme) => ({ ...rest, createdAt: createdAt.toISOString() });
