/** The frame around every page: bar, top bar, content; below 768 px a strip at the bottom instead of the bar. */
import { Outlet, useMatch } from "@tanstack/react-router";
import { Suspense, useEffect } from "react";
import { useTranslations } from "use-intl";
import { useProgramme } from "../parts/programme.ts";
import { useSettings } from "../theme/settings.ts";
import { Bar } from "./bar.tsx";
import { Palette } from "./palette-door.tsx";
import { rememberProgramme } from "../parts/last-programme.ts";
import { MarkingWords } from "./marking-words.tsx";
import styles from "./shell.module.css";
import { ShortcutSheet } from "./shortcut-sheet.tsx";
import { Strip } from "./strip.tsx";
import { TopBar } from "./top-bar.tsx";
import { useCalls } from "./use-calls.ts";
import { useGoKeys } from "./use-go-keys.ts";

export function Shell() {
  const t = useTranslations("shell");
  const { bar } = useSettings();
  const programme = useProgramme();
  const isUnderProgramme = useMatch({ from: "/p/$programme", shouldThrow: false }) !== undefined;
  const calls = useCalls();
  useGoKeys();
  useEffect(() => {
    if (isUnderProgramme) rememberProgramme(programme.slug);
  }, [isUnderProgramme, programme.slug]);
  return (
    <div className={styles["shell"]} data-bar={bar}>
      <a className={styles["skip"]} href="#content">
        {t("skip")}
      </a>
      <Bar calls={calls} />
      <TopBar />
      <main id="content" className={styles["main"]} tabIndex={-1}>
        <Suspense>
          <Outlet />
        </Suspense>
      </main>
      <Strip calls={calls} />
      <MarkingWords />
      <Palette />
      <ShortcutSheet />
    </div>
  );
}
