/** A token that may do less than its account, for a time. */
import { NativeSelect, TextInput } from "@mantine/core";
import { useSuspenseQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { api, bodyOf } from "../../../api/client.ts";
import type { Me } from "../../../api/shapes.ts";
import { programmesQuery } from "../../../api/session.ts";
import styles from "../admin.module.css";
import { useFaults } from "../../../form/use-faults.ts";
import { useRoleWords } from "../role-words.ts";
import { FormSheet } from "../sheet.tsx";
import { Ticks } from "../ticks.tsx";
import { useAct } from "../use-act.ts";
import { MadeToken } from "./made-token.tsx";

const DAYS = [7, 30, 90, 180, 365] as const;
type Role = Me["roles"][number]["role"];

interface Props {
  readonly account: { readonly id: string; readonly roles: Me["roles"] };
  readonly onClose: () => void;
}

export function NewToken({ account, onClose }: Props) {
  const t = useTranslations("admin.tokens");
  const roleWords = useRoleWords();
  const { data: programmes } = useSuspenseQuery(programmesQuery);
  const [label, setLabel] = useState("");
  const [days, setDays] = useState("90");
  const [isReadOnly, setReadOnly] = useState(true);
  const [roles, setRoles] = useState<readonly Role[]>([]);
  const [within, setWithin] = useState<readonly string[]>([]);
  const held = [...new Set(account.roles.map((one) => one.role))];
  const isEverywhere = account.roles.some(({ programme }) => programme === null);
  const reach = programmes.filter(
    ({ slug }) => isEverywhere || account.roles.some(({ programme }) => programme === slug),
  );
  const make = useAct(
    () =>
      bodyOf(
        api.POST("/api/v1/accounts/{id}/tokens", {
          params: { path: { id: account.id } },
          body: {
            label,
            expiresInDays: Number(days),
            scope: {
              readOnly: isReadOnly,
              roles: roles.length === 0 ? null : [...roles],
              programmes: within.length === 0 ? null : [...within],
            },
          },
        }),
      ),
    { refresh: [["tokens"]], inForm: true },
  );
  const faults = useFaults(make.error);
  if (make.data !== undefined)
    return <MadeToken label={make.data.label} token={make.data.token} onClose={onClose} />;
  return (
    <FormSheet title={t("new")} verb={t("make")} act={make} onClose={onClose}>
      <TextInput
        data-autofocus
        required
        label={t("label")}
        description={t("labelHint")}
        value={label}
        error={faults["label"]}
        onChange={({ currentTarget: { value } }) => setLabel(value)}
      />
      <NativeSelect
        label={t("lasts")}
        value={days}
        data={DAYS.map((count) => ({ value: String(count), label: t("days", { count }) }))}
        onChange={({ currentTarget: { value } }) => setDays(value)}
      />
      <fieldset className={styles["group"]}>
        <legend>{t("may")}</legend>
        <label className={styles["tick"]}>
          <input type="radio" name="may" checked={isReadOnly} onChange={() => setReadOnly(true)} />
          {t("reads")}
        </label>{" "}
        <label className={styles["tick"]}>
          <input type="radio" name="may" checked={!isReadOnly} onChange={() => setReadOnly(false)} />
          {t("changes")}
        </label>
      </fieldset>
      {held.length > 1 && (
        <Ticks
          legend={t("onlyRoles")}
          options={held.map((value) => ({ value, label: roleWords(value) }))}
          chosen={roles}
          onChange={(chosen) => setRoles(chosen)}
        />
      )}
      {reach.length > 1 && (
        <Ticks
          legend={t("onlyProgrammes")}
          options={reach.map(({ slug, name }) => ({ value: slug, label: name }))}
          chosen={within}
          onChange={(chosen) => setWithin(chosen)}
        />
      )}
    </FormSheet>
  );
}
