/** Going back over the journal, row by row: chart and timeline follow without a request. */
import { useFormatter, useTranslations } from "use-intl";
import type { JournalEntry } from "../../api/shapes.ts";
import { useShortcuts } from "../../keyboard/use-shortcuts.ts";
import styles from "./travel.module.css";

interface Props {
  readonly entries: readonly JournalEntry[];
  /** Undefined is now. */
  readonly at: number | undefined;
  readonly onTravel: (at: number | undefined) => void;
}

export function Travel({ entries, at, onTravel }: Props) {
  const t = useTranslations("engagement");
  const format = useFormatter();
  const total = entries.length;
  const seqs = entries.map(({ seq }) => seq);
  const place = at === undefined ? total : Math.max(1, seqs.filter((seq) => seq <= at).length);
  const go = (to: number): void => onTravel(to >= total ? undefined : seqs[Math.max(0, to - 1)]);
  useShortcuts({
    eventBack: () => go(place - 1),
    eventOn: () => go(place + 1),
    eventNow: () => onTravel(undefined),
  });
  const entry = entries[place - 1];
  if (total < 2 || entry === undefined) return null;
  return (
    <div className={styles["travel"]} data-past={at !== undefined || undefined}>
      <label className={styles["range"]}>
        <span>{t("travel")}</span>
        <input
          type="range"
          min={1}
          max={total}
          value={place}
          aria-valuetext={t("travelAt", { seq: place, total })}
          onChange={({ target }) => go(Number(target.value))}
        />
        <span aria-hidden="true">{t("travelAt", { seq: place, total })}</span>
      </label>
      {at !== undefined && (
        <output className={styles["band"]}>
          {t("thatDay", {
            date: format.dateTime(new Date(entry.enteredAt), { dateStyle: "full", timeStyle: "short" }),
          })}{" "}
          <button type="button" onClick={() => onTravel(undefined)}>
            {t("now")}
          </button>
        </output>
      )}
    </div>
  );
}
