/** What forms of events can pick by name, in one programme and as far as the reader may know it. */
import { queryOptions, useQuery, useSuspenseQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useFormatter, useLocale } from "use-intl";
import { api, bodyOf } from "../api/client.ts";
import { programmesQuery } from "../api/session.ts";
import type { Named, Picks } from "../form/picks.ts";
import type { IdOf } from "../form/shape.ts";
import { groupsQuery, papersQuery, staffQuery } from "./colleagues.ts";
import { countriesIn } from "./countries.ts";
import { languagesIn, timeZones } from "./languages.ts";
import { findersIn, list, listed, named } from "./picking.ts";
import { useRoles } from "./roles.ts";
import { useStateWords } from "./state-words.ts";
import type { Term } from "./terms.ts";
import { labelOf, termsQuery } from "./terms.ts";
import { useWhen } from "./when.ts";

/** Asked for and not carried out yet: the newest are what somebody means. */
const erasuresQuery = queryOptions({
  queryKey: ["erasures", { newest: true }],
  async queryFn({ signal }) {
    return (await bodyOf(api.GET("/api/v1/erasures", { signal, params: { query: { limit: 50 } } }))).items;
  },
});

/** What is kept by the events of one case is picked on its own page. */
type OfProgramme = Required<Omit<Picks, "undertakings" | "record">>;

/** `wanted`: kinds of ids that the form has; nothing else is asked for. */
export function usePicks(programme: string, wanted: ReadonlySet<IdOf>): OfProgramme {
  const rolesOf = useRoles();
  const format = useFormatter();
  const when = useWhen();
  const locale = useLocale();
  const stateWords = useStateWords();
  const once = { retry: false };
  const staff = useQuery({ ...staffQuery(programme), ...once, enabled: wanted.has("account") });
  const groups = useQuery({ ...groupsQuery(programme), ...once, enabled: wanted.has("group") });
  const meetings = useQuery({
    ...papersQuery("meetings", programme),
    ...once,
    enabled: wanted.has("meeting"),
  });
  const recommendations = useQuery({
    ...papersQuery("recommendations", programme),
    ...once,
    enabled: wanted.has("recommendation"),
  });
  const hasTerms = wanted.has("interest") || wanted.has("sector");
  const interests = useQuery({ ...termsQuery(programme, "interests"), ...once, enabled: hasTerms });
  const sectors = useQuery({ ...termsQuery(programme, "sectors"), ...once, enabled: hasTerms });
  const erasures = useQuery({ ...erasuresQuery, ...once, enabled: wanted.has("erasure") });
  const { data: programmes } = useSuspenseQuery(programmesQuery);
  const finders = useMemo(() => findersIn(programme, locale), [programme, locale]);
  const termed = (terms: readonly Term[] = []): readonly Named[] =>
    terms.map((term) => ({ value: term.code, label: labelOf(term, locale) }));
  const day = (instant: unknown): string | undefined =>
    typeof instant === "string" ? format.dateTime(new Date(instant), { dateStyle: "medium" }) : undefined;
  return {
    ...finders,
    account: listed(staff, ({ id, name, roles }) => ({
      value: id,
      label: name,
      hint: rolesOf(roles),
      roles,
    })),
    group: listed(groups, ({ id, card, workflow: chart, state }) => ({
      value: id,
      label: named(card["name"], id),
      hint: stateWords(chart, state),
    })),
    meeting: listed(meetings, ({ id, card }) => ({
      value: id,
      label: named(card["title"], id),
      hint: day(card["startsAt"]),
    })),
    recommendation: listed(recommendations, ({ id, card }) => ({
      value: id,
      label: named(card["title"], id),
    })),
    country: list(countriesIn(locale).map(({ code, name }) => ({ value: code, label: name }))),
    language: list(languagesIn(locale).map(({ code, name }) => ({ value: code, label: name }))),
    zone: list(timeZones().map((zone) => ({ value: zone, label: zone.replaceAll("_", " ") }))),
    // A programme that keeps no list of interests asks for sectors, on its own form too.
    interest: list(termed(interests.data?.length === 0 ? sectors.data : interests.data)),
    sector: list(termed(sectors.data)),
    erasure: list(
      erasures.data
        ?.filter((one) => one.programme === programme && one.executedAt === null)
        .map(({ id, requestedAt }) => ({ value: id, label: when(requestedAt), hint: id.slice(-8) })),
    ),
    programme: {
      ...list(
        programmes
          .filter(({ slug }) => slug !== programme)
          .map(({ slug, name }) => ({ value: slug, label: name })),
      ),
      isOpen: true,
    },
  };
}
