/** Organisations that may be one: the pairs, what merging them would do, what was merged. By programme, whose institution's they are. */
import { queryOptions } from "@tanstack/react-query";
import { api, bodyOf } from "../../api/client.ts";
import type { components } from "../../api/schema.d.ts";

type Schemas = components["schemas"];
type Organisation = Schemas["DuplicateOrganisations"]["organisations"][0];
/** The client makes a plain list of the two. */
export type OrganisationPair = Omit<Schemas["DuplicateOrganisations"], "organisations"> & {
  readonly organisations: readonly Organisation[];
};
export type OrganisationPlan = Schemas["OrganisationMergePlan"];
export type OrganisationChoices = Record<string, "survivor" | "absorbed" | "both">;

/** The sectors of a plan are those of one programme. */
const named = (programme: string): string => (programme === "all" ? "default" : programme);
const under = (programme: string) => (programme === "all" ? {} : { programme });

export const organisationPairsQuery = (programme: string) =>
  queryOptions({
    queryKey: ["organisation-duplicates", { programme }],
    async queryFn({ signal }) {
      const query = { ...under(programme), limit: 200 };
      return (await bodyOf(api.GET("/api/v1/organisation-duplicates", { signal, params: { query } }))).items;
    },
  });

export const organisationMergesQuery = (programme: string) =>
  queryOptions({
    queryKey: ["organisation-merges", { programme }],
    async queryFn({ signal }) {
      const query = { ...under(programme), limit: 20 };
      return (await bodyOf(api.GET("/api/v1/organisation-merges", { signal, params: { query } }))).items;
    },
  });

interface Wanted {
  readonly programme: string;
  readonly survivor: string;
  readonly absorbed: string;
  readonly fields: OrganisationChoices;
}

export const organisationPlanQuery = ({ programme, survivor, absorbed, fields }: Wanted) =>
  queryOptions({
    queryKey: ["organisation-merge-plan", programme, survivor, absorbed, fields],
    queryFn: ({ signal }) =>
      bodyOf(
        api.POST("/api/v1/organisations/{id}/merge-preview", {
          signal,
          params: { path: { id: survivor } },
          body: { programme: named(programme), absorbed, fields },
        }),
      ),
    staleTime: 0,
    refetchInterval: false,
  });

export const mergeOrganisations = async (
  { programme, survivor, absorbed, fields }: Wanted,
  planHash: string,
): Promise<unknown> =>
  await bodyOf(
    api.POST("/api/v1/organisations/{id}/merges", {
      params: { path: { id: survivor } },
      body: { programme: named(programme), absorbed, fields, planHash },
    }),
  );
