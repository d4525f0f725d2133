import { z } from "zod";
import { knownIds } from "../../auth/known-records.ts";
import { viewFor } from "../../auth/may-know.ts";
import { id } from "../../contract/common.ts";
import { incidentPage, retry, skip } from "../../contract/operating.ts";
import { retryInstance, skipEffect } from "../../engine/park.ts";
import { InvalidInput, NotFound } from "../../lib/errors.ts";
import { isId } from "../../lib/ids.ts";
import { parseEffectKey } from "../../store/effects.ts";
import { listIncidents } from "../../store/incidents.ts";
import type { Api } from "../api.ts";
import { operation } from "../operation.ts";
import type { Asking, Operation } from "../operation.ts";

const INCIDENTS_MAX = 200;
const OPERATES = { data: "incidents", act: "keep" } as const;

export const incidents: readonly Operation[] = [
  operation({
    method: "get",
    path: "/api/v1/incidents",
    id: "listIncidents",
    tag: "operating",
    summary: "What a person has to look at: parked instances, work given up",
    needs: { data: "incidents", act: "read" },
    success: { status: 200, description: "The oldest 200.", schema: incidentPage },
    async handle({ api, actor, scope }) {
      const rows = await listIncidents(api.db, scope, INCIDENTS_MAX);
      const { hidden } = await knownIds(
        api.db,
        actor,
        rows.flatMap(({ instanceId }) => instanceId ?? []),
      );
      // Whoever operates a chart is told which one stopped, whatever stands in it; others as far as they may know it.
      const shown = rows.filter(
        ({ instanceId, programmeId }) =>
          !hidden.has(instanceId ?? "") ||
          viewFor(actor, { data: "incidents", programmeId: programmeId ?? "" }, OPERATES),
      );
      const items = shown.map(({ id, instanceId, effect, kind, reason, createdAt }) => ({
        id,
        instance: instanceId,
        effect,
        kind,
        reason,
        createdAt: createdAt.toISOString(),
      }));
      return { body: { items, next: null } };
    },
  }),
  operation({
    method: "post",
    path: "/api/v1/instances/{id}/retry",
    id: "retryInstance",
    tag: "operating",
    summary: "Put a parked instance back into service and try what failed again",
    needs: { data: "incidents", act: "keep" },
    params: z.object({ id }),
    body: retry,
    success: { status: 204, description: "It is back." },
    problems: ["not-found", "conflict"],
    async handle(call) {
      const { api, demand, params } = call;
      await mayOperate(api, demand, params.id);
      await retryInstance(within(api), params.id, call.body.because);
      return {};
    },
  }),
  operation({
    method: "post",
    path: "/api/v1/instances/{id}/skip",
    id: "skipEffect",
    tag: "operating",
    summary: "Put a parked instance back into service without the timer or outcome it could not take",
    needs: { data: "incidents", act: "keep" },
    params: z.object({ id }),
    body: skip,
    success: { status: 204, description: "It is back." },
    problems: ["not-found", "conflict"],
    async handle(call) {
      const { api, demand, params } = call;
      await mayOperate(api, demand, params.id);
      const key = parseEffectKey(call.body.effect);
      if (!isId(key.instanceId) || !Number.isInteger(key.seq)) {
        throw new InvalidInput("That is not the name of an effect", [
          { pointer: "/effect", detail: "expected the effect as the incident names it" },
        ]);
      }
      await skipEffect(within(api), params.id, key, call.body.because);
      return {};
    },
  }),
];

/** In the transaction of the call. */
const within = ({ db, engine }: Api) => ({ db, now: () => engine.now() });

async function mayOperate({ engine }: Api, demand: Asking["demand"], instanceId: string): Promise<void> {
  const instance = await engine.peek(instanceId);
  if (instance === undefined) throw new NotFound("instance", instanceId);
  demand({ programmeId: instance.programmeId, thing: "instance", id: instanceId });
}
