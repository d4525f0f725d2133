/** One token: what it may, until when, when it was last used; and its end. */
import { Button } from "@mantine/core";
import type { ReactNode } from "react";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { api } from "../../../api/client.ts";
import { useWhen } from "../../../parts/when.ts";
import styles from "../admin.module.css";
import { Confirm } from "../confirm.tsx";
import { useRoleWords } from "../role-words.ts";
import { useAct } from "../use-act.ts";
import type { Token } from "./queries.ts";

interface Props {
  readonly token: Token;
  readonly account: string;
  /** Whose it is, where several people's are listed. */
  readonly whose?: ReactNode;
}

export function TokenRow({ token, account, whose }: Props) {
  const t = useTranslations("admin.tokens");
  const when = useWhen();
  const scopeWords = useScopeWords();
  const [isRevoking, setRevoking] = useState(false);
  const { id, label, createdAt, expiresAt, lastUsedAt } = token;
  const revoke = useAct(
    () =>
      api.POST("/api/v1/accounts/{id}/tokens/{token}/revoke", {
        params: { path: { id: account, token: id } },
      }),
    { refresh: [["tokens"]], said: t("revoked", { label }), onDone: () => setRevoking(false), inForm: true },
  );
  return (
    <li className={styles["row"]}>
      <span className={styles["main"]}>
        <strong>{label}</strong>
        {whose !== undefined && <span className={styles["quiet"]}>{whose}</span>}
        <span className={styles["quiet"]}>{scopeWords(token.scope)}</span>
      </span>
      <span className={styles["main"]}>
        <span>{lastUsedAt === null ? t("neverUsed") : t("lastUsed", { when: when(lastUsedAt) })}</span>
        <span className={styles["quiet"]}>
          {expiresAt === null ? t("forever") : t("until", { when: when(expiresAt) })}
        </span>
        <span className={styles["small"]}>{t("madeWhen", { when: when(createdAt) })}</span>
      </span>
      <span className={styles["acts"]}>
        <Button size="xs" variant="default" onClick={() => setRevoking(true)}>
          {t("revoke")}
          <span className="visually-hidden"> {label}</span>
        </Button>
      </span>
      {isRevoking && (
        <Confirm
          title={t("revokeTitle", { label })}
          follows={[t("revokeFollows"), t("revokeForGood")]}
          word={label}
          verb={t("revokeDo")}
          isPending={revoke.isPending}
          error={revoke.error}
          onConfirm={() => revoke.mutate()}
          onClose={() => setRevoking(false)}
        />
      )}
    </li>
  );
}

function useScopeWords(): (scope: Token["scope"]) => string {
  const t = useTranslations("admin.tokens");
  const roleWords = useRoleWords();
  return (scope) => {
    if (scope === null) return t("all");
    const { readOnly, roles, programmes } = scope;
    return [
      t(readOnly ? "reads" : "changes"),
      ...(roles == null ? [] : [roles.map(roleWords).join(", ")]),
      ...(programmes == null ? [] : [programmes.join(", ")]),
    ].join(" · ");
  };
}
