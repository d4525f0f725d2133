/** How much came in each hour of the last day, as one small picture with its sum in words. */
import { useNow, useTranslations } from "use-intl";
import styles from "./intake.module.css";

const HOURS = 24;
const HOUR_MS = 3_600_000;
const TALL_PX = 16;

export function Spark({ instants }: { readonly instants: readonly string[] }) {
  const t = useTranslations("intake.sources");
  const now = useNow().getTime();
  const hours = Array.from({ length: HOURS }, () => 0);
  for (const instant of instants) {
    const ago = Math.floor((now - Date.parse(instant)) / HOUR_MS);
    const at = HOURS - 1 - Math.max(0, ago);
    if (at >= 0) hours[at] = (hours[at] ?? 0) + 1;
  }
  const most = Math.max(...hours, 1);
  const count = hours.reduce((sum, some) => sum + some, 0);
  return (
    <span className={styles["main"]}>
      <span className={styles["spark"]} aria-hidden>
        {hours.map((some, at) => (
          <span
            key={at}
            style={{ height: Math.max(1, (some / most) * TALL_PX), opacity: some === 0 ? 0.35 : 1 }}
          />
        ))}
      </span>
      <span className="visually-hidden">{t("day", { count })}</span>
    </span>
  );
}
