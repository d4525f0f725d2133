/** The parts of a page, each with an address of its own. */
import { createLink } from "@tanstack/react-router";
import type { AnchorHTMLAttributes, ReactNode } from "react";
import { useEffect, useRef } from "react";
import styles from "./tabs.module.css";

export function Tabs({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  const nav = useRef<HTMLElement>(null);
  // On a narrow screen the one that is shown may be beyond the edge.
  useEffect(() => {
    const current = nav.current?.querySelector<HTMLElement>("[aria-current=page]");
    if (nav.current !== null && current != null)
      nav.current.scrollLeft = current.offsetLeft - (nav.current.clientWidth - current.offsetWidth) / 2;
  });
  return (
    <nav ref={nav} className={styles["tabs"]} aria-label={label}>
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
