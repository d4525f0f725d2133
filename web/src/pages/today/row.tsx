/** One engagement: who, why it is here, whose it is, and the one thing to do next. */
import { useTranslations } from "use-intl";
import type { TodayItem } from "../../api/shapes.ts";
import { useChanged } from "../../live/apply.ts";
import { Changed } from "../../parts/changed.tsx";
import { EngagementLink } from "../../parts/engagement-link.tsx";
import { IconSnooze, IconWake } from "../../parts/icons.ts";
import { useOwnerWords } from "../../parts/owner-words.ts";
import { useMe } from "../../parts/programme.ts";
import { StageMark } from "../../parts/stage-mark.tsx";
import { useEventWords, useStateWords } from "../../parts/state-words.ts";
import { Tlp } from "../../parts/tlp.tsx";
import type { Rows } from "../../parts/use-rows.ts";
import styles from "./page.module.css";
import { useReason } from "./use-reason.ts";

/** What the rows of every part can do. */
export interface Acts {
  act(item: TodayItem): void;
  /** `name` is the row's, which has the focus again when nothing was chosen. */
  snooze(item: TodayItem, name: string): void;
  wake(item: TodayItem): void;
  select(id: string): void;
}

interface Props {
  /** Among all rows of the page. */
  readonly name: string;
  readonly item: TodayItem;
  readonly rows: Rows;
  readonly acts: Acts;
  readonly isSelected: boolean;
  readonly isLate: boolean;
  readonly isSnoozed: boolean;
  readonly isLeaving: boolean;
}

export function Row({ name, item, rows, acts, isSelected, isLate, isSnoozed, isLeaving }: Props) {
  const t = useTranslations("today");
  const bulk = useTranslations("bulk");
  const stateWords = useStateWords();
  const eventWords = useEventWords();
  const reason = useReason();
  const ownerWords = useOwnerWords(useMe().id);
  const hasChanged = useChanged(item.id);
  const { id, organisation, stage, state, owner, marking, next } = item;
  const who = item.who ?? t("nameless");
  const tabIndex = rows.current === name ? 0 : -1;
  const Hide = isSnoozed ? IconWake : IconSnooze;
  return (
    <li
      {...(isLeaving ? {} : rows.row(name))}
      className={styles["row"]}
      data-changed={hasChanged || undefined}
      data-leaving={isLeaving || undefined}
      data-selected={isSelected || undefined}
      aria-hidden={isLeaving || undefined}
    >
      <input
        type="checkbox"
        tabIndex={-1}
        className={styles["tick"]}
        checked={isSelected}
        aria-label={bulk("select", { who })}
        onChange={() => acts.select(id)}
      />
      {hasChanged && (
        <span className={styles["dot"]}>
          <Changed />
        </span>
      )}
      <span className={styles["who"]}>
        <EngagementLink id={id} tabIndex={-1} className={styles["name"]}>
          {who}
        </EngagementLink>
        {organisation !== null && <span className={styles["organisation"]}>{organisation}</span>}
      </span>
      <span className={styles["state"]}>
        <StageMark stage={stage}>{stateWords("engagement", state)}</StageMark>
      </span>
      <span className={styles["why"]} data-late={isLate || undefined}>
        {reason(item)}
      </span>
      <span className={styles["owner"]}>{ownerWords(owner?.id ?? null, owner?.name ?? null)}</span>
      <span className={styles["marking"]}>
        <Tlp marking={marking} />
      </span>
      <button
        type="button"
        className={styles["hide"]}
        tabIndex={tabIndex}
        title={t(isSnoozed ? "wake" : "snooze")}
        aria-label={t(isSnoozed ? "wakeWho" : "snoozeWho", { who })}
        onClick={() => (isSnoozed ? acts.wake(item) : acts.snooze(item, name))}
      >
        <Hide size={18} stroke={1.75} aria-hidden />
      </button>
      <span className={styles["act"]}>
        <button type="button" className={styles["do"]} tabIndex={tabIndex} onClick={() => acts.act(item)}>
          {next === null ? t("open") : eventWords("engagement", next.event, "do")}
          <span className="visually-hidden"> {who}</span>
        </button>
      </span>
    </li>
  );
}
