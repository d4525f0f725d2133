import { useQuery } from "@tanstack/react-query";
import { useFormatter, useTranslations } from "use-intl";
import { useProgramme } from "../../parts/programme.ts";
import { largest, REACHED, sumOf } from "./figures.ts";
import { Frame, useAsked } from "./frame.tsx";
import type { FunnelRow } from "./queries.ts";
import { funnelQuery } from "./queries.ts";
import { useOriginWords, usePeriodWords } from "./words.ts";
import styles from "./insights.module.css";

/** How many came how far, by how they came in. */
export function FunnelPage() {
  const t = useTranslations("insights");
  const stageWords = useTranslations("stage");
  const originWords = useOriginWords();
  const periodWords = usePeriodWords();
  const format = useFormatter();
  const { slug } = useProgramme();
  const asked = useAsked();
  const found = useQuery(funnelQuery(slug, asked));
  const rows = found.data?.items ?? [];
  const sum = sumOf(rows);
  const most = largest(rows, ({ opened }) => opened);
  const share = (part: number): string =>
    format.number(sum.opened === 0 ? 0 : part / sum.opened, { style: "percent" });
  return (
    <Frame
      figure="funnel"
      found={found}
      sentence={t("funnel.sentence", {
        ...periodWords(found.data),
        count: sum.opened,
        vetting: sum.vetting,
        share: share(sum.vetting),
        assignment: sum.assignment,
        meeting: sum.meeting,
        recommendation: sum.recommendation,
        origin: originWords(most?.origin ?? ""),
        most: most?.opened ?? 0,
      })}
      picture={<Funnel rows={rows} />}
      table={{
        caption: t("tab.funnel"),
        columns: [t("origin"), t("opened"), ...REACHED.map((stage) => stageWords(stage))],
        rows: rows.map((row) => [originWords(row.origin), row.opened, ...REACHED.map((stage) => row[stage])]),
      }}
    />
  );
}

/** A line for all and one for each origin; each bar is a share of those who were opened in its line. */
function Funnel({ rows }: { readonly rows: readonly FunnelRow[] }) {
  const t = useTranslations("insights");
  const stageWords = useTranslations("stage");
  const originWords = useOriginWords();
  const format = useFormatter();
  const lines = [
    ...(rows.length > 1 ? [{ ...sumOf(rows), origin: undefined }] : []),
    ...rows.toSorted((a, b) => b.opened - a.opened),
  ];
  return (
    <div className={styles["funnel"]}>
      <span />
      <strong>{t("opened")}</strong>
      {REACHED.map((stage) => (
        <strong key={stage} data-stage={stage} className={styles["stage"]}>
          {stageWords(stage)}
        </strong>
      ))}
      {lines.map(({ origin, opened, ...reached }) => (
        <div key={origin ?? ""} className={styles["line"]} data-all={origin === undefined || undefined}>
          <span>{origin === undefined ? t("all") : originWords(origin)}</span>
          <Share stage="inquiry" name={t("opened")} part={opened} of={opened} label={format.number(opened)} />
          {REACHED.map((stage) => (
            <Share
              key={stage}
              stage={stage}
              name={stageWords(stage)}
              part={reached[stage]}
              of={opened}
              label={`${format.number(reached[stage])} · ${format.number(
                opened === 0 ? 0 : reached[stage] / opened,
                { style: "percent" },
              )}`}
            />
          ))}
        </div>
      ))}
    </div>
  );
}

interface ShareProps {
  readonly stage: string;
  /** Where there is no room for heads over the columns. */
  readonly name: string;
  readonly part: number;
  readonly of: number;
  readonly label: string;
}

function Share({ stage, name, part, of, label }: ShareProps) {
  return (
    <span data-stage={stage}>
      <span className={styles["named"]}>{name}</span>
      <span className={styles["track"]}>
        <span className={styles["bar"]} style={{ width: `${of === 0 ? 0 : (part / of) * 100}%` }} />
      </span>
      <span className={styles["label"]}>{label}</span>
    </span>
  );
}
