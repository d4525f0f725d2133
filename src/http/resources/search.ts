/** One search for what somebody types, whatever it is the name of. */
import type { Actor } from "../../contract/actor.ts";
import { searchRequest, searchResult } from "../../contract/search.ts";
import { HOUSE } from "../../store/audit.ts";
import type { Api } from "../api.ts";
import { operation } from "../operation.ts";
import type { Operation } from "../operation.ts";
import { programmeOf } from "../programme-of.ts";
import { findEngagements } from "../search/find-engagements.ts";
import { findOrganisations } from "../search/find-organisations.ts";
import { findPeople } from "../search/find-people.ts";
import type { Hit } from "../search/hit.ts";

export const search: readonly Operation[] = [
  operation({
    method: "post",
    path: "/api/v1/search",
    id: "search",
    tag: "search",
    summary: "Find people, organisations, and engagements by reference, and why each was found",
    description:
      "Each kind for who may read it, and of it only what they may see. A POST, because addresses are kept in histories and logs.",
    // Of each kind the policy is asked by itself.
    needs: "signed-in",
    body: searchRequest,
    success: { status: 200, description: "What was found.", schema: searchResult },
    async handle({ api, actor, body: { text, programme } }) {
      const within = programme === undefined ? undefined : await programmeOf(api, programme, actor);
      const asked = { text, programme: within };
      const found = await Promise.all(
        [findEngagements, findPeople, findOrganisations].map((find) => find(api, actor, asked)),
      );
      const hits = found.flatMap((one) => one.hits);
      await keep(api, actor, hits, within?.id);
      return { body: { items: hits.map(({ item }) => item), more: found.some(({ isMore }) => isMore) } };
    },
  }),
];

/** Who was shown is kept, in each programme by number; what was typed is somebody's name. */
async function keep(
  { trail }: Api,
  actor: Actor,
  hits: readonly Hit[],
  within: string | undefined,
): Promise<void> {
  const counts = new Map<string, number>();
  for (const { programmeId } of hits)
    if (programmeId !== null) counts.set(programmeId, (counts.get(programmeId) ?? 0) + 1);
  if (counts.size === 0) counts.set(within ?? HOUSE, 0);
  await trail.record(
    [...counts].map(([programmeId, count]) => ({
      programmeId,
      actorId: actor.id,
      onBehalfOf: null,
      act: "saw" as const,
      subjectKind: "search",
      subjectId: null,
      detail: { operation: "search", count },
    })),
  );
}
