import { markContribution } from "../../auth/change-marking.ts";
import { demandKnown } from "../../auth/known-records.ts";
import { contribution, newContribution, newRecommendation } from "../../contract/groups.ts";
import { instanceDetail } from "../../contract/instances.ts";
import { partyIdOf, sealRecord } from "../../directory/people.ts";
import { InvalidInput } from "../../lib/errors.ts";
import { canonicalJson } from "../../lib/canonical.ts";
import { assert } from "../../lib/assert.ts";
import { newId } from "../../lib/ids.ts";
import { readJournal } from "../../store/journal.ts";
import type { Api } from "../api.ts";
import { openIn } from "../instances/open-instance.ts";
import { idempotencyKeyOf } from "../instances/headers.ts";
import { instanceOperations } from "../instances/operations.ts";
import { findInstance } from "../instances/send-event.ts";
import { standingOrThrow } from "../instances/standing.ts";
import { operation } from "../operation.ts";
import type { Operation } from "../operation.ts";

export const recommendations: readonly Operation[] = [
  ...instanceOperations({
    noun: "recommendations",
    one: "Recommendation",
    workflow: "recommendation",
  }),
  operation({
    method: "post",
    path: "/api/v1/recommendations",
    id: "draftRecommendation",
    tag: "recommendations",
    summary: "Begin to draft a recommendation",
    needs: { data: "group papers", act: "open", workflow: "recommendation" },
    body: newRecommendation,
    headers: { "Idempotency-Key": "Makes a repetition of the request safe." },
    success: { status: 201, description: "The draft.", schema: instanceDetail },
    problems: ["refused", "key-reused"],
    handle: (call) => openIn(call, { workflow: "recommendation", type: "recommendation.drafted" }),
  }),
  operation({
    method: "post",
    path: "/api/v1/contributions",
    id: "linkContribution",
    tag: "recommendations",
    summary: "Link what a party gave to a draft recommendation",
    description: "The engagement hears of it as a signal and reaches the stage Recommendation (S-069).",
    needs: { data: "group papers", act: "send", workflow: "recommendation" },
    body: newContribution,
    headers: { "Idempotency-Key": "Makes a repetition of the request safe." },
    success: { status: 201, description: "The contribution.", schema: contribution },
    problems: ["refused", "key-reused"],
    async handle({ api, actor, body, request }) {
      const { recommendationId, engagementId, kind, text } = body;
      const recommendation = await findInstance(api, "recommendation", recommendationId, actor);
      const engagement = await findInstance(api, "engagement", engagementId, actor);
      if (engagement.programmeId !== recommendation.programmeId) {
        throw new InvalidInput("The engagement is in another programme than the recommendation", [
          { pointer: "/engagementId", detail: "expected an engagement of the recommendation's programme" },
        ]);
      }
      await demandKnown(api.db, actor, recommendation);
      const inherited = await demandKnown(api.db, actor, engagement);
      const id = newId();
      if (text !== undefined) {
        await sealRecord(api.directory, partyIdOf(engagement.businessKey), {
          id,
          purpose: "contribution",
          text,
        });
      }
      const result = await api.engine.send({
        instanceId: recommendationId,
        event: {
          type: "contribution.linked",
          contributionId: id,
          engagementId,
          kind,
          ...(text === undefined ? {} : { recordId: id }),
        },
        actor,
        origin: "caller",
        key: idempotencyKeyOf(request),
        fingerprint: canonicalJson(body),
      });
      const { outcome, standing } = standingOrThrow(result);
      const { revision } = standing;
      const linked = { recommendationId, engagementId, kind, revision };
      if (outcome === "applied") {
        await markContribution(
          api.directory,
          actor,
          { id, programmeId: recommendation.programmeId },
          inherited,
        );
        return { body: { id, ...linked } };
      }
      return { status: 200, body: { id: await contributionAt(api, recommendationId, revision), ...linked } };
    },
  }),
];

/** The contribution that an earlier request under the same key linked. */
async function contributionAt({ db }: Api, recommendationId: string, revision: number): Promise<string> {
  const [row] = await readJournal(db, recommendationId, { afterSeq: revision - 1, limit: 1 });
  const id = row?.event["contributionId"];
  assert(typeof id === "string", `revision ${revision} of ${recommendationId} linked a contribution`);
  return id;
}
