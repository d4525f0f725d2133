import { useQuery } from "@tanstack/react-query";
import { useFormatter, useTranslations } from "use-intl";
import { useChoiceWords } from "../../../form/field-words.ts";
import { useCountryWords } from "../../../parts/countries.ts";
import { useLanguageWords } from "../../../parts/languages.ts";
import { useSettings } from "../../../theme/settings.ts";
import type { Rule } from "./queries.ts";
import { termsQuery } from "./queries.ts";

/** Names of the programme's interests and sectors by code, in the reader's language. */
export function useTermNames(programme: string): ReadonlyMap<string, string> {
  const { language } = useSettings();
  const interests = useQuery(termsQuery(programme, "interests"));
  const sectors = useQuery(termsQuery(programme, "sectors"));
  return new Map(
    [...(interests.data ?? []), ...(sectors.data ?? [])].map(({ code, labels }) => [
      code,
      labels[language] ?? labels["en"] ?? code,
    ]),
  );
}

/** What has to be so for a rule to fit, in words. */
export function useRuleWords(programme: string): (rule: Rule) => string {
  const t = useTranslations("admin.intakeRules");
  const format = useFormatter();
  const choiceWords = useChoiceWords();
  const terms = useTermNames(programme);
  const countryWords = useCountryWords();
  const languageWords = useLanguageWords();
  const either = (all: readonly string[]): string => format.list(all, { type: "disjunction" });
  return ({ interests = [], kinds = [], countries = [], languages = [] }) => {
    const said = [
      ...(interests.length === 0
        ? []
        : [t("if.interests", { what: either(interests.map((code) => terms.get(code) ?? code)) })]),
      ...(kinds.length === 0 ? [] : [t("if.kinds", { what: either(kinds.map((one) => choiceWords(one))) })]),
      ...(countries.length === 0
        ? []
        : [t("if.countries", { what: either(countries.map((code) => countryWords(code))) })]),
      ...(languages.length === 0
        ? []
        : [t("if.languages", { what: either(languages.map((code) => languageWords(code))) })]),
    ];
    return said.length === 0 ? t("if.always") : said.join(" · ");
  };
}
