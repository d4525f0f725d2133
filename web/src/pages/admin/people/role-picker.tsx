/** Roles for somebody: one after the other, each with where it counts. */
import "@mantine/core/styles/Input.css";
import { Button, NativeSelect } from "@mantine/core";
import { useSuspenseQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { programmesQuery } from "../../../api/session.ts";
import { IconClose } from "../../../parts/icons.ts";
import styles from "../admin.module.css";
import { useRoleWords } from "../role-words.ts";
import { useHeldWords } from "./held-words.ts";
import type { NewGrant } from "./queries.ts";

type Role = NewGrant["role"];
/** Those who work here; the others come by the people and groups that they belong to. */
const ROLES: readonly Role[] = [
  "officer",
  "vetter",
  "approver",
  "reviewer",
  "lead",
  "chair",
  "secretariat",
  "member",
  "dpo",
  "admin",
];
const EVERYWHERE = "*";

interface OneProps {
  readonly verb: string;
  readonly isPending?: boolean;
  readonly onAdd: (grant: NewGrant) => void;
}

/** One role and where: everything starts with one programme, since every programme is a lot. */
export function OneRole({ verb, isPending = false, onAdd }: OneProps) {
  const t = useTranslations("admin.people");
  const roleWords = useRoleWords();
  const { data: programmes } = useSuspenseQuery(programmesQuery);
  const [role, setRole] = useState<Role>("officer");
  const [where, setWhere] = useState(programmes[0]?.slug ?? EVERYWHERE);
  return (
    <div className={styles["inline"]}>
      <NativeSelect
        label={t("role")}
        value={role}
        data={ROLES.map((value) => ({ value, label: roleWords(value) }))}
        onChange={({ currentTarget: { value } }) => setRole(value as Role)}
      />
      <NativeSelect
        label={t("where")}
        value={where}
        data={[
          ...programmes.map(({ slug, name }) => ({ value: slug, label: name })),
          { value: EVERYWHERE, label: t("everywhere") },
        ]}
        onChange={({ currentTarget: { value } }) => setWhere(value)}
      />
      <Button
        variant="default"
        loading={isPending}
        onClick={() => onAdd({ role, programme: where === EVERYWHERE ? null : where })}
      >
        {verb}
      </Button>
    </div>
  );
}

interface Props {
  readonly roles: readonly NewGrant[];
  readonly error?: string | undefined;
  readonly onChange: (roles: readonly NewGrant[]) => void;
}

export function RolePicker({ roles, error, onChange }: Props) {
  const t = useTranslations("admin.people");
  const heldWords = useHeldWords();
  const add = (grant: NewGrant): void => {
    const isThere = roles.some(({ role, programme }) => role === grant.role && programme === grant.programme);
    if (!isThere) onChange([...roles, grant]);
  };
  return (
    <fieldset className={styles["group"]}>
      <legend>{t("roles")}</legend>
      {roles.length > 0 && (
        <ul className={styles["chips"]}>
          {roles.map((one) => (
            <li key={heldWords(one)} className={styles["chip"]}>
              {heldWords(one)}
              <Button
                size="compact-xs"
                variant="subtle"
                aria-label={t("drop", { role: heldWords(one) })}
                onClick={() => onChange(roles.filter((other) => other !== one))}
              >
                <IconClose size={14} aria-hidden />
              </Button>
            </li>
          ))}
        </ul>
      )}
      <OneRole verb={t("addRole")} onAdd={add} />
      {error !== undefined && (
        <p className={styles["bad"]} role="alert">
          {error}
        </p>
      )}
    </fieldset>
  );
}
