/** Merging two records that may be one: which of them stays, what is picked of each, and carrying the plan out. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { Problem } from "../../api/problem.ts";
import { useProblemWords } from "../../parts/problem-words.ts";
import { useProgramme } from "../../parts/programme.ts";
import { tell, tellProblem } from "../../parts/told.ts";

/** Where the pairs are listed. */
export type PairList = "/p/$programme/intake/duplicates" | "/p/$programme/intake/organisations";

export function useSides<One, Side extends string>([one, other]: readonly One[]) {
  const [isSwapped, setSwapped] = useState(false);
  const [choices, setChoices] = useState<Record<string, Side>>({});
  return {
    survivor: isSwapped ? other : one,
    absorbed: isSwapped ? one : other,
    choices,
    pick: (field: string, side: Side) => setChoices({ ...choices, [field]: side }),
    swap: () => {
      setSwapped(!isSwapped);
      setChoices({});
    },
  };
}

interface Merging<Plan> {
  readonly list: PairList;
  readonly send: (plan: Plan) => Promise<unknown>;
  /** Either record has changed since the plan was made: it is made anew. */
  readonly onChanged: () => void;
  /** Resources that are read again. */
  readonly refresh: readonly string[];
}

export function useMerge<Plan>({ list, send, onChanged, refresh }: Merging<Plan>) {
  const t = useTranslations("intake.duplicates");
  const wordsOf = useProblemWords();
  const client = useQueryClient();
  const back = useBackTo(list);
  return useMutation({
    mutationFn: send,
    async onSuccess() {
      tell(t("mergedNow"));
      await back();
      for (const resource of refresh) await client.invalidateQueries({ queryKey: [resource] });
    },
    onError(error) {
      const isChanged = error instanceof Problem && error.code === "conflict";
      tellProblem(isChanged ? t("changed") : wordsOf(error));
      if (isChanged) onChanged();
    },
  });
}

export function useBackTo(list: PairList): () => Promise<void> {
  const { slug } = useProgramme();
  const navigate = useNavigate();
  return async () => await navigate({ to: list, params: { programme: slug } });
}
