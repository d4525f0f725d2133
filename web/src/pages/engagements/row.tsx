/** The columns of the list: their heads, and one engagement under them. */
import { memo, useCallback } from "react";
import { useTranslations } from "use-intl";
import { useChanged } from "../../live/apply.ts";
import { Changed } from "../../parts/changed.tsx";
import { useCountryWords } from "../../parts/countries.ts";
import { EngagementLink } from "../../parts/engagement-link.tsx";
import type { Line } from "../../parts/line.ts";
import { useOwnerWords } from "../../parts/owner-words.ts";
import { StageMark } from "../../parts/stage-mark.tsx";
import { useStateWords } from "../../parts/state-words.ts";
import { Tlp } from "../../parts/tlp.tsx";
import { useWhen } from "../../parts/when.ts";
import styles from "./page.module.css";

const COLUMNS = [
  "who",
  "organisation",
  "state",
  "since",
  "due",
  "owner",
  "country",
  "origin",
  "marking",
] as const;

export function Heads() {
  const t = useTranslations("engagements");
  return (
    <thead>
      <tr>
        <th scope="col" className={styles["tick"]}>
          <span className="visually-hidden">{t("column.select")}</span>
        </th>
        {COLUMNS.map((name) => (
          <th key={name} scope="col" data-column={name}>
            {t(`column.${name}`)}
          </th>
        ))}
      </tr>
    </thead>
  );
}

/** What the rows call, by their place in the list. */
export interface RowsHand {
  readonly toggle: (index: number) => void;
  readonly focused: (index: number) => void;
  readonly keep: (index: number, element: HTMLAnchorElement | null) => void;
}

interface RowProps {
  readonly line: Line;
  readonly index: number;
  readonly meId: string;
  readonly isSelected: boolean;
  readonly isCurrent: boolean;
  readonly hand: RowsHand;
}

export const Row = memo(({ line, index, meId, isSelected, isCurrent, hand }: RowProps) => {
  const t = useTranslations("engagements");
  const bulk = useTranslations("bulk");
  const countryWords = useCountryWords();
  const stateWords = useStateWords();
  const ownerWords = useOwnerWords(meId);
  const [when, whenInFull] = [useWhen("short"), useWhen()];
  const { id, organisation, stage, state, since, deadline, ownerId, ownerName, country, origin, marking } =
    line;
  const who = line.who ?? t("nameless");
  const hasChanged = useChanged(id);
  const countryName = country === null ? undefined : countryWords(country);
  const link = useCallback((at: HTMLAnchorElement | null) => hand.keep(index, at), [hand, index]);
  return (
    <tr
      aria-rowindex={index + 2}
      data-selected={isSelected || undefined}
      data-changed={hasChanged || undefined}
    >
      <td className={styles["tick"]}>
        {hasChanged && (
          <span className={styles["dot"]}>
            <Changed />
          </span>
        )}
        <input
          type="checkbox"
          tabIndex={-1}
          checked={isSelected}
          onChange={() => hand.toggle(index)}
          aria-label={bulk("select", { who })}
        />
      </td>
      <td data-column="who">
        <EngagementLink id={id} ref={link} tabIndex={isCurrent ? 0 : -1} onFocus={() => hand.focused(index)}>
          {who}
        </EngagementLink>
      </td>
      <td data-column="organisation">
        <span>{organisation}</span>
      </td>
      <td data-column="state">
        <StageMark stage={stage === "off_board" ? "closed" : stage}>
          {stateWords("engagement", state)}
        </StageMark>
      </td>
      <td data-column="since" data-label={t("column.since")}>
        {since !== null && <Brief inFull={whenInFull(since)}>{when(since)}</Brief>}
      </td>
      <td data-column="due" data-label={t("column.due")} data-late={deadline?.overdue === true || undefined}>
        {deadline !== null && (
          <Brief inFull={whenInFull(deadline.at)}>
            {t(deadline.overdue ? "overdue" : "due", { when: when(deadline.at) })}
          </Brief>
        )}
      </td>
      <td data-column="owner">
        <span>{ownerWords(ownerId, ownerName)}</span>
      </td>
      <td data-column="country">
        {countryName !== undefined && <Brief inFull={countryName}>{countryName}</Brief>}
      </td>
      <td data-column="origin">
        <span>
          {origin !== null && t.has(`origins.${origin as "web"}`) ? t(`origins.${origin as "web"}`) : origin}
        </span>
      </td>
      <td data-column="marking">
        <Tlp marking={marking} />
      </td>
    </tr>
  );
});

interface BriefProps {
  /** For whoever points there. */
  readonly inFull: string;
  readonly children: string;
}

const Brief = ({ inFull, children }: BriefProps) => <span title={inFull}>{children}</span>;
