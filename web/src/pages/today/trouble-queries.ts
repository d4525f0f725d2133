import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "use-intl";
import { api, bodyOf } from "../../api/client.ts";
import type { components } from "../../api/schema.d.ts";
import { useProblemWords } from "../../parts/problem-words.ts";
import { tell, tellProblem } from "../../parts/told.ts";

type Troubles = components["schemas"]["Troubles"];
export type Stopped = Troubles["parked"]["items"][number];
export type Failure = Troubles["failed"]["items"][number];
export type SourceTrouble = Troubles["sources"]["items"][number];

/** Who operates hears nothing of cases, so it is asked again by itself. */
const LOOK_MS = 15_000;

/** `programme` is a slug, or `all`. */
export const troublesQuery = (programme: string) =>
  queryOptions({
    queryKey: ["troubles", { programme }],
    queryFn: ({ signal }) =>
      bodyOf(
        api.GET("/api/v1/troubles", {
          signal,
          params: { query: programme === "all" ? {} : { programme } },
        }),
      ),
    refetchInterval: LOOK_MS,
  });

/** Have what was given up tried again; it goes from the page when the server has heard. */
export function useTryAgain() {
  const t = useTranslations("troubles");
  const client = useQueryClient();
  const wordsOf = useProblemWords();
  return useMutation({
    mutationFn: async (id: string) =>
      await api.POST("/api/v1/instances/{id}/retry", {
        params: { path: { id } },
        body: { because: "passing" },
      }),
    onSuccess: () => tell(t("triedAgain")),
    onError: (error) => tellProblem(wordsOf(error)),
    onSettled: () => client.invalidateQueries({ queryKey: ["troubles"] }),
  });
}
