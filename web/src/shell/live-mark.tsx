import { Tooltip } from "@mantine/core";
import { useTranslations } from "use-intl";
import { useLive } from "../live/live.ts";
import { IconNotLive } from "../parts/icons.ts";
import styles from "./live-mark.module.css";

/** Shown only while changes do not come by themselves. */
export function LiveMark() {
  const t = useTranslations("parts");
  const state = useLive();
  return (
    <output>
      {state === "down" && (
        <Tooltip label={t("notLiveWhy")} multiline w={260}>
          <span className={styles["mark"]}>
            <IconNotLive size={16} stroke={1.75} aria-hidden />
            {t("notLive")}
            <span className="visually-hidden">{t("notLiveWhy")}</span>
          </span>
        </Tooltip>
      )}
    </output>
  );
}
