/** One person on the board. Plain elements only: hundreds of them stand here. */
import { draggable } from "@atlaskit/pragmatic-drag-and-drop/element/adapter";
import { memo, useCallback, useEffect, useRef } from "react";
import { useTranslations } from "use-intl";
import { useChanged } from "../../live/apply.ts";
import { Changed } from "../../parts/changed.tsx";
import { EngagementLink } from "../../parts/engagement-link.tsx";
import { IconMore } from "../../parts/icons.ts";
import type { Line } from "../../parts/line.ts";
import { useOwnerWords } from "../../parts/owner-words.ts";
import { useStateWords } from "../../parts/state-words.ts";
import { Tlp } from "../../parts/tlp.tsx";
import { useHowLong, useWhen } from "../../parts/when.ts";
import styles from "./page.module.css";
import type { CardsHand } from "./use-cards.ts";

interface Props {
  readonly line: Line;
  readonly hand: CardsHand;
  readonly meId: string;
  /** Keys act on it. */
  readonly isCurrent: boolean;
  readonly isSelected: boolean;
}

export const Card = memo(({ line, hand, meId, isCurrent, isSelected }: Props) => {
  const t = useTranslations("board");
  const bulk = useTranslations("bulk");
  const stateWords = useStateWords();
  const ownerWords = useOwnerWords(meId);
  const when = useWhen();
  const howLong = useHowLong();
  const element = useRef<HTMLLIElement>(null);
  const { id, who, organisation, stage, state, since, deadline, ownerId, ownerName, marking } = line;
  const name = who ?? t("nameless");
  const hasChanged = useChanged(id);
  const link = useCallback((at: HTMLAnchorElement | null) => hand.keep(id, at), [hand, id]);
  useEffect(() => {
    if (element.current === null) return undefined;
    return draggable({ element: element.current, getInitialData: () => ({ id, stage, who: name }) });
  }, [id, stage, name]);
  return (
    <li
      ref={element}
      className={styles["card"]}
      data-selected={isSelected || undefined}
      data-changed={hasChanged || undefined}
      data-marking={marking}
    >
      {hasChanged && (
        <span className={styles["dot"]}>
          <Changed />
        </span>
      )}
      <div className={styles["cardTop"]}>
        <EngagementLink
          id={id}
          ref={link}
          className={styles["who"]}
          tabIndex={isCurrent ? 0 : -1}
          onFocus={() => hand.focused(id)}
          onBlur={hand.left}
        >
          {name}
        </EngagementLink>
        <input
          type="checkbox"
          tabIndex={-1}
          className={styles["tick"]}
          checked={isSelected}
          aria-label={bulk("select", { who: name })}
          onChange={() => hand.select(id)}
        />
        <button
          type="button"
          tabIndex={-1}
          className={styles["dots"]}
          aria-label={t("actionsOf", { who: name })}
          onClick={({ currentTarget }) => hand.actions(line, currentTarget)}
        >
          <IconMore size={18} stroke={1.75} aria-hidden />
        </button>
      </div>
      <div className={styles["organisation"]}>{organisation}</div>
      <div className={styles["cardFoot"]}>
        <span>
          {stateWords("engagement", state)}
          {since !== null && ` · ${howLong(since)}`}
        </span>
        {deadline !== null && (
          <span className={styles["due"]} data-late={deadline.overdue || undefined}>
            {t(deadline.overdue ? "overdue" : "due", { when: when(deadline.at) })}
          </span>
        )}
      </div>
      <div className={styles["cardFoot"]}>
        <span>{ownerWords(ownerId, ownerName)}</span>
        {isStrict(marking) && <Tlp marking={marking} />}
      </div>
    </li>
  );
});

/** What may not travel in the community is said; the rest is quiet. */
const isStrict = (marking: Line["marking"]): boolean => marking !== "TLP:GREEN" && marking !== "TLP:CLEAR";
