/** A part that could not be loaded says so in its own place: what happened, what to do, and a small reference. */
import { Button } from "@mantine/core";
import { useTranslations } from "use-intl";
import { Problem } from "../api/problem.ts";
import styles from "./failed.module.css";
import { useProblemWords } from "./problem-words.ts";

export function Failed({
  error,
  onRetry,
}: {
  readonly error: unknown;
  readonly onRetry?: (() => void) | undefined;
}) {
  const t = useTranslations("parts");
  const wordsOf = useProblemWords();
  return (
    <div className={styles["failed"]} role="alert">
      <p className={styles["what"]}>{wordsOf(error)}</p>
      {onRetry !== undefined && (
        <Button variant="default" size="xs" onClick={onRetry}>
          {t("tryAgain")}
        </Button>
      )}
      {error instanceof Problem && (
        <p className={styles["reference"]}>{t("reference", { code: error.code })}</p>
      )}
    </div>
  );
}
