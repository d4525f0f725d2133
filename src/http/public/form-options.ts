/** What the form of a programme offers to choose from: its lists, its groups, the countries; and the text to consent to. */
import { countryCodes } from "../../contract/country-codes.ts";
import { SYSTEM } from "../../contract/actor.ts";
import type { Db } from "../../store/database.ts";
import { latestConsentText } from "../../store/public-pages.ts";
import { listTerms } from "../../store/taxonomies.ts";
import { publicGroups } from "./groups.ts";
import { monthIn, wordedIn, type Spoken, type Worded } from "./language.ts";

export interface Option {
  readonly value: string;
  readonly label: Worded;
}

export interface FormOptions {
  readonly organisationKinds: readonly Option[];
  readonly interests: readonly Option[];
  /** Groups that still take people or will. */
  readonly groups: readonly (Option & { readonly name: string })[];
  readonly countries: readonly Option[];
  /** Undefined while none has been published in the page's language. */
  readonly consent:
    | { readonly version: number; readonly text: string; readonly publishedAt: Date }
    | undefined;
}

export async function formOptions(db: Db, programmeId: string, { code, say }: Spoken): Promise<FormOptions> {
  const terms = (await listTerms(db, { programmeId }, SYSTEM)).filter(({ retiredAt }) => retiredAt === null);
  const listed = (taxonomy: string): Option[] =>
    terms
      .filter((term) => term.taxonomy === taxonomy)
      .map((term) => ({ value: term.code, label: wordedIn(code, term.labels) }));
  const interests = listed("interests");
  const { groups } = await publicGroups(db, programmeId);
  const consent = await latestConsentText(db, programmeId);
  const text = consent?.texts[code];
  return {
    organisationKinds: listed("organisation_kinds"),
    // A programme that keeps no list of interests asks for sectors.
    interests: interests.length > 0 ? interests : listed("sectors"),
    groups: groups
      .filter(({ state }) => state !== "closed" && state !== "abandoned")
      .map(({ id, name, month, isLaunched }) => {
        const launch = isLaunched ? "" : ` – ${say("groupLaunches", { month: monthIn(code, month) })}`;
        return { value: id, name, label: { text: `${name}${launch}`, lang: undefined } };
      }),
    countries: countriesIn(code),
    consent:
      consent === undefined || text === undefined
        ? undefined
        : { version: consent.version, publishedAt: consent.publishedAt, text },
  };
}

const known = new Map<string, readonly Option[]>();

/** In the order of the language's alphabet. */
function countriesIn(code: string): readonly Option[] {
  const there = known.get(code);
  if (there !== undefined) return there;
  const names = new Intl.DisplayNames([code], { type: "region" });
  const { compare } = new Intl.Collator(code);
  const options = [...countryCodes()]
    .map((country) => ({ value: country, label: { text: names.of(country) ?? country, lang: undefined } }))
    .toSorted((a, b) => compare(a.label.text, b.label.text));
  known.set(code, options);
  return options;
}
