/** What a form about interests can pick by name: groups of the programme, organisations, meetings and recommendations. */
import { queryOptions, useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { api, bodyOf } from "../../api/client.ts";
import type { Field, IdOf, Shape } from "../../form/shape.ts";
import type { Named, Picks } from "../../form/picks.ts";
import { groupsQuery } from "../../parts/colleagues.ts";

const FOUND_MAX = 8;

const papersQuery = (noun: "meetings" | "recommendations", programme: string) =>
  queryOptions({
    queryKey: [noun, { programme }],
    async queryFn({ signal }) {
      const query = { programme, limit: 200 };
      return (await bodyOf(api.GET(`/api/v1/${noun}`, { signal, params: { query } }))).items;
    },
  });

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
  const find = useMemo(() => organisationsOf(programme), [programme]);
  return {
    group: list(groups.data?.map(({ id, card }) => named(id, card["name"]))),
    meeting: list(meetings.data?.map(({ id, card }) => named(id, card["title"]))),
    recommendation: list(recommendations.data?.map(({ id, card }) => named(id, card["title"]))),
    organisation: { kind: "search", find },
  };
}

const list = (options: readonly Named[] = []) => ({ kind: "list" as const, options });
const named = (id: string, name: unknown): Named => ({
  value: id,
  label: typeof name === "string" ? name : id.slice(-8),
});

/** What is typed goes in a body: addresses are kept by proxies and logs. */
const organisationsOf =
  (programme: string) =>
  async (text: string, signal: AbortSignal): Promise<readonly Named[]> => {
    const { items } = await bodyOf(api.POST("/api/v1/search", { signal, body: { text, programme } }));
    return items
      .flatMap((one) =>
        one.kind === "organisation"
          ? [{ value: one.id, label: one.name, hint: one.country ?? undefined }]
          : [],
      )
      .slice(0, FOUND_MAX);
  };

function idsIn(fields: readonly Field[]): ReadonlySet<IdOf> {
  const of = (shape: Shape): readonly IdOf[] => {
    switch (shape.kind) {
      case "id":
        return [shape.of];
      case "list":
        return of(shape.item);
      case "group":
        return shape.fields.flatMap((field) => of(field.shape));
      case "choice":
        return shape.variants.flatMap(of);
      default:
        return [];
    }
  };
  return new Set(fields.flatMap(({ shape }) => of(shape)));
}
