import { hiddenPeople, markingsOfPeople } from "../../auth/known-people.ts";
import { filledPage } from "../../auth/known-records.ts";
import { scopeOf } from "../../auth/scope-of.ts";
import type { Actor } from "../../contract/actor.ts";
import type { Match } from "../../contract/search.ts";
import { referenceOf } from "../../lib/ids.ts";
import { findLastCases } from "../../store/instances.ts";
import type { PersonCard } from "../../store/parties.ts";
import { alsoKnownAs, searchPeople } from "../../store/parties.ts";
import { wordsFound } from "../../store/type-ahead.ts";
import type { Api } from "../api.ts";
import { presentRows } from "../instances/present-instance.ts";
import { viewsOf } from "../people/find-person.ts";
import { programmeSlugs } from "../programme-of.ts";
import type { Asked, Hits } from "./hit.ts";
import { entitled, NOTHING } from "./hit.ts";

const READ_PEOPLE = { data: "people", act: "read" } as const;
const PEOPLE = 6;

/** Somebody who was searched for. */
export interface Someone {
  readonly card: PersonCard;
  /** What of them, as the caller sees it, has the words. */
  readonly because: readonly { readonly field: Match; readonly text: string }[];
}

export async function findPeople(api: Api, actor: Actor, { text, programme }: Asked): Promise<Hits> {
  const scope = entitled(actor, READ_PEOPLE);
  if (scope === undefined) return NOTHING;
  const within = scopeOf(scope, READ_PEOPLE);
  const asked = { q: text, programmeId: programme?.id };
  const someones = await filledPage(
    PEOPLE,
    async (limit, after: Someone | undefined) => {
      const cards = await searchPeople(api.db, { ...asked, limit, afterId: after?.card.partyId }, within);
      return cards.map((card): Someone => ({ card, because: [] }));
    },
    async (rows) =>
      await foundBy(
        api,
        scope,
        text,
        rows.map(({ card }) => card),
      ),
  );
  const hits = await present(api, scope, someones.slice(0, PEOPLE));
  return { hits, isMore: someones.length > PEOPLE };
}

/**
 * Those of them that the caller may be told of, each with what it was found by. Whoever sees a roster card only finds nobody
 * by an address: that would tell whose it is. Without words, everybody of whom they may be told.
 */
export async function foundBy(
  api: Api,
  scope: Actor,
  text: string,
  cards: readonly PersonCard[],
): Promise<readonly Someone[]> {
  const people = cards.map(({ partyId: id, programmeId }) => ({ id, programmeId }));
  const hidden = await hiddenPeople(api.db, scope, people);
  const known = cards.filter(({ partyId }) => !hidden.has(partyId));
  if (text === "") return known.map((card) => ({ card, because: [] }));
  const ids = people.map(({ id }) => id);
  const [views, others] = await Promise.all([viewsOf(api, scope, people), alsoKnownAs(api.db, ids)]);
  const said = known.flatMap((card) => {
    const { partyId, name, organisation, email } = card;
    const seen: readonly (readonly [Match, string | null])[] = [
      ["name", name],
      ["organisation", organisation],
    ];
    const own: readonly (readonly [Match, string | null])[] = [
      ["email", email],
      ...(others.get(partyId) ?? []).map((other) => ["otherName", other] as const),
    ];
    return [...seen, ...(views.get(partyId) === "whole" ? own : [])].flatMap(([field, words]) =>
      words === null ? [] : [{ card, field, text: words }],
    );
  });
  const { words, inText } = await wordsFound(
    api.db,
    text,
    said.map((one) => one.text),
  );
  const has = said.map((one, index) => ({ ...one, words: inText[index] ?? [] }));
  return known.flatMap((card) => {
    const own = has.filter((one) => one.card === card && one.words.length > 0);
    const isWhole = words.every((word) => own.some((one) => one.words.includes(word)));
    return isWhole ? [{ card, because: own.map(({ field, text: is }) => ({ field, text: is })) }] : [];
  });
}

async function present(api: Api, scope: Actor, someones: readonly Someone[]): Promise<Hits["hits"]> {
  const people = someones.map(({ card: { partyId: id, programmeId } }) => ({ id, programmeId }));
  const [slugs, markings, cases] = await Promise.all([
    programmeSlugs(api),
    markingsOfPeople(api.db, people),
    findLastCases(api.db, people),
  ]);
  const rows = new Map((await presentRows(api, [...cases.values()], scope)).map((row) => [row.id, row]));
  return someones.map(({ card: { partyId: id, programmeId, name, organisation }, because }) => {
    const row = rows.get(cases.get(id)?.id ?? "");
    return {
      programmeId,
      item: {
        kind: "person",
        id,
        name,
        organisation,
        programme: slugs.get(programmeId) ?? programmeId,
        marking: markings.get(id) ?? null,
        engagement:
          row === undefined
            ? null
            : { id: row.id, reference: referenceOf(row.id), stage: row.stage, state: row.state },
        because: [...because],
      },
    };
  });
}
