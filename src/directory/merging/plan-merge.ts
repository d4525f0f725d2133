/** What merging two people does. The preview shows it, and the merge makes it again and carries it out. */
import type { Choices, MergePlan } from "../../contract/merges.ts";
import { canonicalJson } from "../../lib/canonical.ts";
import type { Affiliation } from "../../store/affiliations.ts";
import { affiliationsOf } from "../../store/affiliations.ts";
import type { Tx } from "../../store/database.ts";
import { findByBusinessKey } from "../../store/instances.ts";
import { countBelongings, deliveriesOf, erasureWaits, jobChangesOf } from "../../store/merges.ts";
import { organisationNames } from "../../store/organisations.ts";
import type { Person } from "../../store/parties.ts";
import { detailsOf } from "../person-file.ts";
import { chooseCase } from "./choose-case.ts";
import type { Words } from "./choose-fields.ts";
import { chooseFields, droppedOf, personFrom } from "./choose-fields.ts";
import type { Merging } from "./merging.ts";

export interface Both {
  readonly survivor: Person;
  readonly absorbed: Person;
}

export async function planMerge(
  merging: Merging,
  tx: Tx,
  { survivor, absorbed }: Both,
  choices: Choices,
): Promise<MergePlan> {
  const { directory } = merging;
  const now = await directory.now();
  const mine = await affiliationsOf(tx, survivor.id);
  const theirs = await affiliationsOf(tx, absorbed.id);
  const affiliations = [
    ...mine.map((one) => ({ ...short(one), of: "survivor" as const, becomes: "kept" as const, why: null })),
    ...theirs.map((one) => moved(one, mine)),
  ];
  const setAside = new Set(affiliations.filter(({ becomes }) => becomes === "set-aside").map(({ id }) => id));
  const current = currentOf([...mine, ...theirs].filter(({ id }) => !setAside.has(id)));
  const names = await organisationNames(tx, current === undefined ? [] : [current.organisationId]);
  const worksAt = names.get(current?.organisationId ?? "") ?? null;

  const [one, other] = [await wordsOf(merging, tx, survivor), await wordsOf(merging, tx, absorbed)];
  const fields = chooseFields(one, other, choices, worksAt);
  const caseOf = async ({ id, programmeId }: Person) =>
    await findByBusinessKey(tx, programmeId, "engagement", `party:${id}`);
  const held = { survivor: await caseOf(survivor), absorbed: await caseOf(absorbed) };
  const { cases, obstacles } = chooseCase(merging, held, now);
  const plan = {
    survivor: survivor.id,
    absorbed: absorbed.id,
    fields: [...fields],
    person: personFrom(fields, one, other),
    affiliations,
    cases,
    counts: {
      ...(await countBelongings(tx, absorbed)),
      deliveries: (await deliveriesOf(tx, absorbed.id)).length,
      jobChanges: (await jobChangesOf(tx, absorbed.id)).length,
    },
    dropped: droppedOf(fields),
    obstacles: [...obstacles, ...(await erasureObstacles(tx, { survivor, absorbed }))],
  };
  return { ...plan, planHash: hashOf(merging, plan) };
}

/** Keyed, since it covers what people are called. */
export const hashOf = ({ directory }: Pick<Merging, "directory">, plan: object): string =>
  directory.vault.master.hmac("request", canonicalJson(plan));

async function erasureObstacles(tx: Tx, both: Both): Promise<string[]> {
  const obstacles: string[] = [];
  for (const { id } of [both.survivor, both.absorbed]) {
    if (await erasureWaits(tx, id))
      obstacles.push(`The erasure of ${id} has been asked for: carry that out first`);
  }
  return obstacles;
}

async function wordsOf({ directory: { vault } }: Merging, tx: Tx, person: Person): Promise<Words> {
  const { name, email, organisation, alsoKnown } = person;
  return { name, email, organisation, alsoKnown, details: await detailsOf({ vault, db: tx }, person) };
}

type Becoming = MergePlan["affiliations"][number];

const short = ({ id, organisationId }: Affiliation) => ({ id, organisation: organisationId });

/** Somebody is with an organisation once at a time. */
function moved(one: Affiliation, mine: readonly Affiliation[]): Becoming {
  const twice = mine.some(
    ({ organisationId, until }) =>
      until === null && one.until === null && organisationId === one.organisationId,
  );
  return {
    ...short(one),
    of: "absorbed",
    becomes: twice ? "set-aside" : "moved",
    why: twice ? "The survivor is with this organisation already" : null,
  };
}

/** In the order of `currentAffiliations`: the lasting one that began last. */
function currentOf(all: readonly Affiliation[]): Affiliation | undefined {
  return all
    .filter(({ until }) => until === null)
    .toSorted(
      (a, b) =>
        (b.since ?? "").localeCompare(a.since ?? "") ||
        b.createdAt.getTime() - a.createdAt.getTime() ||
        (a.id < b.id ? 1 : -1),
    )[0];
}
