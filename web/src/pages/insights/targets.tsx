import { useQuery } from "@tanstack/react-query";
import { useFormatter, useTranslations } from "use-intl";
import type { messages } from "../../catalogues/en/index.ts";
import { useProgramme } from "../../parts/programme.ts";
import { largest, targetSums } from "./figures.ts";
import { Frame, useAsked } from "./frame.tsx";
import type { TargetRow } from "./queries.ts";
import { targetsQuery } from "./queries.ts";
import styles from "./insights.module.css";

type Timer = keyof typeof messages.timer;
type Unit = keyof typeof messages.engagement.rule;
const ENDS = ["inTime", "late", "running"] as const;

/** Whether answers came within the time that was promised. */
export function TargetsPage() {
  const t = useTranslations("insights");
  const words = useTargetWords();
  const ruleWords = useRuleWords();
  const format = useFormatter();
  const { slug } = useProgramme();
  const found = useQuery(targetsQuery(slug, useAsked()));
  const rows = found.data?.items ?? [];
  const sums = targetSums(rows);
  const over = sums.inTime + sums.late;
  const worst = largest(rows, ({ late }) => late);
  return (
    <Frame
      figure="targets"
      found={found}
      sentence={[
        over === 0
          ? t("targets.none")
          : t("targets.sentence", {
              over,
              inTime: sums.inTime,
              share: format.number(sums.inTime / over, { style: "percent" }),
              late: sums.late,
              running: sums.running,
            }),
        ...(worst === undefined || worst.late === 0
          ? []
          : [t("targets.worst", { target: words(worst.target), late: worst.late, began: worst.began })]),
      ].join(" ")}
      picture={<Answers rows={rows} />}
      table={{
        caption: t("tab.targets"),
        columns: [
          t("targets.target"),
          t("targets.rule"),
          t("targets.began"),
          ...ENDS.map((end) => t(`targets.${end}`)),
          t("median"),
          t("p90"),
        ],
        rows: rows.map((row) => [
          words(row.target),
          ruleWords(row.rule),
          row.began,
          ...ENDS.map((end) => row[end]),
          row.medianDays,
          row.p90Days,
        ]),
      }}
    />
  );
}

function useTargetWords(): (target: string) => string {
  const t = useTranslations("timer");
  return (target) => (t.has(target as Timer) ? t(target as Timer) : target);
}

/** `2 workingDays` in words. */
function useRuleWords(): (rule: string) => string {
  const t = useTranslations("engagement.rule");
  return (rule) => {
    const [count, unit = ""] = rule.split(" ");
    return t.has(unit as Unit) ? t(unit as Unit, { count: Number(count) }) : rule;
  };
}

/** How each ended, as parts of those that began. */
function Answers({ rows }: { readonly rows: readonly TargetRow[] }) {
  const t = useTranslations("insights.targets");
  const words = useTargetWords();
  const ruleWords = useRuleWords();
  return (
    <div className={styles["stays"]}>
      {rows
        .filter(({ began }) => began > 0)
        .map((row) => (
          <div key={row.target} className={styles["line"]} data-whole>
            <span>
              {words(row.target)}
              <span className={styles["small"]}>{ruleWords(row.rule)}</span>
            </span>
            <span className={styles["parts"]}>
              {ENDS.filter((end) => row[end] > 0).map((end) => (
                <span key={end} data-end={end} style={{ flexGrow: row[end] }} />
              ))}
            </span>
            <span className={styles["label"]}>
              {ENDS.filter((end) => row[end] > 0)
                .map((end) => t(`ended.${end}`, { count: row[end] }))
                .join(" · ")}
            </span>
          </div>
        ))}
    </div>
  );
}
