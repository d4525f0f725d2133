/** The bar at the left: programme, then the pages that the caller's roles may see. */
import { Tooltip } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useTranslations } from "use-intl";
import { placesFor } from "../navigation.ts";
import { IconFold, IconUnfold } from "../parts/icons.ts";
import { useMe, useProgramme } from "../parts/programme.ts";
import { choose, useSettings } from "../theme/settings.ts";
import styles from "./bar.module.css";
import { Calling } from "./calling.tsx";
import { ProgrammeSwitcher } from "./programme-switcher.tsx";
import type { Calls } from "./use-calls.ts";

export function Bar({ calls }: { readonly calls: Calls }) {
  const t = useTranslations("shell");
  const me = useMe();
  const { slug } = useProgramme();
  const { bar } = useSettings();
  const isFolded = bar === "folded";
  const FoldIcon = isFolded ? IconUnfold : IconFold;
  return (
    <nav className={styles["bar"]} aria-label={t("navigation")} data-folded={isFolded || undefined}>
      <ProgrammeSwitcher isFolded={isFolded} />
      <ul className={styles["places"]}>
        {placesFor(me, slug).map(({ name, to, icon: Icon }) => (
          <li key={name}>
            <Tooltip label={t(name)} position="right" disabled={!isFolded}>
              <Link to={to} params={{ programme: slug }} className={styles["place"] ?? ""}>
                <Icon size={18} stroke={1.75} aria-hidden />
                <span className={isFolded ? "visually-hidden" : styles["label"]}>{t(name)}</span>
                <Calling page={name} calls={calls} />
              </Link>
            </Tooltip>
          </li>
        ))}
      </ul>
      <button
        type="button"
        className={styles["fold"]}
        aria-expanded={!isFolded}
        aria-label={t(isFolded ? "unfold" : "fold")}
        title={t(isFolded ? "unfold" : "fold")}
        onClick={() => choose("bar", isFolded ? "open" : "folded")}
      >
        <FoldIcon size={18} stroke={1.75} aria-hidden />
      </button>
    </nav>
  );
}
