import { z } from "zod";
import { knownIds } from "../../auth/known-records.ts";
import { mayKnow } from "../../auth/may-know.ts";
import { previewSource, proposal, sourcePreview } from "../../contract/source-mapping.ts";
import { openBody } from "../../intake/held-deliveries.ts";
import type { Inquiry } from "../../intake/inquiry.ts";
import { mappingSchema } from "../../intake/mapping.ts";
import { proposeMapping, shapeOf } from "../../intake/propose-mapping.ts";
import { readBody } from "../../intake/read-body.ts";
import type { Delivery } from "../../store/deliveries.ts";
import { newestOf } from "../../store/deliveries.ts";
import type { SourceAtDoor } from "../../store/sources.ts";
import type { Api } from "../api.ts";
import { findSource } from "../find-source.ts";
import { operation } from "../operation.ts";
import type { Operation } from "../operation.ts";
import { previewOf } from "../preview-delivery.ts";

const params = z.object({ id: z.string().meta({ description: "Id or slug of the source." }) });

/** Enough to have seen a question that is seldom answered. */
const DELIVERIES_MAX = 20;

export const sourceMapping: readonly Operation[] = [
  operation({
    method: "get",
    path: "/api/v1/sources/{id}/proposal",
    id: "proposeMapping",
    tag: "sources",
    summary: "See which question would fill which field, and the mapping that says so",
    description:
      "Made of the newest deliveries, as they would be read now. Who may not read deliveries whole sees what answers look like and not what they say.",
    needs: { data: "sources", act: "read" },
    params,
    success: { status: 200, description: "The proposal.", schema: proposal },
    problems: ["not-found"],
    async handle(call) {
      const { api, actor } = call;
      const { id, programmeId } = await findSource(call, call.params.id);
      const isWhole = mayKnow(actor, { data: "deliveries", programmeId }) === "whole";
      const source = await api.intake.sourceNamed(id);
      const newest = await newestOf(api.db, id, DELIVERIES_MAX);
      const about = newest.flatMap(({ engagementId }) => engagementId ?? []);
      const { hidden } = isWhole ? await knownIds(api.db, actor, about) : { hidden: new Set<string>() };
      const shown = newest.filter(({ engagementId }) => !hidden.has(engagementId ?? ""));
      const read = source === undefined ? [] : await readAll(api, source, shown);
      if (isWhole) await keepLooks(api, actor.id, "proposeMapping", shown);
      const { questions, mapping } = proposeMapping(
        read.map(({ inquiry }) => inquiry),
        mappingSchema.parse(source?.mapping ?? {}),
      );
      return {
        body: {
          source: id,
          deliveries: read.map(({ delivery }) => delivery.id),
          questions: questions.map(({ value, ref, ...question }) => ({
            ...question,
            ref: ref ?? null,
            example: { ...shapeOf(value), ...(isWhole ? { value } : {}) },
          })),
          mapping,
        },
      };
    },
  }),
  operation({
    method: "post",
    path: "/api/v1/sources/{id}/preview",
    id: "previewSource",
    tag: "sources",
    summary: "See what a delivery becomes with another mapping; changes nothing",
    description: "Of a delivery of the source, or of a body. Whether the source is paused does not count.",
    needs: { data: "deliveries", act: "read" },
    params,
    body: previewSource,
    success: { status: 200, description: "What it becomes.", schema: sourcePreview },
    problems: ["not-found", "conflict", "sealed"],
    async handle(call) {
      const found = await findSource(call, call.params.id);
      const { delivery, preview } = await previewOf(call, found, call.body);
      if (delivery !== undefined) await keepLooks(call.api, call.actor.id, "previewSource", [delivery]);
      return { body: preview };
    },
  }),
];

/** Those that can be read, the newest first. */
async function readAll(
  api: Api,
  source: SourceAtDoor,
  deliveries: readonly Delivery[],
): Promise<{ readonly delivery: Delivery; readonly inquiry: Inquiry }[]> {
  const read = [];
  for (const delivery of deliveries) {
    const bytes = await openBody(api.intake, delivery);
    if (bytes === null) continue;
    const { contentType, receivedAt } = delivery;
    const { inquiry } = readBody(source, { bytes, contentType: contentType ?? undefined, receivedAt });
    if (inquiry !== undefined) read.push({ delivery, inquiry });
  }
  return read;
}

/** Beside the look at the source, one at each delivery that was opened. */
async function keepLooks(
  { trail }: Api,
  actorId: string,
  operationId: string,
  deliveries: readonly Delivery[],
): Promise<void> {
  await trail.record(
    deliveries.map(({ id, programmeId }) => ({
      programmeId,
      actorId,
      onBehalfOf: null,
      act: "saw",
      subjectKind: "delivery",
      subjectId: id,
      detail: { operation: operationId },
    })),
  );
}
