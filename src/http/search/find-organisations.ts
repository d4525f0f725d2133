import type { Actor } from "../../contract/actor.ts";
import type { Match } from "../../contract/search.ts";
import { listInstitutions } from "../../store/institutions.ts";
import { searchOrganisations } from "../../store/organisations.ts";
import { wordsFound } from "../../store/type-ahead.ts";
import type { Api } from "../api.ts";
import type { Asked, Hits } from "./hit.ts";
import { entitled, NOTHING } from "./hit.ts";

const ORGANISATIONS = 4;

/** Of the directory that the programme's institution keeps. */
export async function findOrganisations(
  { db }: Api,
  actor: Actor,
  { text, programme }: Asked,
): Promise<Hits> {
  const scope = entitled(actor, { data: "organisations", act: "read" });
  if (scope === undefined) return NOTHING;
  const institutionIds =
    programme === undefined
      ? (await listInstitutions(db, scope)).map(({ id }) => id)
      : [programme.institutionId];
  const rows = await searchOrganisations(db, { q: text, institutionIds, limit: ORGANISATIONS + 1 });
  const shown = rows.slice(0, ORGANISATIONS);
  const said = shown.flatMap(({ id, name, shortName, otherNames }) =>
    [
      { id, field: "name" as Match, text: name },
      ...[shortName ?? "", ...otherNames].map((other) => ({ id, field: "otherName" as Match, text: other })),
    ].filter((one) => one.text !== ""),
  );
  const { inText } = await wordsFound(
    db,
    text,
    said.map((one) => one.text),
  );
  const because = said.filter((_, index) => (inText[index] ?? []).length > 0);
  return {
    isMore: rows.length > ORGANISATIONS,
    hits: shown.map(({ id, name, country }) => ({
      programmeId: null,
      item: {
        kind: "organisation",
        id,
        name,
        country,
        because: because.filter((one) => one.id === id).map(({ field, text: is }) => ({ field, text: is })),
      },
    })),
  };
}
