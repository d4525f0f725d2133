import type { UseQueryResult } from "@tanstack/react-query";
import { useTranslations } from "use-intl";
import { useWhen } from "../../../parts/when.ts";
import framed from "../../../parts/rows.module.css";
import styles from "../admin.module.css";
import { Part } from "../part.tsx";
import type { Workload } from "./queries.ts";

type Known = "daily-digest" | "weekly-comparison" | "ask-for-interests" | "expire-imports";

/** What recurs: what it does, when it ran last and when it runs next. */
export function Jobs({ workload }: { readonly workload: UseQueryResult<Workload> }) {
  const t = useTranslations("admin.queues");
  const when = useWhen();
  return (
    <Part title={t("jobs")} query={workload}>
      {({ jobs }) => (
        <ul className={framed["rows"]}>
          {jobs.map(({ name, does, lastAt, nextAt }) => (
            <li key={name} className={styles["row"]}>
              <span>{t.has(`does.${name as Known}`) ? t(`does.${name as Known}`) : does}</span>
              <code className={styles["small"]}>{name}</code>
              <span className={styles["small"]}>
                {lastAt === null ? t("neverRan") : t("ranLast", { when: when(lastAt) })}
                {nextAt !== null && ` · ${t("runsNext", { when: when(nextAt) })}`}
              </span>
            </li>
          ))}
        </ul>
      )}
    </Part>
  );
}
