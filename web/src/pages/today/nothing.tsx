/** What stands on the page when nothing waits: that it is so, and when something will. */
import { useTranslations } from "use-intl";
import type { Today, TodayItem } from "../../api/shapes.ts";
import { Empty } from "../../parts/empty.tsx";
import { useDue } from "../../parts/when.ts";
import type { Arranged } from "./arrange.ts";

const MINE = ["overdue", "waiting", "dueThisWeek", "unclaimed"] as const;

interface Props {
  readonly today: Today;
  readonly arranged: Arranged<TodayItem>;
}

export function Nothing({ today, arranged: { parts, arrivals } }: Props) {
  const t = useTranslations("today");
  const due = useDue();
  if (arrivals > 0 || MINE.some((part) => parts[part].length > 0)) return null;
  const { total, items } = today.iWaitFor;
  // The first has the deadline that ends first, if any has one.
  const first = items.find(({ deadline }) => deadline !== null);
  return (
    <Empty title={t("empty")}>
      <p>
        {total === 0
          ? t("emptyWhy")
          : first?.deadline == null
            ? t("othersWait", { count: total })
            : t("othersWaitUntil", { count: total, when: due(first.deadline.at, first.programme) })}
      </p>
    </Empty>
  );
}

/** Whoever reads no case and operates nothing has no Today. */
export function NotYours() {
  const t = useTranslations("today");
  return (
    <Empty title={t("notYours")}>
      <p>{t("notYoursWhy")}</p>
    </Empty>
  );
}
