/** Somebody lost their way in, or must not come in any more. */
import { Button } from "@mantine/core";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { api, bodyOf } from "../../../api/client.ts";
import styles from "../admin.module.css";
import { Confirm } from "../confirm.tsx";
import { useAct } from "../use-act.ts";
import type { Account } from "./queries.ts";

export function WaysIn({ account: { id, name, kind, disabledAt } }: { readonly account: Account }) {
  const t = useTranslations("admin.people");
  const [isLocking, setLocking] = useState(false);
  const params = { path: { id } };
  const refresh = [["accounts"], ["invitations"], ["tokens"]];
  const lock = useAct(() => bodyOf(api.POST("/api/v1/accounts/{id}/disable", { params })), {
    refresh,
    said: t("lockedNow", { name }),
    onDone: () => setLocking(false),
    inForm: true,
  });
  const unlock = useAct(() => bodyOf(api.POST("/api/v1/accounts/{id}/enable", { params })), {
    refresh,
    said: t("unlockedNow", { name }),
  });
  const back = useAct(() => bodyOf(api.POST("/api/v1/accounts/{id}/invite-back", { params })), {
    refresh,
    said: t("backSent", { name }),
  });
  return (
    <section className={styles["part"]} aria-labelledby="ways">
      <h2 id="ways">{t("ways")}</h2>
      <p className={styles["quiet"]}>{t(disabledAt === null ? "waysWhy" : "waysLocked")}</p>
      <div className={styles["inline"]} style={{ marginTop: 12 }}>
        {kind === "staff" && disabledAt === null && (
          <Button variant="default" loading={back.isPending} onClick={() => back.mutate()}>
            {t("sendBack")}
          </Button>
        )}
        {disabledAt === null ? (
          <Button variant="default" onClick={() => setLocking(true)}>
            {t("lock")}
          </Button>
        ) : (
          <Button loading={unlock.isPending} onClick={() => unlock.mutate()}>
            {t("unlock")}
          </Button>
        )}
      </div>
      {isLocking && (
        <Confirm
          title={t("lockTitle", { name })}
          follows={[t("lockFollows"), t("lockKeeps"), t("lockBack")]}
          word={name}
          verb={t("lockDo")}
          isPending={lock.isPending}
          error={lock.error}
          onConfirm={() => lock.mutate()}
          onClose={() => setLocking(false)}
        />
      )}
    </section>
  );
}
