/** How the house's work goes: read from the rows of effects themselves, since the queue is only a hint. */
import { useQuery } from "@tanstack/react-query";
import { useFormatter, useTranslations } from "use-intl";
import { useWhen } from "../../../parts/when.ts";
import styles from "../admin.module.css";
import { Frame } from "../frame.tsx";
import { Part } from "../part.tsx";
import { Jobs } from "./jobs.tsx";
import type { Workload } from "./queries.ts";
import { workloadQuery } from "./queries.ts";
import { Stuck } from "./stuck.tsx";
import { queueWords } from "./words.ts";
import { Workers } from "./workers.tsx";

export function QueuesPage() {
  const t = useTranslations("admin.queues");
  const workload = useQuery(workloadQuery);
  return (
    <Frame tab="queues">
      <Part title={t("title")} lead={t("why")} query={workload}>
        {(data) => (
          <div className={styles["stack"]}>
            <Figures workload={data} />
            <Waiting workload={data} />
          </div>
        )}
      </Part>
      <Stuck />
      <Workers workload={workload} />
      <Jobs workload={workload} />
    </Frame>
  );
}

function Figures({ workload: { timers, underWay, gaveUp, workers } }: { readonly workload: Workload }) {
  const t = useTranslations("admin.queues");
  const format = useFormatter();
  const when = useWhen();
  const words = ({ count, isMore }: Workload["gaveUp"]): string =>
    isMore ? t("moreThan", { count }) : format.number(count);
  const alive = workers.filter(({ isAlive }) => isAlive).length;
  return (
    <dl className={styles["figures"]}>
      <div className={styles["figure"]}>
        <dt>{t("alive")}</dt>
        <dd className={alive === 0 ? styles["late"] : undefined}>{format.number(alive)}</dd>
        <dd>{t("underWay", { count: underWay })}</dd>
      </div>
      <div className={styles["figure"]}>
        <dt>{t("stuck")}</dt>
        <dd className={gaveUp.count > 0 ? styles["late"] : undefined}>{words(gaveUp)}</dd>
        <dd>{t("stuckFigure")}</dd>
      </div>
      <div className={styles["figure"]}>
        <dt>{t("timersDue")}</dt>
        <dd>{words(timers.due)}</dd>
        <dd>{timers.oldestDue === null ? t("noneDue") : t("oldestDue", { when: when(timers.oldestDue) })}</dd>
      </div>
      <div className={styles["figure"]}>
        <dt>{t("timersArmed")}</dt>
        <dd>{words(timers.armed)}</dd>
        <dd>{timers.next === null ? t("noneArmed") : t("next", { when: when(timers.next) })}</dd>
      </div>
    </dl>
  );
}

const AGES = ["underAMinute", "underAnHour", "underADay", "older"] as const;

function Waiting({ workload: { queues, isMore } }: { readonly workload: Workload }) {
  const t = useTranslations("admin.queues");
  const format = useFormatter();
  const when = useWhen();
  return (
    <div>
      <div className={styles["scroll"]}>
        <table className={`${styles["table"]} ${styles["folds"]}`}>
          <caption className="visually-hidden">{t("byQueue")}</caption>
          <thead>
            <tr>
              <th scope="col">{t("queue")}</th>
              {AGES.map((age) => (
                <th key={age} scope="col" className={styles["number"]}>
                  {t(`age.${age}`)}
                </th>
              ))}
              <th scope="col" className={styles["number"]}>
                {t("tried")}
              </th>
              <th scope="col" className={styles["number"]}>
                {t("later")}
              </th>
              <th scope="col">{t("oldest")}</th>
              <th scope="col" className={styles["number"]}>
                {t("hints")}
              </th>
            </tr>
          </thead>
          <tbody>
            {queues.map(({ name, due, tried, later, oldest, hints }) => (
              <tr key={name}>
                <th scope="row">{queueWords(t, name)}</th>
                {AGES.map((age) => (
                  <td
                    key={age}
                    data-label={t(`age.${age}`)}
                    className={`${styles["number"]} ${isLate(age) && due[age] > 0 ? styles["late"] : ""}`}
                  >
                    {format.number(due[age])}
                  </td>
                ))}
                <td data-label={t("tried")} className={styles["number"]}>
                  {format.number(tried)}
                </td>
                <td data-label={t("later")} className={styles["number"]}>
                  {format.number(later)}
                </td>
                <td data-label={t("oldest")}>{oldest === null ? t("nothing") : when(oldest)}</td>
                <td data-label={t("hints")} className={styles["number"]}>
                  {hints === null ? t("unreachable") : format.number(hints)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {isMore && <p className={styles["notice"]}>{t("onlyOldest")}</p>}
    </div>
  );
}

/** Work that is an hour old is a thing to look at. */
const isLate = (age: (typeof AGES)[number]): boolean => age === "underADay" || age === "older";
