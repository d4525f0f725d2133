import type { Actor } from "../../contract/actor.ts";
import { isId, referenceIn, referenceOf } from "../../lib/ids.ts";
import { listLines } from "../../store/engagement-pages.ts";
import type { Api } from "../api.ts";
import { presentCards } from "../instances/present-cards.ts";
import { READ_CASES, seerOf } from "../instances/seer.ts";
import type { Asked, Hits } from "./hit.ts";
import { entitled, NOTHING } from "./hit.ts";

const ENGAGEMENTS = 4;

/** By reference, as letters and the console give it, or what it begins with. */
export async function findEngagements(api: Api, actor: Actor, { text, programme }: Asked): Promise<Hits> {
  const scope = entitled(actor, READ_CASES);
  const reference = referenceIn(text);
  if (scope === undefined || reference === undefined) return NOTHING;
  const seer = await seerOf(api, scope);
  const page = { sort: "newest" as const, limit: ENGAGEMENTS, after: undefined };
  const lines = await listLines(api.db, seer, { programmeId: programme?.id, reference }, page);
  const cards = await presentCards(api, lines.slice(0, ENGAGEMENTS), { actor: scope, now: seer.now });
  return {
    isMore: lines.length > ENGAGEMENTS,
    hits: cards.map(({ id, programmeId, who, organisation, stage, state, marking, programme: slug }) => ({
      programmeId,
      item: {
        kind: "engagement",
        id,
        reference: referenceOf(id),
        who,
        organisation,
        programme: slug,
        stage,
        state,
        marking,
        because: [{ field: "reference", text: isId(reference) ? id : referenceOf(id) }],
      },
    })),
  };
}
