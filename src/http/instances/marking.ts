/** How far a running chart may travel: to look, and to change it. One maker for every kind of chart. */
import { z } from "zod";
import { changeMarking, standsInTheWay, whoOwns } from "../../auth/change-marking.ts";
import { demandKnown } from "../../auth/known-records.ts";
import { recordOf } from "../../auth/may-know.ts";
import type { Need } from "../../auth/policy.ts";
import { id } from "../../contract/common.ts";
import { changeMarking as change, recordMarking } from "../../contract/markings.ts";
import { openRecords } from "../../directory/people.ts";
import type { Instance } from "../../store/instances.ts";
import { readMarkedRecords, refOf } from "../../store/marked-records.ts";
import type { RecordRef } from "../../store/markings.ts";
import { markingChangesOf, refText } from "../../store/markings.ts";
import { NotFound } from "../../lib/errors.ts";
import type { Api } from "../api.ts";
import type { AnyCall, Operation } from "../operation.ts";
import { operation } from "../operation.ts";
import { findInstance } from "./send-event.ts";

const params = z.object({ id });

interface Marked {
  readonly noun: string;
  readonly one: string;
  readonly workflow: string;
  readonly needs: Need;
  /** A part of the chart that bears a marking of its own. */
  readonly part?:
    | {
        readonly noun: string;
        readonly refOf: (instance: Instance) => RecordRef | undefined;
        readonly demandKnown: typeof demandKnown;
      }
    | undefined;
}

export function markingOperations({ noun, one, workflow, needs, part }: Marked): readonly Operation[] {
  const path = `/api/v1/${noun}/{id}${part === undefined ? "" : `/${part.noun}`}/marking`;
  const about = { path, tag: noun, needs, params };
  const answer = { status: 200, description: "The marking.", schema: recordMarking };
  const problems = ["not-found"] as const;
  return [
    operation({
      ...about,
      method: "get",
      id: `get${one}Marking`,
      summary: "How far it may travel, why, and who may change that",
      success: answer,
      problems,
      async handle(call) {
        const { ref } = await find(call, { workflow, noun, part }, call.params.id);
        return { body: await presentMarking(call.api, ref) };
      },
    }),
    operation({
      ...about,
      method: "put",
      id: `set${one}Marking`,
      summary: "Mark it",
      description:
        "Whoever may read it raises it. Only the owner of what stands in the way lowers it: who marked that, or who owns it. " +
        "What the caller owns is released; `mayLower` says who has the rest.",
      body: change,
      success: answer,
      problems,
      async handle(call) {
        const { api, actor } = call;
        const { ref, instance } = await find(call, { workflow, noun, part }, call.params.id);
        await changeMarking(api.directory, actor, ref, instance, call.body);
        return { body: await presentMarking(api, ref) };
      },
    }),
  ];
}

async function find(
  { api, actor, demand }: Pick<AnyCall, "api" | "actor" | "demand">,
  { workflow, noun, part }: Pick<Marked, "workflow" | "noun" | "part">,
  id: string,
): Promise<{ readonly ref: RecordRef; readonly instance: Instance }> {
  const instance = await findInstance(api, workflow, id, actor);
  demand({ ...recordOf(instance), thing: noun, id });
  await demandKnown(api.db, actor, instance);
  if (part !== undefined) await part.demandKnown(api.db, actor, instance);
  const ref = (part?.refOf ?? refOf)(instance);
  if (ref === undefined) throw new NotFound(noun, id);
  return { ref, instance };
}

export async function presentMarking(
  { db, directory }: Api,
  ref: RecordRef,
): Promise<z.output<typeof recordMarking>> {
  const record = (await readMarkedRecords(db, [ref])).get(refText(ref));
  if (record === undefined) throw new NotFound(ref.kind, ref.id);
  const changes = await markingChangesOf(db, ref);
  const reasons = await openRecords(
    directory,
    changes.flatMap(({ reasonId }) => reasonId ?? []),
  );
  const parts = standsInTheWay(record, "TLP:CLEAR");
  return {
    ...ref,
    marking: record.marking,
    own: record.own,
    isDefault: record.isDefault,
    named: [...record.named],
    sources: record.sources.map(({ ref: source, asks, isReleased }) => ({
      ...source,
      marking: asks,
      released: isReleased,
    })),
    mayLower: await Promise.all(parts.map((part) => whoOwns(db, part))),
    history: changes.map(({ changedAt, changedBy, from, to, source, reasonId }) => ({
      at: changedAt.toISOString(),
      by: changedBy,
      from,
      to,
      source,
      reason: reasonId === null ? null : (reasons.get(reasonId)?.text ?? null),
    })),
  };
}
