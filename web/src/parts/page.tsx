/** What every page stands in: one heading that takes the focus after navigation, a title, and room for actions beside it. */
import { useRouterState } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useEffect, useRef } from "react";
import { useTranslations } from "use-intl";
import { useProgramme } from "./programme.ts";
import styles from "./page.module.css";

interface Props {
  /** Says what the page is; never a person's name, which would stand in the browser's history. */
  readonly title: string;
  /** What the heading shows, if that is more than the title. */
  readonly heading?: ReactNode;
  readonly beside?: ReactNode;
  readonly children: ReactNode;
}

export function Page({ title, heading = title, beside, children }: Props) {
  const t = useTranslations("shell");
  const programme = useProgramme();
  const tab = t("title", { page: title, programme: programme.name });
  const first = useRef<HTMLHeadingElement>(null);
  const pathname = useRouterState({ select: ({ location }) => location.pathname });
  useEffect(() => {
    document.title = tab;
  }, [tab]);
  // A new page is announced by its heading; on the very first one the browser begins at the top by itself.
  useEffect(() => {
    if (hasNavigated) first.current?.focus();
    hasNavigated = true;
  }, [pathname]);
  return (
    <>
      <header className={styles["head"]}>
        <h1 ref={first} tabIndex={-1}>
          {heading}
        </h1>
        {beside}
      </header>
      {children}
    </>
  );
}

let hasNavigated = false;
