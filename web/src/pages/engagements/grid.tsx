/** The rows, of which only those on the screen are there. Plain elements: a list may have grown to thousands. */
import { useWindowVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useRef, useState } from "react";
import { useTranslations } from "use-intl";
import { useShortcuts } from "../../keyboard/use-shortcuts.ts";
import type { Line } from "../../parts/line.ts";
import { useOpenEngagement } from "../../parts/open-engagement.ts";
import { toggled } from "../../parts/selection.tsx";
import { useSteady } from "../../parts/steady.ts";
import { useLineActs } from "../../parts/use-line-acts.tsx";
import styles from "./page.module.css";
import type { RowsHand } from "./row.tsx";
import { Heads, Row } from "./row.tsx";
import { usePrinting } from "./use-printing.ts";

interface Props {
  readonly lines: readonly Line[];
  /** Of the filter before, until the new ones come. */
  readonly isOld: boolean;
  readonly meId: string;
  readonly selected: ReadonlySet<string>;
  readonly onSelect: (selected: ReadonlySet<string>) => void;
  /** The last rows come near: time for the next page. */
  readonly onEnd: () => void;
}

const ROW_PX = 44;
const NARROW_ROW_PX = 96;
/** As its style sheet has it. */
const CARDS = "(max-width: 1023px)";
const NEAR_END = 10;

export function Grid({ lines, isOld, meId, selected, onSelect, onEnd }: Props) {
  const t = useTranslations("engagements");
  const body = useRef<HTMLTableSectionElement>(null);
  const links = useRef(new Map<number, HTMLElement>());
  const [at, setAt] = useState(0);
  const open = useOpenEngagement();
  // oxlint-disable-next-line react/incompatible-library -- nothing of it is kept between renders
  const rows = useWindowVirtualizer({
    count: lines.length,
    estimateSize: () => (matchMedia(CARDS).matches ? NARROW_ROW_PX : ROW_PX),
    overscan: 12,
    scrollMargin: body.current?.offsetTop ?? 0,
  });
  const isPrinting = usePrinting();
  const seen = rows.getVirtualItems();
  const there = isPrinting ? lines.map((_, index) => ({ index })) : seen;
  const lastIndex = seen.at(-1)?.index ?? 0;
  useEffect(() => {
    if (lines.length > 0 && lastIndex >= lines.length - NEAR_END) onEnd();
  });

  const current = Math.min(at, lines.length - 1);
  const line = lines[current];
  const acts = useLineActs(line);
  function moveTo(to: number): void {
    const next = Math.max(0, Math.min(to, lines.length - 1));
    setAt(next);
    rows.scrollToIndex(next);
    requestAnimationFrame(() => links.current.get(next)?.focus());
  }
  const isFocused = (): boolean => links.current.get(current) === document.activeElement;
  function toggle(index: number, isOn?: boolean): void {
    const id = lines[index]?.id;
    if (id !== undefined) onSelect(toggled(selected, id, isOn));
  }
  const extend = (by: number) => () => {
    toggle(current, true);
    moveTo(current + by);
  };
  useShortcuts({
    next: () => moveTo(isFocused() ? current + 1 : current),
    previous: () => moveTo(isFocused() ? current - 1 : current),
    first: () => moveTo(0),
    last: () => moveTo(lines.length - 1),
    select: () => toggle(current),
    selectNext: extend(1),
    selectPrevious: extend(-1),
    open: () => line !== undefined && open(line.id),
    peek: () => acts.togglePeek(),
    act: () => line !== undefined && acts.press(line),
    claim: () => line !== undefined && acts.claim(line),
    actions() {
      const link = links.current.get(current);
      if (line !== undefined && link !== undefined) acts.openMenu(line, link);
    },
  });

  const hand = useSteady<RowsHand>({
    toggle: (index) => toggle(index),
    focused: setAt,
    keep(index, element) {
      if (element === null) links.current.delete(index);
      else links.current.set(index, element);
    },
  });
  const margin = rows.options.scrollMargin;
  const before = isPrinting ? 0 : (seen[0]?.start ?? margin) - margin;
  const after = isPrinting ? 0 : rows.getTotalSize() - ((seen.at(-1)?.end ?? margin) - margin);
  return (
    <>
      {acts.above}
      <table className={styles["grid"]} data-old={isOld || undefined} aria-rowcount={-1}>
        <caption className="visually-hidden">{t("title")}</caption>
        <Heads />
        <tbody ref={body}>
          {before > 0 && <tr aria-hidden className={styles["space"]} style={{ height: before }} />}
          {there.map(({ index }) => {
            const shown = lines[index];
            if (shown === undefined) return null;
            return (
              <Row
                key={shown.id}
                line={shown}
                index={index}
                meId={meId}
                isSelected={selected.has(shown.id)}
                isCurrent={index === current}
                hand={hand}
              />
            );
          })}
          {after > 0 && <tr aria-hidden className={styles["space"]} style={{ height: after }} />}
        </tbody>
      </table>
      {acts.over}
    </>
  );
}
