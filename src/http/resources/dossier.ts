/** The dossier that vetting keeps on a case: what was checked, found and weighed. Marked apart from the case (S-035). */
import { z } from "zod";
import { demandDossier } from "../../auth/known-dossier.ts";
import { demandKnown } from "../../auth/known-records.ts";
import { recordOf } from "../../auth/may-know.ts";
import { vettersOf } from "../../contract/bodies.ts";
import { id } from "../../contract/common.ts";
import { vettingDossier } from "../../contract/dossier.ts";
import { openWords } from "../../directory/seal-event.ts";
import { dossierOf } from "../../store/marked-records.ts";
import { dossierRows } from "../instances/dossier-rows.ts";
import { markingOperations } from "../instances/marking.ts";
import { nameActors } from "../instances/name-actors.ts";
import { presentJournal } from "../instances/operations.ts";
import { findInstance } from "../instances/send-event.ts";
import { operation } from "../operation.ts";
import type { Operation } from "../operation.ts";

const noun = "engagements";
const workflow = "engagement";
const needs = { data: "vetting dossier", act: "read", view: "whole" } as const;

export const dossier: readonly Operation[] = [
  operation({
    method: "get",
    path: "/api/v1/engagements/{id}/dossier",
    id: "getDossier",
    tag: noun,
    summary: "Read the vetting dossier of a case: every event of its vetting, whole",
    description:
      "For the vetters of the case, approvers, reviewers and data protection officers. It is TLP:RED until one of them lowers it, and never wider than TLP:AMBER+STRICT.",
    needs,
    params: z.object({ id }),
    success: { status: 200, description: "The dossier.", schema: vettingDossier },
    problems: ["not-found"],
    async handle({ api, actor, demand, params }) {
      const engagement = await findInstance(api, workflow, params.id, actor);
      demand({ ...recordOf(engagement), thing: noun, id: params.id });
      await demandKnown(api.db, actor, engagement);
      const marking = await demandDossier(api.db, actor, engagement);
      const rows = await dossierRows(api, engagement.id);
      const events = await openWords(
        api.directory,
        rows.map(({ event }) => event),
      );
      const names = await nameActors(api.db, actor, engagement.programmeId, rows);
      const items = rows.map((row, index) => {
        const { type, ...entry } = presentJournal(row, events[index] ?? row.event, names);
        return { type, ...entry, withheld: [] };
      });
      return { body: { engagement: engagement.id, marking, vetters: [...vettersOf(engagement)], items } };
    },
  }),
  ...markingOperations({
    noun,
    one: "Dossier",
    workflow,
    needs,
    part: { noun: "dossier", refOf: dossierOf, demandKnown: demandDossier },
  }),
];
