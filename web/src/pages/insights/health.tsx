import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "use-intl";
import { Empty } from "../../parts/empty.tsx";
import { Failed } from "../../parts/failed.tsx";
import { useProgramme } from "../../parts/programme.ts";
import { Around } from "./around.tsx";
import { Columns } from "./columns.tsx";
import { healthSums, weeksOf } from "./figures.ts";
import { Filters } from "./filters.tsx";
import { useAsked } from "./frame.tsx";
import type { HealthRow } from "./queries.ts";
import { healthQuery } from "./queries.ts";
import { Table } from "./table.tsx";
import { useDay, usePeriodWords } from "./words.ts";
import styles from "./insights.module.css";

const COUNTS = ["deliveries", "refused", "held", "mails", "undeliverable", "parked", "gaveUp"] as const;

/** How it has run: what came and went by week, and what did not. */
export function HealthPage() {
  const t = useTranslations("insights");
  const periodWords = usePeriodWords();
  const day = useDay();
  const { slug } = useProgramme();
  const asked = useAsked();
  const { data, error, isPlaceholderData, refetch } = useQuery(healthQuery(slug, asked));
  const rows = data?.items ?? [];
  return (
    <Around figure="health" asked={asked}>
      <Filters asked={asked} period={data} hasOrigin={false} />
      {error !== null && <Failed error={error} onRetry={() => void refetch()} />}
      {data !== undefined && rows.length === 0 && (
        <Empty title={t("health.none")}>
          <p>{t("health.noneWhy")}</p>
        </Empty>
      )}
      {rows.length > 0 && (
        <figure className={styles["figure"]} data-old={isPlaceholderData || undefined}>
          <figcaption className={styles["sentence"]}>
            <h2>{t("tab.health")}</h2>
            <p>{t("health.sentence", { ...periodWords(data), ...healthSums(rows) })}</p>
          </figcaption>
          {/* What the sentence and the table say already. */}
          <div className={styles["picture"]} aria-hidden="true">
            <Weeks rows={rows} />
          </div>
          <Table
            caption={t("tab.health")}
            columns={[t("inflow.week"), ...COUNTS.map((name) => t(`health.${name}`))]}
            rows={rows.map((row) => [day(row.week), ...COUNTS.map((name) => row[name])])}
          />
        </figure>
      )}
    </Around>
  );
}

/** Each count for itself, each on its own scale: a few that failed are not lost beside many that went well. */
function Weeks({ rows }: { readonly rows: readonly HealthRow[] }) {
  const t = useTranslations("insights");
  const sums = healthSums(rows);
  return (
    <div className={styles["multiples"]} data-alone>
      {COUNTS.filter((name) => sums[name] > 0).map((name) => {
        const weeks = weeksOf(rows.map((row) => ({ week: row.week, origin: name, opened: row[name] })));
        return (
          <Columns
            key={name}
            weeks={weeks}
            most={Math.max(...weeks.map(({ opened }) => opened), 1)}
            title={t("inflow.by", { origin: t(`health.${name}`), count: sums[name] })}
          />
        );
      })}
    </div>
  );
}
