import type { UseQueryResult } from "@tanstack/react-query";
import { useTranslations } from "use-intl";
import { Empty } from "../../../parts/empty.tsx";
import { useWhen } from "../../../parts/when.ts";
import framed from "../../../parts/rows.module.css";
import { Status } from "../../../parts/status.tsx";
import styles from "../admin.module.css";
import { Part } from "../part.tsx";
import type { Workload } from "./queries.ts";
import { queueWords } from "./words.ts";

/** The processes that take work, by what they last said of themselves. */
export function Workers({ workload }: { readonly workload: UseQueryResult<Workload> }) {
  const t = useTranslations("admin.queues");
  const when = useWhen();
  return (
    <Part title={t("workers")} lead={t("workersWhy")} query={workload}>
      {({ workers }) =>
        workers.length === 0 ? (
          <Empty title={t("noWorker")}>
            <p>{t("noWorkerWhy")}</p>
            <code>convoke worker</code>
          </Empty>
        ) : (
          <ul className={framed["rows"]}>
            {workers.map(({ id, queues, startedAt, seenAt, isAlive, holds }) => (
              <li key={id} className={styles["row"]}>
                <span className={styles["main"]}>
                  <code>{id.slice(-8)}</code>
                  <Status tone={isAlive ? "good" : "bad"}>{t(isAlive ? "isAlive" : "isSilent")}</Status>
                </span>
                <span className={styles["main"]}>
                  <span>{queues.map((queue) => queueWords(t, queue)).join(", ")}</span>
                  <span className={styles["quiet"]}>{t("holds", { count: holds })}</span>
                </span>
                <span className={styles["small"]}>
                  {t("startedSeen", { started: when(startedAt), seen: when(seenAt) })}
                </span>
              </li>
            ))}
          </ul>
        )
      }
    </Part>
  );
}
