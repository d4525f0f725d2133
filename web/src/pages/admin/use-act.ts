import type { QueryKey } from "@tanstack/react-query";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useOnce } from "../../parts/once.ts";
import { useProblemWords } from "../../parts/problem-words.ts";
import { tell, tellProblem } from "../../parts/told.ts";

interface Afterwards<Output> {
  /** What is read again. */
  readonly refresh: readonly QueryKey[];
  readonly said?: string;
  readonly onDone?: (output: Output) => void;
  /** A form shows its error itself, and is sent once. */
  readonly inForm?: boolean;
}

/** Send one act; then say so, and read again what it changed. */
export function useAct<Input = void, Output = unknown>(
  act: (input: Input) => Promise<Output>,
  { refresh, said, onDone, inForm = false }: Afterwards<Output>,
) {
  const client = useQueryClient();
  const wordsOf = useProblemWords();
  const { mutationKey, isUnderWay } = useOnce();
  const sent = useMutation<Output, Error, Input>({
    mutationKey,
    mutationFn: act,
    async onSuccess(output) {
      if (said !== undefined) tell(said);
      // First: where it leads to shows what was changed.
      await Promise.all(refresh.map((queryKey) => client.invalidateQueries({ queryKey })));
      onDone?.(output);
    },
    onError: (error) => {
      if (!inForm) tellProblem(wordsOf(error));
    },
  });
  const mutate: typeof sent.mutate = (...asked) => {
    if (!inForm || !isUnderWay()) sent.mutate(...asked);
  };
  return { ...sent, mutate };
}
