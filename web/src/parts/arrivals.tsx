import { Button } from "@mantine/core";
import { useTranslations } from "use-intl";
import styles from "./arrivals.module.css";

interface Props {
  /** How many have come and wait. */
  readonly count: number;
  /** Let them in, and give the focus to what then stands there: the control goes. */
  readonly onReveal: () => void;
}

/** Who has come waits behind it, so that nothing shifts. Its room is there before it is. */
export function Arrivals({ count, onReveal }: Props) {
  const t = useTranslations("parts");
  return (
    <span className={styles["arrivals"]} aria-live="polite">
      {count > 0 && (
        <Button size="compact-xs" variant="default" onClick={onReveal}>
          {t("someNew", { count })}
        </Button>
      )}
    </span>
  );
}
