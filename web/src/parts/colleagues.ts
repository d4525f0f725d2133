/** Who works in a programme, and its groups: what ids are called. Shared by the pages, so that each is asked for once. */
import { queryOptions, useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { api, bodyOf } from "../api/client.ts";
import type { Me } from "../api/shapes.ts";
import { useMe } from "./programme.ts";

export const staffQuery = (programme: string) =>
  queryOptions({
    queryKey: ["staff", { programme }],
    async queryFn({ signal }) {
      const params = { path: { id: programme } };
      return (await bodyOf(api.GET("/api/v1/programmes/{id}/staff", { signal, params }))).items;
    },
    staleTime: 300_000,
    refetchInterval: false,
  });

export const groupsQuery = (programme: string) =>
  queryOptions({
    queryKey: ["groups", { programme }],
    async queryFn({ signal }) {
      const query = { programme, limit: 200 };
      return (await bodyOf(api.GET("/api/v1/groups", { signal, params: { query } }))).items;
    },
  });

/** A programme's meetings or recommendations. */
export const papersQuery = (noun: "meetings" | "recommendations", programme: string) =>
  queryOptions({
    queryKey: [noun, { programme }],
    async queryFn({ signal }) {
      const query = { programme, limit: 200 };
      return (await bodyOf(api.GET(`/api/v1/${noun}`, { signal, params: { query } }))).items;
    },
  });

type Role = Me["roles"][number]["role"];

/** Who reads of groups; nobody is asked for what they may not have. */
const KNOW_GROUPS: readonly Role[] = ["officer", "vetter", "approver", "lead", "chair", "secretariat"];

/** Names of colleagues and groups by id, as far as the reader may know them. */
export function useNames(programme: string): ReadonlyMap<string, string> {
  const { roles } = useMe();
  const here = roles.filter((one) => one.programme === null || one.programme === programme);
  const isOfProgramme = here.some(({ body }) => body === undefined);
  const knowsGroups = here.some(({ role }) => KNOW_GROUPS.includes(role));
  const { data: staff } = useQuery({ ...staffQuery(programme), retry: false, enabled: isOfProgramme });
  const { data: groups } = useQuery({ ...groupsQuery(programme), retry: false, enabled: knowsGroups });
  return useMemo(
    () =>
      new Map([
        ...(staff ?? []).map(({ id, name }) => [id, name] as const),
        ...(groups ?? []).flatMap(({ id, card }) =>
          typeof card["name"] === "string" ? [[id, card["name"]] as const] : [],
        ),
      ]),
    [staff, groups],
  );
}
