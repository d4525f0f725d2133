/** Every deadline as its rule, and as the day it would fall on if it began now. Rules are part of the charts, not settings. */
import { useQuery } from "@tanstack/react-query";
import { useFormatter, useTranslations } from "use-intl";
import type { Programme } from "../../../api/shapes.ts";
import styles from "../admin.module.css";
import { Part } from "../part.tsx";
import type { ProgrammeTimers } from "./queries.ts";
import { timersQuery } from "./queries.ts";

export function Timers({ programme: { id, zone } }: { readonly programme: Programme }) {
  const t = useTranslations("admin.programmes");
  const format = useFormatter();
  const timers = useQuery(timersQuery(id));
  const timerWords = useTimerWords();
  return (
    <Part title={t("timers")} lead={t("timersWhy")} query={timers}>
      {({ items }) => (
        <div className={styles["scroll"]}>
          <table className={`${styles["table"]} ${styles["folds"]}`}>
            <thead>
              <tr>
                <th scope="col">{t("timer")}</th>
                <th scope="col">{t("rule")}</th>
                <th scope="col">{t("example")}</th>
              </tr>
            </thead>
            <tbody>
              {items.map(({ workflow, timer, unit, count, example }) => (
                <tr key={`${workflow} ${timer}`}>
                  <th scope="row">{timerWords(workflow, timer)}</th>
                  <td data-label={t("rule")}>{t(`unit.${unit}`, { count })}</td>
                  <td data-label={t("example")}>
                    {format.dateTime(new Date(example), { dateStyle: "full", timeZone: zone })}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Part>
  );
}

type Known = Parameters<ReturnType<typeof useTranslations<"timer">>>[0];

/** What the catalogue does not name is called by its chart and id. */
function useTimerWords(): (workflow: string, timer: ProgrammeTimers["items"][number]["timer"]) => string {
  const t = useTranslations("timer");
  const own = useTranslations("admin.programmes.timerNames");
  return (workflow, timer) => {
    const key = timer.replaceAll(".", "_");
    if (workflow === "engagement" && t.has(key as Known)) return t(key as Known);
    const other = `${workflow}_${key}` as Parameters<typeof own>[0];
    return own.has(other) ? own(other) : `${workflow}: ${timer}`;
  };
}
