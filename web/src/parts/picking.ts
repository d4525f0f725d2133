/** What forms pick by name is made of: lists, and finders where there are too many to list. */
import { api, bodyOf } from "../api/client.ts";
import type { components } from "../api/schema.d.ts";
import type { Named, Picks } from "../form/picks.ts";
import { countryIn } from "./countries.ts";

type Found = components["schemas"]["Found"];
const FOUND_MAX = 8;

export const list = (options: readonly Named[] = []) => ({ kind: "list" as const, options });
/** Of what is asked for; empty where it is refused. */
export const listed = <Item>(
  { data, isLoading }: { readonly data?: readonly Item[] | undefined; readonly isLoading: boolean },
  nameOf: (item: Item) => Named,
) => ({ ...list(data?.map(nameOf)), isComing: isLoading });
export const named = (title: unknown, id: string): string =>
  typeof title === "string" ? title : id.slice(-8);

/** Too many to list. What is typed goes in a body: addresses are kept by proxies and logs. */
export function findersIn(
  programme: string,
  locale: string,
): Required<Pick<Picks, "person" | "organisation" | "engagement">> {
  const finder = (namesOf: (found: Found) => readonly Named[]) => ({
    kind: "search" as const,
    async find(text: string, signal: AbortSignal) {
      const { items } = await bodyOf(api.POST("/api/v1/search", { signal, body: { text, programme } }));
      return items.flatMap(namesOf).slice(0, FOUND_MAX);
    },
  });
  return {
    person: finder((one) =>
      one.kind === "person"
        ? [{ value: one.id, label: one.name ?? one.id.slice(-8), hint: one.organisation ?? undefined }]
        : [],
    ),
    organisation: finder((one) =>
      one.kind === "organisation"
        ? [
            {
              value: one.id,
              label: one.name,
              hint: one.country === null ? undefined : countryIn(locale, one.country),
            },
          ]
        : [],
    ),
    engagement: finder((one) => {
      if (one.kind === "engagement")
        return [{ value: one.id, label: one.who ?? one.reference, hint: one.reference }];
      if (one.kind !== "person" || one.engagement === null) return [];
      const { id, reference } = one.engagement;
      return [{ value: id, label: one.name ?? reference, hint: reference }];
    }),
  };
}
