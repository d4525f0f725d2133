import { queryOptions } from "@tanstack/react-query";
import { api, bodyOf } from "../../../api/client.ts";
import type { components } from "../../../api/schema.d.ts";

export type Term = components["schemas"]["Term"];
export type Taxonomy = components["schemas"]["Taxonomy"];
export type Institution = components["schemas"]["Institution"];
export type IntakeRules = components["schemas"]["IntakeRules"];
export type Rule = IntakeRules["routes"][number];
export type PublicPages = components["schemas"]["PublicPages"];
export type ConsentText = components["schemas"]["ConsentText"];
export type ProgrammeText = components["schemas"]["ProgrammeText"];
export type ProgrammeTimers = components["schemas"]["ProgrammeTimers"];

export const institutionsQuery = queryOptions({
  queryKey: ["institutions"],
  async queryFn({ signal }) {
    return (await bodyOf(api.GET("/api/v1/institutions", { signal }))).items;
  },
});

export const termsQuery = (programme: string, taxonomy: Taxonomy) =>
  queryOptions({
    queryKey: ["taxonomies", { programme, taxonomy }],
    async queryFn({ signal }) {
      const query = { programme, taxonomy };
      return (await bodyOf(api.GET("/api/v1/taxonomies", { signal, params: { query } }))).items;
    },
  });

export const intakeRulesQuery = (id: string) =>
  queryOptions({
    queryKey: ["programmes", id, "intake"],
    queryFn: ({ signal }) =>
      bodyOf(api.GET("/api/v1/programmes/{id}/intake", { signal, params: { path: { id } } })),
  });

export const timersQuery = (id: string) =>
  queryOptions({
    queryKey: ["programmes", id, "timers"],
    queryFn: ({ signal }) =>
      bodyOf(api.GET("/api/v1/programmes/{id}/timers", { signal, params: { path: { id } } })),
  });

export const markingsQuery = (id: string) =>
  queryOptions({
    queryKey: ["programmes", id, "markings"],
    async queryFn({ signal }) {
      return (await bodyOf(api.GET("/api/v1/programmes/{id}/markings", { signal, params: { path: { id } } })))
        .items;
    },
  });

export const publicPagesQuery = (id: string) =>
  queryOptions({
    queryKey: ["programmes", id, "public-pages"],
    queryFn: ({ signal }) =>
      bodyOf(api.GET("/api/v1/programmes/{id}/public-pages", { signal, params: { path: { id } } })),
  });

/** The newest first. */
export const consentTextsQuery = (id: string) =>
  queryOptions({
    queryKey: ["programmes", id, "consent-texts"],
    async queryFn({ signal }) {
      const params = { path: { id } };
      return (await bodyOf(api.GET("/api/v1/programmes/{id}/consent-texts", { signal, params }))).items;
    },
  });

export const textsQuery = (id: string) =>
  queryOptions({
    queryKey: ["programmes", id, "texts"],
    async queryFn({ signal }) {
      const params = { path: { id } };
      return (await bodyOf(api.GET("/api/v1/programmes/{id}/texts", { signal, params }))).items;
    },
  });
