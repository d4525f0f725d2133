/** What a form about interests can pick by name: groups of the programme, organisations, meetings and recommendations. */
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useLocale } from "use-intl";
import { idsIn } from "../../form/ids-in.ts";
import type { Picks } from "../../form/picks.ts";
import type { Field, IdOf } from "../../form/shape.ts";
import { groupsQuery, papersQuery } from "../../parts/colleagues.ts";
import { findersIn, list, named } from "../../parts/picking.ts";

/** Only what the form has ids of is asked for. */
export function usePicks(programme: string, fields: readonly Field[]): Picks {
  const wanted = useMemo(() => idsIn(fields), [fields]);
  const ask = (of: IdOf) => ({ retry: false, enabled: wanted.has(of) });
  const groups = useQuery({ ...groupsQuery(programme), ...ask("group") });
  const meetings = useQuery({ ...papersQuery("meetings", programme), ...ask("meeting") });
  const recommendations = useQuery({
    ...papersQuery("recommendations", programme),
    ...ask("recommendation"),
  });
  const locale = useLocale();
  const { organisation } = useMemo(() => findersIn(programme, locale), [programme, locale]);
  return {
    group: list(groups.data?.map(({ id, card }) => ({ value: id, label: named(card["name"], id) }))),
    meeting: list(meetings.data?.map(({ id, card }) => ({ value: id, label: named(card["title"], id) }))),
    recommendation: list(
      recommendations.data?.map(({ id, card }) => ({ value: id, label: named(card["title"], id) })),
    ),
    organisation,
  };
}
