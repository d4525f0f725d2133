import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "use-intl";
import { useProgramme } from "../../parts/programme.ts";
import { Columns } from "./columns.tsx";
import { largest, originsOf, weeksOf } from "./figures.ts";
import { Frame, useAsked } from "./frame.tsx";
import type { InflowRow } from "./queries.ts";
import { inflowQuery } from "./queries.ts";
import { roughly, useDay, useOriginWords, usePeriodWords } from "./words.ts";
import styles from "./insights.module.css";

/** How many were opened in each week. */
export function InflowPage() {
  const t = useTranslations("insights");
  const originWords = useOriginWords();
  const periodWords = usePeriodWords();
  const day = useDay();
  const { slug } = useProgramme();
  const found = useQuery(inflowQuery(slug, useAsked()));
  const rows = found.data?.items ?? [];
  const weeks = weeksOf(rows);
  const count = weeks.reduce((sum, { opened }) => sum + opened, 0);
  const most = largest(weeks, ({ opened }) => opened);
  return (
    <Frame
      figure="inflow"
      found={found}
      sentence={t("inflow.sentence", {
        ...periodWords(found.data),
        count,
        weeks: weeks.length,
        each: roughly(weeks.length === 0 ? 0 : count / weeks.length),
        most: most?.opened ?? 0,
        week: most === undefined ? "" : day(most.week),
      })}
      picture={<Inflow rows={rows} />}
      table={{
        caption: t("tab.inflow"),
        columns: [t("inflow.week"), t("origin"), t("opened")],
        rows: rows.map(({ week, origin, opened }) => [day(week), originWords(origin), opened]),
      }}
    />
  );
}

/** All together, and beneath it each way for itself on the same scale. */
function Inflow({ rows }: { readonly rows: readonly InflowRow[] }) {
  const t = useTranslations("insights");
  const originWords = useOriginWords();
  const weeks = weeksOf(rows);
  const most = Math.max(...weeks.map(({ opened }) => opened), 1);
  const origins = originsOf(rows);
  return (
    <>
      <Columns weeks={weeks} most={most} isLarge title={t("all")} />
      {origins.length > 1 && (
        <div className={styles["multiples"]}>
          {origins.map(({ origin, opened }) => (
            <Columns
              key={origin}
              weeks={weeksOf(
                rows.filter((row) => row.origin === origin),
                rows,
              )}
              most={most}
              title={t("inflow.by", { origin: originWords(origin), count: opened })}
            />
          ))}
        </div>
      )}
    </>
  );
}
