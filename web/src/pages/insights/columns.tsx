import { useFormatter } from "use-intl";
import type { Week } from "./figures.ts";
import { largest } from "./figures.ts";
import styles from "./insights.module.css";

interface ColumnsProps {
  readonly weeks: readonly Week[];
  readonly most: number;
  readonly title: string;
  readonly isLarge?: boolean;
}

const MONTHS_LARGE = 13;
const MONTHS_SMALL = 5;
/** As many bars as have room for a figure over each. */
const FIGURES = 13;

/** One bar a week. Few say how high each is, of many the highest; months have their names where they begin, as many as there is room for. */
export function Columns({ weeks, most, title, isLarge = false }: ColumnsProps) {
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
                {(one === highest || weeks.length <= FIGURES) && one.opened > 0 && (
                  <span>{format.number(one.opened)}</span>
                )}
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
