import { queryOptions } from "@tanstack/react-query";
import { api, bodyOf } from "../../api/client.ts";
import type { components } from "../../api/schema.d.ts";

type Schemas = components["schemas"];
type Person = Schemas["DuplicatePeople"]["people"][0];
/** The client makes a plain list of the two. */
export type Pair = Omit<Schemas["DuplicatePeople"], "people"> & { readonly people: readonly Person[] };
export type MergePlan = Schemas["MergePlan"];
export type Choices = Record<string, "survivor" | "absorbed">;

const under = (programme: string) => (programme === "all" ? {} : { programme });

export const duplicatesQuery = (programme: string) =>
  queryOptions({
    queryKey: ["duplicates", { programme }],
    async queryFn({ signal }) {
      const query = { ...under(programme), limit: 200 };
      return (await bodyOf(api.GET("/api/v1/duplicates", { signal, params: { query } }))).items;
    },
  });

export const mergesQuery = (programme: string) =>
  queryOptions({
    queryKey: ["merges", { programme }],
    async queryFn({ signal }) {
      const query = { ...under(programme), limit: 20 };
      return (await bodyOf(api.GET("/api/v1/merges", { signal, params: { query } }))).items;
    },
  });

/** What merging would do: the merge makes this very plan again and carries it out. */
export const planQuery = (survivor: string, absorbed: string, fields: Choices) =>
  queryOptions({
    queryKey: ["merge-plan", survivor, absorbed, fields],
    queryFn: ({ signal }) =>
      bodyOf(
        api.POST("/api/v1/people/{id}/merge-preview", {
          signal,
          params: { path: { id: survivor } },
          body: { absorbed, fields },
        }),
      ),
    staleTime: 0,
    refetchInterval: false,
  });

export const mergePeople = async (
  { survivor, absorbed, planHash }: MergePlan,
  fields: Choices,
): Promise<unknown> =>
  await bodyOf(
    api.POST("/api/v1/people/{id}/merges", {
      params: { path: { id: survivor } },
      body: { absorbed, fields, planHash },
    }),
  );
