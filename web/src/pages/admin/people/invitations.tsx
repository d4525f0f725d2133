/** Who was asked and has not come yet; and the letters that no mail host has taken, so that links can be handed on. */
import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useNow, useTranslations } from "use-intl";
import { api } from "../../../api/client.ts";
import { Empty } from "../../../parts/empty.tsx";
import { useWhen } from "../../../parts/when.ts";
import framed from "../../../parts/rows.module.css";
import { Status } from "../../../parts/status.tsx";
import styles from "../admin.module.css";
import { Confirm } from "../confirm.tsx";
import { Part } from "../part.tsx";
import { useAct } from "../use-act.ts";
import { useHeldWords } from "./held-words.ts";
import { LinkMails } from "./link-mails.tsx";
import type { Invitation } from "./queries.ts";
import { invitationsQuery } from "./queries.ts";

export function Invitations() {
  const t = useTranslations("admin.people");
  const invitations = useQuery(invitationsQuery);
  const [isShowing, setShowing] = useState(false);
  return (
    <Part
      title={t("invitations")}
      lead={t("invitationsWhy")}
      query={invitations}
      beside={
        <Button variant="default" onClick={() => setShowing(true)}>
          {t("letters")}
        </Button>
      }
    >
      {(all) => (
        <>
          {all.length === 0 ? (
            <Empty title={t("noInvitation")}>
              <p>{t("noInvitationWhy")}</p>
            </Empty>
          ) : (
            <ul className={framed["rows"]}>
              {all.map((one) => (
                <Row key={one.id} invitation={one} />
              ))}
            </ul>
          )}
          {isShowing && <LinkMails onClose={() => setShowing(false)} />}
        </>
      )}
    </Part>
  );
}

function Row({ invitation }: { readonly invitation: Invitation }) {
  const t = useTranslations("admin.people");
  const now = useNow();
  const when = useWhen();
  const heldWords = useHeldWords();
  const [isWithdrawing, setWithdrawing] = useState(false);
  const { id, name, email, roles, account, createdAt, expiresAt } = invitation;
  const withdraw = useAct(() => api.POST("/api/v1/invitations/{id}/withdraw", { params: { path: { id } } }), {
    refresh: [["invitations"]],
    said: t("withdrawn"),
    onDone: () => setWithdrawing(false),
    inForm: true,
  });
  return (
    <li className={styles["row"]}>
      <span className={styles["main"]}>
        <strong>{name}</strong>
        <span className={styles["quiet"]}>{email}</span>
        {account !== null && <Status>{t("wayBack")}</Status>}
      </span>
      <span className={styles["main"]}>
        <span className={styles["quiet"]}>{roles.map(heldWords).join(" · ")}</span>
        <span className={styles["small"]}>
          {t("asked", { when: when(createdAt) })}{" "}
          {t(new Date(expiresAt) < now ? "expired" : "expires", { when: when(expiresAt) })}
        </span>
      </span>
      <span className={styles["acts"]}>
        <Button size="xs" variant="default" onClick={() => setWithdrawing(true)}>
          {t("withdraw")}
          <span className="visually-hidden"> {name}</span>
        </Button>
      </span>
      {isWithdrawing && (
        <Confirm
          title={t("withdrawTitle", { name })}
          follows={[t("withdrawFollows")]}
          verb={t("withdraw")}
          isPending={withdraw.isPending}
          error={withdraw.error}
          onConfirm={() => withdraw.mutate()}
          onClose={() => setWithdrawing(false)}
        />
      )}
    </li>
  );
}
