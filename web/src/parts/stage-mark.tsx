import { useTranslations } from "use-intl";
import type { messages } from "../catalogues/en/index.ts";
import styles from "./stage-mark.module.css";

type Stage = keyof typeof messages.stage;

/** A state in the colour of its stage; the words carry the meaning, the colour only helps. */
export function StageMark({ stage, children }: { readonly stage: string | null; readonly children: string }) {
  const t = useTranslations("stage");
  const named = stage ?? "closed";
  return (
    <span
      className={styles["mark"]}
      data-stage={named}
      title={t.has(named as Stage) ? t(named as Stage) : undefined}
    >
      {children}
    </span>
  );
}
