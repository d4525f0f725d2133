/** Undo a merge: what has come since, and, where nobody can tell but a person, whose it is. */
import { Button } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { Failed } from "../../parts/failed.tsx";
import { tell } from "../../parts/told.ts";
import { Dialog } from "./dialog.tsx";
import styles from "./intake.module.css";

type Side = "survivor" | "absorbed";
type Sorted = { id: string; to: Side }[];

interface UndoPlan {
  readonly planHash: string;
  readonly since: readonly {
    readonly id: string;
    readonly kind: "delivery" | "affiliation" | "job-change" | "part";
    readonly to: Side | null;
    readonly why: string;
  }[];
  readonly corrected: readonly string[];
  readonly obstacles: readonly string[];
}

/** How a merge of one kind is undone. */
export interface Undoing {
  /** For the query's key. */
  readonly name: string;
  readonly plan: (id: string, signal: AbortSignal) => Promise<UndoPlan>;
  readonly undo: (id: string, planHash: string, sort: Sorted) => Promise<unknown>;
  /** What says something else afterwards. */
  readonly touches: readonly string[];
}

interface Props {
  /** Id of the merge. */
  readonly merge: string;
  readonly undoing: Undoing;
  readonly onClose: () => void;
}

export function UndoMerge({ merge, undoing, onClose }: Props) {
  const t = useTranslations("intake.duplicates");
  const parts = useTranslations("parts");
  const client = useQueryClient();
  const [sorted, setSorted] = useState<Readonly<Record<string, Side>>>({});
  const {
    data: plan,
    error,
    refetch,
  } = useQuery({
    queryKey: ["undo-plan", undoing.name, merge],
    queryFn: ({ signal }) => undoing.plan(merge, signal),
    staleTime: 0,
    refetchInterval: false,
  });
  const undo = useMutation({
    mutationFn: (planHash: string) =>
      undoing.undo(
        merge,
        planHash,
        Object.entries(sorted).map(([id, to]) => ({ id, to })),
      ),
    async onSuccess() {
      tell(t("undoneNow"));
      onClose();
      for (const resource of undoing.touches) await client.invalidateQueries({ queryKey: [resource] });
    },
    onError: () => void refetch(),
  });
  const isOpen = plan?.since.some(({ id, to }) => to === null && sorted[id] === undefined) ?? true;
  return (
    <Dialog title={t("undoTitle")} onClose={onClose}>
      {error !== null && <Failed error={error} onRetry={() => void refetch()} />}
      {undo.error !== null && <Failed error={undo.error} />}
      {plan !== undefined && (
        <div className={styles["stack"]}>
          <p>{t(plan.since.length === 0 ? "nothingSince" : "since", { count: plan.since.length })}</p>
          {plan.since.map(({ id, kind, to, why }) => (
            <fieldset key={id} className={styles["panel"]}>
              <legend>
                {t(`kind.${kind}`)}: {why}
              </legend>
              {(["survivor", "absorbed"] as const).map((side) => (
                <label key={side} className={styles["pick"]}>
                  <input
                    type="radio"
                    name={id}
                    checked={(sorted[id] ?? to) === side}
                    onChange={() => setSorted({ ...sorted, [id]: side })}
                  />{" "}
                  {t(side === "survivor" ? "keeps" : "joins")}
                </label>
              ))}
            </fieldset>
          ))}
          {plan.corrected.length > 0 && <p>{t("corrected", { fields: plan.corrected.join(", ") })}</p>}
          {plan.obstacles.map((obstacle) => (
            <p key={obstacle} className={styles["notice"]}>
              {obstacle}
            </p>
          ))}
          <div className={styles["acts"]}>
            <Button variant="default" onClick={onClose}>
              {parts("cancel")}
            </Button>
            <Button
              disabled={isOpen || plan.obstacles.length > 0}
              loading={undo.isPending}
              onClick={() => undo.mutate(plan.planHash)}
            >
              {t("undoTitle")}
            </Button>
          </div>
        </div>
      )}
    </Dialog>
  );
}
