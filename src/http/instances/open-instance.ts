import type { Request } from "express";
import type { JsonObject } from "../../../workflows/workflow.ts";
import { knownIds } from "../../auth/known-records.ts";
import type { Actor } from "../../contract/actor.ts";
import { sealWords } from "../../directory/seal-event.ts";
import { ConvokeError, NotFound } from "../../lib/errors.ts";
import { canonicalJson } from "../../lib/canonical.ts";
import type { Api } from "../api.ts";
import { programmeOf } from "../programme-of.ts";
import type { AnyCall as Call, Reply } from "../operation.ts";
import { idempotencyKeyOf } from "./headers.ts";
import { presentInstance } from "./present-instance.ts";
import { standingOrThrow } from "./standing.ts";

interface Opening {
  readonly workflow: string;
  readonly programmeId: string;
  readonly type: string;
  readonly data: JsonObject;
  readonly partyId?: string | undefined;
  readonly happenedAt?: Date | undefined;
  /** What the Idempotency-Key's fingerprint is taken over: the body as the caller sent it. */
  readonly body: unknown;
}

interface Placed {
  readonly programme: string;
  readonly [field: string]: unknown;
}

/** Open what has no party, such as a group, in the programme that the body names; its other fields are the event's. */
export async function openIn(
  {
    api,
    actor,
    demand,
    body,
    request,
  }: Pick<Call, "api" | "actor" | "demand" | "request"> & { body: Placed },
  { workflow, type }: Pick<Opening, "workflow" | "type">,
): Promise<Reply> {
  const { programme, ...data } = body;
  const { id: programmeId } = await programmeOf(api, programme, actor);
  const { groupId } = data;
  const bodies = typeof groupId === "string" ? [groupId] : undefined;
  demand({ programmeId, bodies, thing: "programme", id: programme });
  return await openFor(api, actor, request, { workflow, programmeId, type, data: data as JsonObject, body });
}

/** Open an instance for a caller. Answers 201 with it, or 200 when the key opened it before. */
export async function openFor(api: Api, actor: Actor, request: Request, opening: Opening): Promise<Reply> {
  const { engine, directory } = api;
  const { workflow, programmeId, type, data, partyId, happenedAt, body } = opening;
  const rule = engine.registry.newest(workflow).definition.events[type];
  const isTakable = rule?.schema.safeParse(data).success === true;
  const sealed =
    rule !== undefined && isTakable
      ? await sealWords(directory, rule.schema, data, { partyId, event: type })
      : data;
  const result = await engine.start({
    workflow,
    programmeId,
    event: { ...sealed, type },
    actor,
    origin: "caller",
    happenedAt,
    key: idempotencyKeyOf(request),
    fingerprint: canonicalJson(body),
  });
  // Whoever may not know the case that there is learns no more than that there is one.
  if (result.kind === "exists" && (await knownIds(api.db, actor, [result.instanceId])).hidden.size > 0)
    throw new ConvokeError("conflict", "There is a live case already");
  const { outcome, standing } = standingOrThrow(result);
  // Whoever may nominate somebody need not be one of those who see the case: the answer shows what they may see.
  const instance = await engine.peek(standing.instanceId);
  if (instance === undefined) throw new NotFound(workflow, standing.instanceId);
  return {
    status: outcome === "applied" ? 201 : 200,
    headers: { ETag: `"${instance.revision}"` },
    body: await presentInstance(api, instance, actor),
  };
}
