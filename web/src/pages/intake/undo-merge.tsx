/** Undo a merge: what has come since, and, where nobody can tell but a person, whose it is. */
import { Button, Modal } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { api, bodyOf } from "../../api/client.ts";
import { Failed } from "../../parts/failed.tsx";
import { tell } from "../../parts/told.ts";
import type { Merge } from "./duplicate-queries.ts";
import { undoPlanQuery } from "./duplicate-queries.ts";
import styles from "./intake.module.css";

type Side = "survivor" | "absorbed";

export function UndoMerge({ merge, onClose }: { readonly merge: Merge; readonly onClose: () => void }) {
  const t = useTranslations("intake.duplicates");
  const parts = useTranslations("parts");
  const client = useQueryClient();
  const [sorted, setSorted] = useState<Readonly<Record<string, Side>>>({});
  const { data: plan, error, refetch } = useQuery(undoPlanQuery(merge.id));
  const undo = useMutation({
    mutationFn: (planHash: string) =>
      bodyOf(
        api.POST("/api/v1/merges/{id}/undo", {
          params: { path: { id: merge.id } },
          body: { planHash, sort: Object.entries(sorted).map(([id, to]) => ({ id, to })) },
        }),
      ),
    async onSuccess() {
      tell(t("undoneNow"));
      onClose();
      await client.invalidateQueries({ queryKey: ["merges"] });
      await client.invalidateQueries({ queryKey: ["duplicates"] });
      await client.invalidateQueries({ queryKey: ["engagements"] });
    },
    onError: () => void refetch(),
  });
  const isOpen = plan?.since.some(({ id, to }) => to === null && sorted[id] === undefined) ?? true;
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={<strong>{t("undoTitle")}</strong>}
      closeButtonProps={{ "aria-label": parts("close") }}
    >
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
    </Modal>
  );
}
