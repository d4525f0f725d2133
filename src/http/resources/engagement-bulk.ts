/** One event for several engagements, looked at before it is sent: who would take it, and who would not and why. */
import type { z } from "zod";
import type { JsonObject, Role } from "../../../workflows/workflow.ts";
import { knownIds } from "../../auth/known-records.ts";
import type { Actor } from "../../contract/actor.ts";
import { reaches } from "../../contract/actor.ts";
import { placeOf } from "../../contract/bodies.ts";
import { bulkPreview, bulkPreviewed } from "../../contract/engagements.ts";
import type { Foreseen } from "../../engine/foresee.ts";
import { ConvokeError, InvalidInput } from "../../lib/errors.ts";
import type { Instance } from "../../store/instances.ts";
import { readInstances } from "../../store/instances.ts";
import type { Api } from "../api.ts";
import { dataSchemaOf } from "../data-schema.ts";
import { demandMergeBehind, EVENTS_OF_MERGES } from "../instances/by-merging.ts";
import { viewOf } from "../instances/in-view.ts";
import { detailOf } from "../instances/present-prospects.ts";
import { rankOf } from "../instances/rank-events.ts";
import { operation } from "../operation.ts";
import type { Operation } from "../operation.ts";

type Item = z.output<typeof bulkPreviewed>["items"][number];
type Asked = Pick<z.output<typeof bulkPreview>, "data"> & { readonly event: string };

export const engagementBulk: readonly Operation[] = [
  operation({
    method: "post",
    path: "/api/v1/engagements/bulk-preview",
    id: "previewBulkEvent",
    tag: "engagements",
    summary: "See who would take an event, before sending it to several",
    description:
      "Judged by what judges the event itself; nothing is written. Send it to each that accepts, under its own key and revision.",
    needs: { data: "case file", act: "send", workflow: "engagement" },
    body: bulkPreview,
    success: { status: 200, description: "What would come of it.", schema: bulkPreviewed },
    async handle({ api, scope, body: { ids, event, data } }) {
      if (event !== undefined && newest(api).events[event] === undefined)
        throw new InvalidInput(`engagement knows no event ${event}`, [
          { pointer: "/event", detail: "expected an event of the workflow engagement" },
        ]);
      const unique = [...new Set(ids)];
      const { known, instances } = await findAll(api, scope, unique);
      const events = await eventsFor(api, scope, known, event === undefined);
      if (event === undefined) return { body: { events, items: [] } };
      const judged = await judgeAll(api, scope, known, { event, data });
      const items = unique.map((id): Item => judged.get(id) ?? unseen(id, instances.has(id)));
      return { body: { events, items } };
    },
  }),
];

const newest = ({ engine }: Api) => engine.registry.newest("engagement").definition;

/** Those of the engagements that the caller may know, and those that stand where they have a part. */
async function findAll(api: Api, actor: Actor, ids: readonly string[]) {
  const read = [...(await readInstances(api.db, ids)).values()].filter(
    (one) => one.workflow === "engagement" && reaches(actor, placeOf(one)),
  );
  const instances = new Map(read.map((one) => [one.id, one]));
  const { known } = await knownIds(api.db, actor, [...instances.keys()]);
  return { instances, known: read.filter(({ id }) => known.has(id)) };
}

/** Events that the caller could send to some of them; those of a merge are never sent by hand. */
async function eventsFor({ engine }: Api, actor: Actor, instances: readonly Instance[], hasSchemas: boolean) {
  const now = await engine.now();
  const counts = new Map<string, number>();
  for (const instance of instances.filter(({ status }) => status === "active"))
    for (const { type, verdict, isForbidden } of engine.prospects({ instance, now }, actor))
      if (verdict !== "refused" && !isForbidden && !EVENTS_OF_MERGES.has(type))
        counts.set(type, (counts.get(type) ?? 0) + 1);
  const definition = engine.registry.newest("engagement").definition;
  return [...counts]
    .map(([type, count]) => {
      const rule = definition.events[type];
      return {
        type,
        count,
        needsData: rule?.schema.safeParse({}).success !== true,
        schema: hasSchemas && rule !== undefined ? dataSchemaOf(rule) : null,
      };
    })
    .toSorted((one, other) => rankOf(definition, one.type).rank - rankOf(definition, other.type).rank);
}

