/** The shape of the page before its rows come: nothing for a moment, then where they will stand. */
import { useTranslations } from "use-intl";
import framed from "../../parts/rows.module.css";
import styles from "./page.module.css";

const ROWS = [4, 3];

export function Skeleton() {
  const t = useTranslations("parts");
  return (
    <div className={styles["waiting"]}>
      <output className="visually-hidden">{t("loading")}</output>
      {ROWS.map((rows) => (
        <div key={rows} className={styles["part"]} aria-hidden>
          <div className={styles["waitingHead"]} />
          <div className={`${framed["rows"]} ${styles["rows"]}`}>
            {Array.from({ length: rows }, (_, at) => (
              <div key={at} className={styles["row"]}>
                <span className={styles["waitingText"]} />
              </div>
            ))}
          </div>
        </div>
      ))}
    </div>
  );
}
