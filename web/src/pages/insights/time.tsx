import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "use-intl";
import type { messages } from "../../catalogues/en/index.ts";
import { useProgramme } from "../../parts/programme.ts";
import { useStateWords } from "../../parts/state-words.ts";
import { slowest } from "./figures.ts";
import { Frame, useAsked } from "./frame.tsx";
import type { TimeRow } from "./queries.ts";
import { timeQuery } from "./queries.ts";
import { roughly } from "./words.ts";
import styles from "./insights.module.css";

type Stage = keyof typeof messages.stage;

/** How long engagements stayed where. */
export function TimePage() {
  const t = useTranslations("insights");
  const stageWords = useTranslations("stage");
  const stateWords = useStateWords();
  const { slug } = useProgramme();
  const found = useQuery(timeQuery(slug, useAsked()));
  const rows = found.data?.items ?? [];
  const longest = slowest(rows);
  const words = ({ stage, state }: TimeRow): string =>
    state === null ? stageWords(stage as Stage) : stateWords("engagement", state);
  return (
    <Frame
      figure="time"
      found={found}
      sentence={
        longest === undefined
          ? t("time.nobody")
          : t("time.sentence", {
              stage: words(longest),
              count: longest.left,
              median: roughly(longest.medianDays ?? 0),
              p90: roughly(longest.p90Days ?? 0),
            })
      }
      picture={<Stays rows={rows} words={words} />}
      table={{
        caption: t("tab.time"),
        columns: [t("time.stage"), t("time.state"), t("time.entered"), t("time.left"), t("median"), t("p90")],
        rows: rows.map((row) => [
          stageWords(row.stage as Stage),
          row.state === null ? t("time.whole") : words(row),
          row.entered,
          row.left,
          row.medianDays,
          row.p90Days,
        ]),
      }}
    />
  );
}

interface StaysProps {
  readonly rows: readonly TimeRow[];
  readonly words: (row: TimeRow) => string;
}

/** A bar to the median, and a line from there to where nine in ten had left. All on one scale. */
function Stays({ rows, words }: StaysProps) {
  const t = useTranslations("insights.time");
  const over = rows.filter(({ medianDays }) => medianDays !== null);
  // A stage that nobody has left whole stands over those of its states that somebody has.
  const shown = rows.filter(
    (row) => over.includes(row) || (row.state === null && over.some(({ stage }) => stage === row.stage)),
  );
  const most = Math.max(...over.map(({ p90Days }) => p90Days ?? 0), 0.1);
  const percent = (days: number | null): string => `${((days ?? 0) / most) * 100}%`;
  return (
    <div className={styles["stays"]}>
      {shown.map((row) => (
        <div
          key={`${row.stage} ${row.state}`}
          className={styles["line"]}
          data-stage={row.stage}
          data-whole={row.state === null || undefined}
        >
          <span>{words(row)}</span>
          <span className={styles["track"]}>
            {row.medianDays !== null && (
              <>
                <span className={styles["reach"]} style={{ width: percent(row.p90Days) }} />
                <span className={styles["bar"]} style={{ width: percent(row.medianDays) }} />
              </>
            )}
          </span>
          <span className={styles["label"]}>
            {row.medianDays === null
              ? t("none")
              : t("label", { median: roughly(row.medianDays), p90: roughly(row.p90Days ?? 0) })}
          </span>
        </div>
      ))}
    </div>
  );
}
