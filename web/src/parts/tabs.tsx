/** The parts of a page, each with an address of its own. */
import { createLink } from "@tanstack/react-router";
import type { AnchorHTMLAttributes, ReactNode } from "react";
import styles from "./tabs.module.css";

export function Tabs({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <nav className={styles["tabs"]} aria-label={label}>
      {children}
    </nav>
  );
}

interface Props extends AnchorHTMLAttributes<HTMLAnchorElement> {
  readonly isCurrent: boolean;
}

export const Tab = createLink(({ isCurrent, ...rest }: Props) => (
  // oxlint-disable-next-line jsx-a11y/anchor-has-content -- what it holds comes with the rest
  <a {...rest} className={styles["tab"]} aria-current={isCurrent ? "page" : undefined} />
));
