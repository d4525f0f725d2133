/** What stands on the page when nothing waits: that it is so, and when something will. */
import { Link } from "@tanstack/react-router";
import { useTranslations } from "use-intl";
import type { Today, TodayItem } from "../../api/shapes.ts";
import { Empty } from "../../parts/empty.tsx";
import { useMe } from "../../parts/programme.ts";
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

/** Administrators configure and operate: of nobody's case do they see a line. Where they begin is elsewhere. */
export function NotYours() {
  const t = useTranslations("today");
  const isAdmin = useMe().roles.some(({ role }) => role === "admin");
  if (!isAdmin)
    return (
      <Empty title={t("notYours")}>
        <p>{t("notYoursWhy")}</p>
      </Empty>
    );
  return (
    <Empty title={t("setUp")}>
      <p>{t("setUpWhy")}</p>
      <p>
        <Link to="/admin/people">{t("setUpPeople")}</Link> ·{" "}
        <Link to="/admin/programmes">{t("setUpProgrammes")}</Link> ·{" "}
        <Link to="/admin/queues">{t("setUpQueues")}</Link>
      </p>
    </Empty>
  );
}