async function judgeAll(
  api: Api,
  actor: Actor,
  instances: readonly Instance[],
  asked: Asked,
): Promise<ReadonlyMap<string, Item>> {
  const { engine } = api;
  const { event, data } = asked;
  const isBare = data === undefined && newest(api).events[event]?.schema.safeParse({}).success !== true;
  const now = await engine.now();
  const foreseen = isBare
    ? []
    : await engine.foresee(instances, { actor, event: { ...(data as JsonObject), type: event } });
  const items = new Map<string, Item>();
  for (const [index, instance] of instances.entries()) {
    const one = foreseen[index];
    const item =
      (await mergeRefused(api, instance, asked)) ??
      (one === undefined
        ? byProspect(api, actor, { instance, now }, event)
        : byForesight(instance, event, one));
    items.set(instance.id, inConfidence(actor, instance, item));
  }
  return items;
}

const accepted = ({ id, revision, state }: Instance): Item => ({
  id,
  revision,
  state,
  accepted: true,
  why: null,
  detail: null,
  guards: [],
  needs: [],
});

function refused(
  instance: Instance,
  why: NonNullable<Item["why"]>,
  detail: string,
  more: { readonly guards?: readonly string[]; readonly needs?: readonly Role[] } = {},
): Item {
  const { guards = [], needs = [] } = more;
  return { ...accepted(instance), accepted: false, why, detail, guards: [...guards], needs: [...needs] };
}

/** Where the event's fields are not known yet: as `accepts` of the engagement says it. */
function byProspect(
  { engine }: Api,
  actor: Actor,
  seen: { readonly instance: Instance; readonly now: Date },
  type: string,
): Item {
  const { instance } = seen;
  const rule = engine.registry.version(instance.workflow, instance.version).definition.events[type];
  const prospect = engine.prospects(seen, actor).find((one) => one.type === type);
  const who = rule?.who ?? [];
  if (prospect?.isForbidden === true)
    return refused(instance, "role", detailOf(type, "role", [], who, instance), { needs: who });
  if (prospect !== undefined && prospect.verdict !== "refused" && instance.status === "active")
    return accepted(instance);
  const guards = instance.status === "active" ? (prospect?.guards ?? []) : [];
  const why = guards.length > 0 ? "guard" : "state";
  return refused(instance, why, detailOf(type, why, guards, who, instance), { guards, needs: who });
}

function byForesight(instance: Instance, type: string, foreseen: Foreseen): Item {
  switch (foreseen.kind) {
    case "taken":
      return accepted(instance);
    case "parked":
      return refused(instance, "state", "The instance is parked");
    case "stale":
      return refused(instance, "state", "It has changed");
    case "refused": {
      const { guards } = foreseen;
      const why = guards.length > 0 ? "guard" : "state";
      return refused(instance, why, detailOf(type, why, guards, [], instance), { guards });
    }
    case "rejected": {
      const { code, message, extra } = foreseen.problem;
      const needs = Array.isArray(extra["needs"]) ? (extra["needs"] as Role[]) : [];
      if (code === "forbidden") return refused(instance, "role", message, { needs });
      return refused(instance, code === "invalid" ? "data" : "state", message);
    }
  }
}

async function mergeRefused(
  { db }: Api,
  instance: Instance,
  { event, data = {} }: Asked,
): Promise<Item | undefined> {
  try {
    await demandMergeBehind(db, instance, { type: event, data });
    return undefined;
  } catch (error) {
    if (error instanceof ConvokeError && error.code === "refused")
      return refused(instance, "state", error.message);
    throw error;
  }
}

/** A refusal says where a case stands; to who sees a roster card, only that it is not possible. */
function inConfidence(actor: Actor, instance: Instance, item: Item): Item {
  if (viewOf(actor, instance) === "whole") return item;
  const isTold = item.accepted || item.why === "role" || item.why === "data";
  return { ...item, state: null, guards: [], detail: isTold ? item.detail : "This is not possible now" };
}

const unseen = (id: string, isThere: boolean): Item => ({
  id,
  revision: null,
  state: null,
  accepted: false,
  why: isThere ? "marking" : "missing",
  detail: isThere ? "Its marking is not for you" : "There is no such engagement for you",
  guards: [],
  needs: [],
});
