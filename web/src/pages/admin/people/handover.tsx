/** What rests on somebody who leaves. It goes to others first; only then does everything of theirs end. */
import { Button } from "@mantine/core";
import { useQuery, useSuspenseQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { api, bodyOf } from "../../../api/client.ts";
import { programmesQuery } from "../../../api/session.ts";
import framed from "../../../parts/rows.module.css";
import styles from "../admin.module.css";
import { Confirm } from "../confirm.tsx";
import { Part } from "../part.tsx";
import { useAct } from "../use-act.ts";
import type { Account } from "./queries.ts";
import { holdingsQuery } from "./queries.ts";

export function Handover({ account: { id, name, roles, disabledAt } }: { readonly account: Account }) {
  const t = useTranslations("admin.people");
  const { data: programmes } = useSuspenseQuery(programmesQuery);
  const holdings = useQuery(holdingsQuery(id));
  const [isLeaving, setLeaving] = useState(false);
  const leave = useAct(() => bodyOf(api.POST("/api/v1/accounts/{id}/leave", { params: { path: { id } } })), {
    refresh: [["accounts"], ["tokens"]],
    said: t("left", { name }),
    onDone: () => setLeaving(false),
    inForm: true,
  });
  const hasLeft = disabledAt !== null && roles.length === 0;
  const nameOf = (wanted: string): string => programmes.find(({ slug }) => slug === wanted)?.name ?? wanted;
  return (
    <Part title={t("handover")} lead={t("handoverWhy")} query={holdings}>
      {(items) => (
        <div className={styles["stack"]}>
          {items.length === 0 ? (
            <p className={styles["good"]}>{t(hasLeft ? "hasLeft" : "nothingRests")}</p>
          ) : (
            <ul className={framed["rows"]}>
              {items.map(({ kind, programme, count }) => (
                <li key={`${kind} ${programme}`} className={styles["row"]}>
                  <strong>{t(`rests.${kind}`, { count })}</strong>
                  <span className={styles["quiet"]}>{nameOf(programme)}</span>
                  <span className={styles["quiet"]}>{t(`restsHow.${kind}`)}</span>
                </li>
              ))}
            </ul>
          )}
          {!hasLeft && (
            <div>
              <Button variant="default" disabled={items.length > 0} onClick={() => setLeaving(true)}>
                {t("leave")}
              </Button>
              {items.length > 0 && <p className={styles["small"]}>{t("leaveNotYet")}</p>}
            </div>
          )}
          {isLeaving && (
            <Confirm
              title={t("leaveTitle", { name })}
              follows={[t("leaveFollows"), t("leaveKeeps")]}
              word={name}
              verb={t("leave")}
              isPending={leave.isPending}
              error={leave.error}
              onConfirm={() => leave.mutate()}
              onClose={() => setLeaving(false)}
            />
          )}
        </div>
      )}
    </Part>
  );
}
