/** What a person has to look at: nothing that failed vanishes, it waits here. */
import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { api } from "../../../api/client.ts";
import { Empty } from "../../../parts/empty.tsx";
import { useWhen } from "../../../parts/when.ts";
import framed from "../../../parts/rows.module.css";
import { Status } from "../../../parts/status.tsx";
import styles from "../admin.module.css";
import { Confirm } from "../confirm.tsx";
import { Part } from "../part.tsx";
import { useAct } from "../use-act.ts";
import type { Incident } from "./queries.ts";
import { incidentsQuery } from "./queries.ts";

export function Stuck() {
  const t = useTranslations("admin.queues");
  const incidents = useQuery(incidentsQuery);
  return (
    <Part title={t("stuck")} lead={t("stuckWhy")} query={incidents}>
      {(all) =>
        all.length === 0 ? (
          <Empty title={t("nothingStuck")}>
            <p>{t("nothingStuckWhy")}</p>
          </Empty>
        ) : (
          <ul className={framed["rows"]}>
            {all.map((one) => (
              <Row key={one.id} incident={one} />
            ))}
          </ul>
        )
      }
    </Part>
  );
}

function Row({ incident: { instance, effect, kind, reason, createdAt } }: { readonly incident: Incident }) {
  const t = useTranslations("admin.queues");
  const when = useWhen();
  const [isSkipping, setSkipping] = useState(false);
  const params = { path: { id: instance ?? "" } };
  const refresh = [["incidents"], ["workload"]];
  const retry = useAct(() => api.POST("/api/v1/instances/{id}/retry", { params, body: {} }), {
    refresh,
    said: t("retried"),
  });
  const skip = useAct(
    () => api.POST("/api/v1/instances/{id}/skip", { params, body: { effect: effect ?? "" } }),
    { refresh, said: t("skipped"), onDone: () => setSkipping(false), inForm: true },
  );
  const name = effect?.split("/").slice(2).join("/");
  return (
    <li className={styles["row"]}>
      <span className={styles["main"]}>
        <Status tone="bad">{t(`kind.${kind}`)}</Status>
        <code>{name}</code>
        <span className={styles["small"]}>{when(createdAt)}</span>
      </span>
      <span>{reason}</span>
      <span className={styles["acts"]}>
        {instance !== null && (
          <Button size="xs" loading={retry.isPending} onClick={() => retry.mutate()}>
            {t("retry")}
            <span className="visually-hidden"> {name}</span>
          </Button>
        )}
        {instance !== null && effect !== null && (
          <Button size="xs" variant="default" onClick={() => setSkipping(true)}>
            {t("skip")}
            <span className="visually-hidden"> {name}</span>
          </Button>
        )}
      </span>
      {isSkipping && name !== undefined && (
        <Confirm
          title={t("skipTitle", { name })}
          follows={[t("skipFollows"), t("skipForGood")]}
          word={name}
          verb={t("skip")}
          isPending={skip.isPending}
          error={skip.error}
          onConfirm={() => skip.mutate()}
          onClose={() => setSkipping(false)}
        />
      )}
    </li>
  );
}
