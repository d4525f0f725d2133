/** What somebody wrote of where they work stays as it is; which organisation of the directory it may mean is suggested. */
import type { Db } from "../store/database.ts";
import { searchOrganisations } from "../store/organisations.ts";
import { organisationsLike } from "../store/organisations-like.ts";
import { SIMILARITY_MIN, weighOrganisations } from "./duplicates/weigh.ts";

const SUGGESTIONS_MAX = 5;
/** Less than a pair needs: it is shown beside the text, to somebody who looks at it anyhow. */
const SCORE_MIN = 0.3;

interface Suggestion {
  readonly id: string;
  readonly name: string;
}

/** The likeliest first: weighed as two organisations are, then those that have its words. */
export async function suggestOrganisations(
  db: Db,
  { text, institutionId }: { readonly text: string; readonly institutionId: string },
): Promise<Suggestion[]> {
  const alike = await organisationsLike(db, { text, institutionId, similarityMin: SIMILARITY_MIN });
  const weighed = alike
    .map((one) => {
      const { score } = weighOrganisations({ ...one, sharesDomain: false, countries: [null, null] });
      return { id: one.id, name: one.name, score };
    })
    .filter(({ score }) => score >= SCORE_MIN)
    .toSorted((a, b) => b.score - a.score || (a.name < b.name ? -1 : 1));
  const having = await searchOrganisations(db, {
    q: text,
    institutionIds: [institutionId],
    limit: SUGGESTIONS_MAX,
  });
  const all = new Map([...weighed, ...having].map(({ id, name }) => [id, name]));
  return [...all].slice(0, SUGGESTIONS_MAX).map(([id, name]) => ({ id, name }));
}
