/** They are not the same, and why: the pair is not suggested again. */
import "@mantine/core/styles/Input.css";
import { Button, NativeSelect } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { useProblemWords } from "../../parts/problem-words.ts";
import { tell, tellProblem } from "../../parts/told.ts";
import styles from "./intake.module.css";

type Because = "different-people" | "relatives" | "shared-address" | "different-organisations" | "other";

interface Props {
  /** What may be said, the likeliest first. */
  readonly because: readonly [Because, ...Because[]];
  readonly send: (because: Because) => Promise<unknown>;
  readonly of: "people" | "organisations";
  readonly onDone: () => void;
}

/** Whose list is asked for again. */
const RESOURCES = { people: "duplicates", organisations: "organisation-duplicates" } as const;

export function Dismiss({ because, send, of, onDone }: Props) {
  const t = useTranslations("intake.duplicates");
  const wordsOf = useProblemWords();
  const client = useQueryClient();
  const [chosen, setChosen] = useState<Because>(because[0]);
  const dismiss = useMutation({
    mutationFn: () => send(chosen),
    async onSuccess() {
      tell(t("dismissedNow"));
      onDone();
      await client.invalidateQueries({ queryKey: [RESOURCES[of]] });
    },
    onError: (error) => tellProblem(wordsOf(error)),
  });
  return (
    <div className={styles["filters"]} style={{ alignItems: "flex-end" }}>
      <NativeSelect
        label={t(`notSame.${of}`)}
        size="xs"
        value={chosen}
        data={because.map((value) => ({ value, label: t(`because.${value}`) }))}
        onChange={({ currentTarget: { value } }) => setChosen(value as Because)}
      />
      <Button size="xs" variant="default" loading={dismiss.isPending} onClick={() => dismiss.mutate()}>
        {t(`dismiss.${of}`)}
      </Button>
    </div>
  );
}
