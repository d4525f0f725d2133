/** What merging two organisations does. The preview shows it, and the merge makes it again and carries it out. */
import type { OrganisationChoices, OrganisationMergePlan } from "../../contract/organisation-merges.ts";
import { canonicalJson } from "../../lib/canonical.ts";
import type { Tx } from "../../store/database.ts";
import {
  allSectorsOf,
  countAffiliations,
  namesakeBeside,
  partsOf,
  standingIds,
} from "../../store/organisation-merges.ts";
import type { Organisation } from "../../store/organisations.ts";
import { organisationNames, organisationsAbove, parentsOf } from "../../store/organisations.ts";
import type { Directory } from "../directory.ts";
import type { Words } from "./choose-fields.ts";
import { chooseFields } from "./choose-fields.ts";

export interface Both {
  readonly survivor: Organisation;
  readonly absorbed: Organisation;
}

/** As many as somebody could enter. */
const MOST = { otherNames: 20, parents: 20, sectors: 50 } as const;
const CALLED = { otherNames: "other names", parents: "parents", sectors: "sectors" } as const;

export async function planOrganisationMerge(
  directory: Directory,
  tx: Tx,
  { survivor, absorbed }: Both,
  programmeId: string,
  choices: OrganisationChoices,
): Promise<OrganisationMergePlan> {
  const ids = [survivor.id, absorbed.id];
  const [mine, theirs] = [await wordsOf(tx, survivor, programmeId), await wordsOf(tx, absorbed, programmeId)];
  const { fields, words, dropped } = chooseFields(mine, theirs, choices, ids);
  const names = await organisationNames(tx, words.parents);
  const elsewhere = Object.entries(await allSectorsOf(tx, absorbed.id)).filter(([id]) => id !== programmeId);
  const plan = {
    survivor: survivor.id,
    absorbed: absorbed.id,
    fields: [...fields],
    organisation: {
      ...words,
      otherNames: [...words.otherNames],
      parents: words.parents.map((id) => ({ id, name: names.get(id) ?? "" })),
      sectors: [...words.sectors],
    },
    counts: {
      ...(await countAffiliations(tx, absorbed.id, survivor.id)),
      parts: (await partsOf(tx, absorbed.id)).filter((id) => !ids.includes(id)).length,
      sectorsElsewhere: elsewhere.flatMap(([, codes]) => codes).length,
    },
    dropped: [...dropped],
    obstacles: [
      ...tooMany(words),
      ...(await ringOf(tx, words, ids)),
      ...(await takenName(tx, survivor, words, ids)),
    ],
  };
  return { ...plan, planHash: hashOf(directory, plan) };
}

export const hashOf = ({ vault }: Directory, plan: object): string =>
  vault.master.hmac("request", canonicalJson(plan));

async function wordsOf(tx: Tx, one: Organisation, programmeId: string): Promise<Words> {
  const { name, shortName, otherNames, kind, level, country } = one;
  const parents = await standingIds(tx, (await parentsOf(tx, [one.id])).get(one.id) ?? []);
  const sectors = (await allSectorsOf(tx, one.id))[programmeId] ?? [];
  return { name, shortName, otherNames, kind, level, country, parents, sectors };
}

const tooMany = (words: Words): string[] =>
  (["otherNames", "parents", "sectors"] as const).flatMap((field) =>
    words[field].length > MOST[field]
      ? [
          `Together they have ${words[field].length} ${CALLED[field]}, and ${MOST[field]} is the most: remove some first`,
        ]
      : [],
  );

/** With the two as one, whatever is above may not be below as well. */
async function ringOf(tx: Tx, { parents }: Words, ids: readonly string[]): Promise<string[]> {
  const rings: string[] = [];
  for (const parent of parents) {
    const above = await organisationsAbove(tx, [parent]);
    if (!ids.some((id) => above.includes(id))) continue;
    const name = (await organisationNames(tx, [parent])).get(parent) ?? parent;
    rings.push(`It would be part of itself by way of ${name}: change the parents first`);
  }
  return rings;
}

async function takenName(
  tx: Tx,
  { institutionId }: Organisation,
  { name, country }: Words,
  ids: readonly string[],
): Promise<string[]> {
  const namesake = await namesakeBeside(tx, { institutionId, name, country }, ids);
  return namesake === undefined
    ? []
    : [
        `The organisation ${namesake} has that name in that country already: take other fields, or merge that one`,
      ];
}
