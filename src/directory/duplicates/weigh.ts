/** How much what two have in common says that they are one. Pure. */
import type { Reason } from "../../contract/duplicates.ts";

/** From here on a person is asked. */
export const SCORE_MIN = 0.5;
/** How alike two names have to be to be compared at all. */
export const SIMILARITY_MIN = 0.45;

/** What the database found two people to share. */
export interface PeopleInCommon {
  /** Sorted words of each name, folded; empty for somebody without one. */
  readonly names: readonly [string, string];
  readonly similarity: number;
  readonly traces: readonly string[];
  readonly sharesOrganisation: boolean;
  /** How many have this name, the two included. */
  readonly namesakes: number;
  readonly domains: readonly [string | null, string | null];
}

export interface OrganisationsInCommon {
  readonly names: readonly [string, string];
  readonly similarity: number;
  readonly hasOtherName: boolean;
  readonly isAbbreviation: boolean;
  readonly sharesDomain: boolean;
  readonly countries: readonly [string | null, string | null];
}

export interface Weighed {
  readonly score: number;
  readonly reasons: readonly Reason[];
}

/** Hosts of everybody's mail say nothing of who works together. */
export const EVERYBODYS_HOSTS: readonly string[] = (
  "gmail.com googlemail.com outlook.com hotmail.com live.com yahoo.com aol.com icloud.com me.com proton.me " +
  "protonmail.com gmx.de gmx.net web.de mail.ru yandex.ru qq.com 163.com 126.com free.fr orange.fr libero.it uol.com.br"
).split(" ");

type Weight = readonly [Reason, number];

export function weighPeople(common: PeopleInCommon): Weighed {
  const { names, similarity, traces, sharesOrganisation, namesakes, domains } = common;
  const [one, other] = names;
  const weights: Weight[] = [];
  if (traces.includes("mailbox")) weights.push(["same-mailbox", 0.85]);
  if (traces.includes("phone")) weights.push(["same-phone", 0.6]);
  if (one !== "" && one === other) weights.push(["same-name", weightOfName(one, namesakes)]);
  else if (areInitials(one, other)) weights.push(["initials", 0.45]);
  else if (similarity >= SIMILARITY_MIN) weights.push(["similar-name", 0.5 * similarity]);
  if (sharesOrganisation) weights.push(["same-organisation", 0.25]);
  if (traces.includes("local") && !traces.includes("mailbox")) weights.push(["same-local-part", 0.35]);
  if (domains[0] !== null && domains[0] === domains[1] && !EVERYBODYS_HOSTS.includes(domains[0]))
    weights.push(["same-domain", 0.1]);
  return together(weights);
}

/** One word is a first name. A name that many have says little without anything else. */
const weightOfName = (name: string, namesakes: number): number =>
  !name.includes(" ") ? 0.25 : namesakes >= COMMON_FROM ? 0.4 : 0.6;
const COMMON_FROM = 6;

export function weighOrganisations(common: OrganisationsInCommon): Weighed {
  const { names, similarity, hasOtherName, isAbbreviation, sharesDomain, countries } = common;
  const [here, there] = countries;
  const weights: Weight[] = [];
  if (names[0] !== "" && names[0] === names[1]) weights.push(["same-name", 0.8]);
  else if (similarity >= SIMILARITY_MIN) weights.push(["similar-name", 0.6 * similarity]);
  if (hasOtherName) weights.push(["other-name", 0.7]);
  if (isAbbreviation) weights.push(["abbreviation", 0.55]);
  if (sharesDomain) weights.push(["same-domain", 0.5]);
  if (here !== null && here === there) weights.push(["same-country", 0.1]);
  const { score, reasons } = together(weights);
  // Two ministries of health of two countries are two.
  const isAbroad = here !== null && there !== null && here !== there;
  return isAbroad ? { score: score * 0.45, reasons: [...reasons, "different-country"] } : { score, reasons };
}

/** Each reason leaves less room for doubt. */
const together = (weights: readonly Weight[]): Weighed => ({
  score: Math.round((1 - weights.reduce((doubt, [, weight]) => doubt * (1 - weight), 1)) * 1000) / 1000,
  reasons: weights.map(([reason]) => reason),
});

/** `duarte i` and `duarte ines`: each word is a word of the other or its first letter, and one is whole. */
function areInitials(one: string, other: string): boolean {
  const [short, long] = [one, other].map((name) => name.split(" ").filter(Boolean));
  if (short === undefined || long === undefined || short.length !== long.length || short.length < 2)
    return false;
  const left = [...long];
  let whole = 0;
  let letters = 0;
  for (const word of short.toSorted((a, b) => b.length - a.length)) {
    const same = left.indexOf(word);
    const at = same >= 0 ? same : left.findIndex((theirs) => isInitial(word, theirs));
    if (at < 0) return false;
    if (same >= 0 && word.length > 2) whole += 1;
    if (same < 0) letters += 1;
    left.splice(at, 1);
  }
  return whole > 0 && letters > 0;
}

const isInitial = (word: string, theirs: string): boolean =>
  (word.length === 1 && theirs.startsWith(word)) || (theirs.length === 1 && word.startsWith(theirs));
