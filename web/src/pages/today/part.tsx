/** One part of Today: its rows, how many there are, and the way to all of them. */
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslations } from "use-intl";
import type { TodayItem } from "../../api/shapes.ts";
import { IconDown } from "../../parts/icons.ts";
import { useLeaving } from "../../parts/leaving.ts";
import { useProgramme } from "../../parts/programme.ts";
import type { Rows } from "../../parts/use-rows.ts";
import type { PartName } from "./arrange.ts";
import framed from "../../parts/rows.module.css";
import styles from "./page.module.css";
import type { Acts } from "./row.tsx";
import { Row } from "./row.tsx";

/** Among all rows of the page; a row that goes to another part is another row there. */
export const rowName = (part: PartName, { id }: Pick<TodayItem, "id">): string => `${part}/${id}`;

interface Props {
  readonly part: PartName;
  readonly items: readonly TodayItem[];
  readonly total: number;
  readonly rows: Rows;
  readonly acts: Acts;
  readonly selected: ReadonlySet<string>;
  /** Undefined where the part is always open. */
  readonly fold?: { readonly isOpen: boolean; readonly onToggle: () => void } | undefined;
}

export function Part({ part, items, total, rows, acts, selected, fold }: Props) {
  const t = useTranslations("today");
  const { slug } = useProgramme();
  const standing = useLeaving(items);
  const name = t(`part.${part}`);
  if (standing.length === 0) return null;
  return (
    <section aria-labelledby={part} className={styles["part"]} data-part={part}>
      <h2 id={part}>
        {fold === undefined ? (
          name
        ) : (
          <button
            type="button"
            className={styles["fold"]}
            aria-expanded={fold.isOpen}
            onClick={fold.onToggle}
          >
            <IconDown size={18} stroke={1.75} aria-hidden />
            {name}
          </button>
        )}{" "}
        <span className={styles["count"]}>{total}</span>
      </h2>
      {fold?.isOpen !== false && (
        <ul className={`${framed["rows"]} ${styles["rows"]}`} data-selecting={selected.size > 0 || undefined}>
          {standing.map(({ item, isLeaving }) => (
            <Row
              key={item.id}
              name={rowName(part, item)}
              item={item}
              rows={rows}
              acts={acts}
              isSelected={selected.has(item.id)}
              isLate={part === "overdue" || item.deadline?.overdue === true}
              isSnoozed={part === "snoozed"}
              isLeaving={isLeaving}
            />
          ))}
        </ul>
      )}
      {fold?.isOpen !== false && total > items.length && (
        <Link
          to="/p/$programme/engagements"
          params={{ programme: slug }}
          search={{ today: part, sort: "due" }}
          className={styles["all"] ?? ""}
        >
          {t("all", { count: total })}
          <span className="visually-hidden"> {name}</span>
        </Link>
      )}
    </section>
  );
}

/** The two last parts are opened by whoever wants to see them. */
export function useFolds(): (part: PartName) => Props["fold"] {
  const [open, setOpen] = useState<ReadonlySet<PartName>>(new Set());
  return (part) => {
    if (part !== "iWaitFor" && part !== "snoozed") return undefined;
    return {
      isOpen: open.has(part),
      onToggle: () =>
        setOpen((before) => {
          const next = new Set(before);
          if (!next.delete(part)) next.add(part);
          return next;
        }),
    };
  };
}
