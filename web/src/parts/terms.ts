/** Terms of a programme's own lists, by what they are called in the reader's language. */
import { queryOptions } from "@tanstack/react-query";
import { api, bodyOf } from "../api/client.ts";

export const termsQuery = (programme: string, taxonomy: "sectors" | "interests") =>
  queryOptions({
    queryKey: ["terms", { programme, taxonomy }],
    async queryFn({ signal }) {
      const query = { programme, taxonomy, retired: "without" as const };
      return (await bodyOf(api.GET("/api/v1/taxonomies", { signal, params: { query } }))).items;
    },
    staleTime: 300_000,
    refetchInterval: false,
  });

export interface Term {
  readonly code: string;
  readonly labels: Readonly<Record<string, string>>;
}

/** In the reader's language, else in English, else in whichever there is. */
export const labelOf = ({ code, labels }: Term, locale: string): string =>
  labels[locale] ?? labels[locale.slice(0, 2)] ?? labels["en"] ?? Object.values(labels)[0] ?? code;
