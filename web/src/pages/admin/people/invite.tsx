import { TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { api, bodyOf } from "../../../api/client.ts";
import styles from "../admin.module.css";
import { FormSheet } from "../sheet.tsx";
import { useAct } from "../use-act.ts";
import type { NewGrant } from "./queries.ts";
import { useFaults } from "../../../form/use-faults.ts";
import { RolePicker } from "./role-picker.tsx";

/** Somebody comes in by a letter with a link that works once. */
export function Invite({ onClose }: { readonly onClose: () => void }) {
  const t = useTranslations("admin.people");
  const [name, setName] = useState("");
  const [email, setEmail] = useState("");
  const [roles, setRoles] = useState<readonly NewGrant[]>([]);
  const invite = useAct(
    () => bodyOf(api.POST("/api/v1/invitations", { body: { name, email, roles: [...roles] } })),
    {
      refresh: [["invitations"], ["sign-in-mails"]],
      said: t("invited", { name }),
      onDone: onClose,
      inForm: true,
    },
  );
  const faults = useFaults(invite.error);
  return (
    <FormSheet title={t("invite")} verb={t("inviteDo")} act={invite} onClose={onClose}>
      <p className={styles["quiet"]}>{t("inviteWhy")}</p>
      <TextInput
        data-autofocus
        required
        label={t("name")}
        value={name}
        error={faults["name"]}
        onChange={({ currentTarget: { value } }) => setName(value)}
      />
      <TextInput
        required
        type="email"
        label={t("email")}
        value={email}
        error={faults["email"]}
        onChange={({ currentTarget: { value } }) => setEmail(value)}
      />
      <RolePicker
        roles={roles}
        onChange={setRoles}
        error={faults["roles"] === undefined ? undefined : t("oneRoleAtLeast")}
      />
    </FormSheet>
  );
}
