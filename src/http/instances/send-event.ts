import type { Request } from "express";
import type { z } from "zod";
import type { JsonObject } from "../../../workflows/workflow.ts";
import type { Actor } from "../../contract/actor.ts";
import { rolesIn } from "../../contract/actor.ts";
import { bodiesOf } from "../../contract/bodies.ts";
import type { eventOutcome, sendEvent } from "../../contract/instances.ts";
import { demandSender } from "../../engine/admit.ts";
import type { After } from "../../engine/commands.ts";
import { partyIdOf } from "../../directory/people.ts";
import { sealWords } from "../../directory/seal-event.ts";
import { ConvokeError, InvalidInput, NotFound } from "../../lib/errors.ts";
import { canonicalJson } from "../../lib/canonical.ts";
import type { Instance } from "../../store/instances.ts";
import type { View } from "../../auth/policy.ts";
import type { Api } from "../api.ts";
import type { Reply } from "../operation.ts";
import { happenedSince } from "./happened-since.ts";
import { demandMergeBehind } from "./by-merging.ts";
import { withDossierHash } from "./dossier-rows.ts";
import { happenedAtOf } from "./happened-at.ts";
import { seatOf, viewOf } from "./in-view.ts";
import { presentProspects } from "./present-prospects.ts";
import { standingOrThrow } from "./standing.ts";
import { expectedRevisionOf, idempotencyKeyOf } from "./headers.ts";

/** Send one event to an instance the caller may see, and say what became of it. */
export async function sendEventTo(
  { api, actor, request }: { readonly api: Api; readonly actor: Actor; readonly request: Request },
  instance: Instance,
  body: z.output<typeof sendEvent>,
): Promise<Reply> {
  const view = viewOf(actor, instance);
  const { engine } = api;
  if ("type" in body.data) {
    throw new InvalidInput("The data of an event has no field type", [
      { pointer: "/data/type", detail: "the event's type stands beside data" },
    ]);
  }
  // Whoever may not send it is told that, and nothing of the two.
  if (rolesIn(actor, instance.programmeId).includes("officer"))
    await demandMergeBehind(api.db, instance, body);
  if (body.happenedOn !== undefined) demandSenderOf(api, actor, instance, body);
  const result = await engine.send({
    instanceId: instance.id,
    event: { ...(await sealedData(api, instance, body)), type: body.type },
    actor,
    origin: "caller",
    onBehalfOf: body.onBehalfOf,
    happenedAt: await happenedAtOf(api, instance.programmeId, body.happenedOn),
    expectedRevision: expectedRevisionOf(request),
    key: idempotencyKeyOf(request),
    fingerprint: canonicalJson(body),
  });
  const accepts = "after" in result ? await acceptedAfter(api, result.after, actor) : [];
  // Whoever was not quick enough reads who was.
  const since =
    result.kind === "stale" && view === "whole"
      ? await happenedSince(api.db, instance.id, result.expected)
      : [];
  const { outcome, standing } = inConfidence(view, () => standingOrThrow(result, { accepts, since }));
  const { revision, stage, state, status } = standing;
  const where = { stage, state, status };
  const card = ("after" in result ? result.after?.instance : undefined)?.card ?? instance.card;
  const shown: z.output<typeof eventOutcome> = {
    outcome,
    id: instance.id,
    revision,
    ...(view === "roster card" ? { ...where, stage: null, state: seatOf(card) } : where),
    accepts,
  };
  return { status: 200, headers: { ETag: `"${revision}"` }, body: shown };
}

/** Whoever may not send it is told that, and not which day it cannot have happened on. */
function demandSenderOf(
  { engine }: Api,
  actor: Actor,
  instance: Instance,
  { type, data, onBehalfOf }: z.output<typeof sendEvent>,
): void {
  demandSender({
    machine: engine.registry.version(instance.workflow, instance.version),
    event: { ...(data as JsonObject), type },
    actor,
    programmeId: instance.programmeId,
    bodies: bodiesOf(instance),
    onBehalfOf,
  });
}

/** A refusal says where a case stands and which guard minds; to who sees a roster card, only that it is not possible. */
function inConfidence<Answer>(view: View, answer: () => Answer): Answer {
  try {
    return answer();
  } catch (error) {
    if (view !== "roster card" || !(error instanceof ConvokeError)) throw error;
    if (error.code === "refused" || error.code === "stale-revision" || error.code === "parked") {
      const { event, accepts, revision } = error.extra;
      throw new ConvokeError(error.code, "This is not possible now", { extra: { event, accepts, revision } });
    }
    throw error;
  }
}

/** What the caller may send next, whether the event was taken or refused. */
async function acceptedAfter(api: Api, after: After | undefined, actor: Actor) {
  if (after === undefined) return [];
  const { accepts } = await presentProspects(api, after, actor);
  return accepts;
}

/** Words are sealed only when the event could be taken at all; the engine says what is wrong with the rest. */
async function sealedData(
  api: Api,
  instance: Instance,
  { type, data: given }: z.output<typeof sendEvent>,
): Promise<JsonObject> {
  const { directory, engine } = api;
  const { events } = engine.registry.version(instance.workflow, instance.version).definition;
  const rule = Object.hasOwn(events, type) ? events[type] : undefined;
  const plain = given as JsonObject;
  if (rule === undefined || !rule.schema.safeParse(plain).success) return plain;
  const data = await sealWords(directory, rule.schema, plain, {
    partyId: partyIdOf(instance.businessKey),
    event: type,
  });
  return await withDossierHash(api, instance.id, { type, schema: rule.schema, data });
}

/** The instance under this id if it is of the workflow and the caller may see it. Throws `not-found`. */
export async function findInstance(api: Api, workflow: string, id: string, actor: Actor): Promise<Instance> {
  try {
    const instance = await api.engine.find(id, actor);
    if (instance.workflow === workflow) return instance;
  } catch (error) {
    if (!(error instanceof ConvokeError) || error.code !== "not-found") throw error;
  }
  throw new NotFound(workflow.replaceAll("_", " "), id);
}
