import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "use-intl";
import { api } from "../../api/client.ts";
import { useProblemWords } from "../../parts/problem-words.ts";
import { tell, tellProblem } from "../../parts/told.ts";

/** Have a delivery read once more. What comes of it stands in its replays. */
export function useReplay() {
  const t = useTranslations("intake.deliveries");
  const wordsOf = useProblemWords();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => api.POST("/api/v1/deliveries/{id}/retry", { params: { path: { id } } }),
    onSuccess: () => tell(t("replayed")),
    onError: (error) => tellProblem(wordsOf(error)),
    onSettled: async (_data, _error, id) => {
      await client.invalidateQueries({ queryKey: ["delivery", id] });
      await client.invalidateQueries({ queryKey: ["deliveries"] });
    },
  });
}
