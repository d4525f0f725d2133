/** What is selected in a list or on the board, and the one event for all of it. Those that refuse stay selected. */
import { useState } from "react";
import { useTranslations } from "use-intl";
import { later } from "./later.tsx";
import type { Line } from "./line.ts";
import styles from "./selection.module.css";

const Bulk = later(async () => (await import("./bulk.tsx")).Bulk);

export const NONE: ReadonlySet<string> = new Set();

/** With the one in it, or without it where it was. Pure. */
export function toggled(
  selected: ReadonlySet<string>,
  id: string,
  isOn = !selected.has(id),
): ReadonlySet<string> {
  const next = new Set(selected);
  if (isOn) next.add(id);
  else next.delete(id);
  return next;
}

interface Props {
  readonly lines: readonly Pick<Line, "id" | "who" | "programme">[];
  readonly selected: ReadonlySet<string>;
  readonly onSelect: (selected: ReadonlySet<string>) => void;
}

/** `lines`: all that are shown; whoever has left the list is not acted on. */
export function Selection({ lines, selected, onSelect }: Props) {
  const t = useTranslations("bulk");
  const [isActing, setActing] = useState(false);
  const chosen = lines.filter(({ id }) => selected.has(id));
  return (
    <>
      {chosen.length > 0 && (
        <div className={styles["bar"]}>
          <output>{t("selected", { count: chosen.length })}</output>
          <button type="button" className={styles["act"]} onClick={() => setActing(true)}>
            {t("actOn")}
          </button>
          <button type="button" className={styles["none"]} onClick={() => onSelect(NONE)}>
            {t("selectNone")}
          </button>
        </div>
      )}
      {isActing && (
        <Bulk
          lines={chosen}
          onClose={() => setActing(false)}
          onDone={(done) => onSelect(new Set([...selected].filter((id) => !done.has(id))))}
        />
      )}
    </>
  );
}
