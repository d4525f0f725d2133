import { useTranslations } from "use-intl";
import { Keys } from "../parts/keys.tsx";
import { IconSearch } from "../parts/icons.ts";
import { AccountMenu } from "./account-menu.tsx";
import { LiveMark } from "./live-mark.tsx";
import { NewMenu } from "./new-menu.tsx";
import { openPalette } from "./palette-door.tsx";
import styles from "./top-bar.module.css";

export function TopBar() {
  const t = useTranslations("shell");
  return (
    <header className={styles["top"]}>
      <button type="button" className={styles["search"]} onClick={openPalette} aria-keyshortcuts="Control+K">
        <IconSearch size={18} stroke={1.75} aria-hidden />
        <span className={styles["hint"]}>{t("searchHint")}</span>
        <span aria-hidden className={styles["keys"]}>
          <Keys keys="Mod+k" />
        </span>
      </button>
      <LiveMark />
      <NewMenu />
      <AccountMenu />
    </header>
  );
}
