import { useQuery } from "@tanstack/react-query";
import { useFormatter, useTranslations } from "use-intl";
import { useProgramme } from "../../parts/programme.ts";
import type { Week } from "./figures.ts";
import { largest, originsOf, weeksOf } from "./figures.ts";
import { Frame, useAsked } from "./frame.tsx";
import type { InflowRow } from "./queries.ts";
import { inflowQuery } from "./queries.ts";
import { roughly, useOriginWords, usePeriodWords } from "./words.ts";
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

function useDay(): (day: string) => string {
  const format = useFormatter();
  return (day) =>
    format.dateTime(new Date(day), { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
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

interface ColumnsProps {
  readonly weeks: readonly Week[];
  readonly most: number;
  readonly title: string;
  readonly isLarge?: boolean;
}

const MONTHS_LARGE = 13;
const MONTHS_SMALL = 5;

/** One bar a week. The highest says how high; months have their names where they begin, as many as there is room for. */
function Columns({ weeks, most, title, isLarge = false }: ColumnsProps) {
  const format = useFormatter();
  const highest = largest(weeks, ({ opened }) => opened);
  const monthOf = ({ week }: Week): string =>
    format.dateTime(new Date(week), { month: "short", timeZone: "UTC" });
  const begin = monthsOf(weeks);
  const each = Math.ceil(begin.length / (isLarge ? MONTHS_LARGE : MONTHS_SMALL));
  return (
    <div className={styles["inflow"]} data-large={isLarge || undefined}>
      <strong>{title}</strong>
      <div className={styles["columns"]}>
        {weeks.map((one) => {
          const month = begin.indexOf(one);
          return (
            <span key={one.week} className={styles["week"]}>
              <span className={styles["bar"]} style={{ height: `${(one.opened / most) * 100}%` }}>
                {one === highest && one.opened > 0 && <span>{format.number(one.opened)}</span>}
              </span>
              {month >= 0 && month % each === 0 && (
                <span className={styles["month"]} data-other={(month / each) % 2 === 1 || undefined}>
                  {monthOf(one)}
                </span>
              )}
            </span>
          );
        })}
      </div>
    </div>
  );
}

/** Weeks in which a month begins, the last three left out, beside which no name has room. */
const monthsOf = (weeks: readonly Week[]): readonly Week[] =>
  weeks
    .filter(({ week }, at) => at === 0 || weeks[at - 1]?.week.slice(0, 7) !== week.slice(0, 7))
    .filter((one) => weeks.indexOf(one) < Math.max(1, weeks.length - 3));
