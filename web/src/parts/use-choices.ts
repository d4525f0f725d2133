/** What each filter can be set to, in words. */
import { useQuery } from "@tanstack/react-query";
import { useLocale, useTranslations } from "use-intl";
import type { messages } from "../catalogues/en/index.ts";
import { countriesIn } from "./countries.ts";
import { groupNamesQuery } from "./groups.ts";
import { useMe, useProgramme } from "./programme.ts";
import { useStateWords } from "./state-words.ts";
import type { Filter, FilterName } from "./filter.ts";
import { DUES, MARKINGS, PARTS, STAGES } from "./filter.ts";

export interface Choice {
  readonly value: NonNullable<Filter[FilterName]>;
  readonly label: string;
}

type State = keyof typeof messages.state.engagement;

/** As the chart has them; `off_board` is what has left it. */
export const STATES: Readonly<Record<(typeof STAGES)[number], readonly State[]>> = {
  inquiry: ["received", "quarantined", "triage", "needs_information"],
  vetting: ["needs_information", "screening", "due_diligence", "decision_pending", "appealed"],
  assignment: ["approved", "waitlisted", "offered"],
  meeting: ["onboarding", "meeting", "contributor"],
  recommendation: ["recommending"],
  parked: ["dormant", "reengaging", "suspended", "declined"],
  off_board: [
    "answered",
    "referred",
    "lapsed",
    "merged",
    "declined_final",
    "withdrawn",
    "alumni",
    "closed_inactive",
    "spam",
    "undone",
    "erased",
  ],
};
const ORIGINS = ["web", "email", "logged", "nominated", "import", "event", "letter", "unknown"] as const;

export function useChoices(filter: Filter): (name: FilterName) => readonly Choice[] {
  const t = useTranslations("engagements");
  const stageWords = useTranslations("stage");
  const stateWords = useTranslations("state.engagement");
  const chartStateWords = useStateWords();
  const locale = useLocale();
  const me = useMe();
  const { slug } = useProgramme();
  const { data: groups } = useQuery(groupNamesQuery(slug));
  return (name) => {
    switch (name) {
      case "stage":
        return STAGES.map((value) => ({
          value,
          label: stageWords(value === "off_board" ? "closed" : value),
        }));
      case "state": {
        const states =
          filter.stage === undefined ? new Set(Object.values(STATES).flat()) : STATES[filter.stage];
        return [...states].map((value) => ({ value, label: stateWords(value) }));
      }
      case "owner": {
        const usual = ["me", "none"] as const;
        const other = filter.owner !== undefined && !usual.some((one) => one === filter.owner);
        return [
          ...usual.map((value) => ({ value, label: t(`owners.${value}`) })),
          ...(other ? [{ value: filter.owner ?? "", label: t("owners.other") }] : []),
        ];
      }
      case "due":
        return DUES.map((value) => ({ value, label: t(`dues.${value}`) }));
      case "origin":
        return ORIGINS.map((value) => ({ value, label: t(`origins.${value}`) }));
      case "marking":
        return MARKINGS.map((value) => ({ value, label: value }));
      case "country":
        return countriesIn(locale).map(({ code, name: label }) => ({ value: code, label }));
      case "group":
        return (groups ?? []).map(({ id, name, state }) => ({
          value: id,
          label:
            name ??
            t("sealedGroup", { reference: id.slice(-8), state: chartStateWords("working_group", state) }),
        }));
      case "organisation":
      case "text":
        // Found by searching, and typed: neither is chosen from a list.
        return [];
      case "today":
        // Whoever has no part in cases has no such day.
        return me.roles.length === 0 ? [] : PARTS.map((value) => ({ value, label: t(`parts.${value}`) }));
    }
  };
}
