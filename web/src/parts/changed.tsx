import { useTranslations } from "use-intl";
import styles from "./changed.module.css";

/** Beside what glows because somebody else changed it: a dot for who wants nothing to move, and a word for who cannot see. */
export function Changed() {
  const t = useTranslations("parts");
  return (
    <span className={styles["changed"]}>
      <span className="visually-hidden">{t("changed")}</span>
    </span>
  );
}
