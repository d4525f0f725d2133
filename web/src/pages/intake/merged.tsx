/** What was merged lately, as long as it can be undone. */
import { Button } from "@mantine/core";
import { useState } from "react";
import { useFormatter, useTranslations } from "use-intl";
import { useWhen } from "../../parts/when.ts";
import framed from "../../parts/rows.module.css";
import styles from "./intake.module.css";
import type { Undoing } from "./undo-merge.tsx";
import { UndoMerge } from "./undo-merge.tsx";

interface Merge {
  readonly id: string;
  readonly at: string;
  readonly undoUntil: string;
  readonly undoneAt: string | null;
}

interface Props {
  readonly merges: readonly Merge[];
  readonly kind: "people" | "organisations";
  readonly undoing: Undoing;
}

export function Merged({ merges, kind, undoing }: Props) {
  const t = useTranslations("intake.duplicates");
  const when = useWhen();
  const format = useFormatter();
  const [chosen, setChosen] = useState<string>();
  if (merges.length === 0) return null;
  return (
    <section aria-labelledby="merged">
      <h2 id="merged" style={{ marginBottom: 8 }}>
        {t("merged")}
      </h2>
      <ul className={framed["rows"]}>
        {merges.map((one) => (
          <li key={one.id} className={styles["row"]}>
            <span>{t(`mergedWhen.${kind}`, { when: when(one.at) })}</span>
            <span className={styles["quiet"]}>
              {one.undoneAt === null
                ? t("undoUntil", { date: format.dateTime(new Date(one.undoUntil), { dateStyle: "long" }) })
                : t("undone", { when: when(one.undoneAt) })}
            </span>
            <span className={styles["acts"]}>
              {one.undoneAt === null && (
                <Button size="xs" variant="default" onClick={() => setChosen(one.id)}>
                  {t("undo")}
                </Button>
              )}
            </span>
          </li>
        ))}
      </ul>
      {chosen !== undefined && (
        <UndoMerge merge={chosen} undoing={undoing} onClose={() => setChosen(undefined)} />
      )}
    </section>
  );
}
