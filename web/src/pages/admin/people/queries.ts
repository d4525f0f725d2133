import { queryOptions } from "@tanstack/react-query";
import { api, bodyOf } from "../../../api/client.ts";
import type { components } from "../../../api/schema.d.ts";

export type Account = components["schemas"]["Account"];
export type HeldRole = components["schemas"]["HeldRole"];
export type NewGrant = components["schemas"]["NewGrant"];
export type Invitation = components["schemas"]["Invitation"];

export const accountsQuery = queryOptions({
  queryKey: ["accounts"],
  async queryFn({ signal }) {
    return (await bodyOf(api.GET("/api/v1/accounts", { signal }))).items;
  },
});

export const invitationsQuery = queryOptions({
  queryKey: ["invitations"],
  async queryFn({ signal }) {
    return (await bodyOf(api.GET("/api/v1/invitations", { signal }))).items;
  },
});

/** Looking at them is recorded, so it is done when somebody asks for it. */
export const linkMailsQuery = queryOptions({
  queryKey: ["sign-in-mails"],
  async queryFn({ signal }) {
    return (await bodyOf(api.GET("/api/v1/sign-in-mails", { signal }))).items;
  },
  staleTime: 0,
  refetchInterval: false,
});

export const holdingsQuery = (id: string) =>
  queryOptions({
    queryKey: ["accounts", id, "holdings"],
    async queryFn({ signal }) {
      return (await bodyOf(api.GET("/api/v1/accounts/{id}/holdings", { signal, params: { path: { id } } })))
        .items;
    },
  });
