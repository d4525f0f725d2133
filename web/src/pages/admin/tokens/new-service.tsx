import { TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { api, bodyOf } from "../../../api/client.ts";
import { RolePicker } from "../people/role-picker.tsx";
import type { NewGrant } from "../people/queries.ts";
import { FormSheet } from "../sheet.tsx";
import { useAct } from "../use-act.ts";
import { useFaults } from "../../../form/use-faults.ts";
import { MadeToken } from "./made-token.tsx";

/** A service account with its roles and a first token. */
export function NewService({ onClose }: { readonly onClose: () => void }) {
  const t = useTranslations("admin.tokens");
  const [name, setName] = useState("");
  const [roles, setRoles] = useState<readonly NewGrant[]>([]);
  const make = useAct(
    () =>
      bodyOf(
        api.POST("/api/v1/accounts", { body: { name, email: null, kind: "service", roles: [...roles] } }),
      ),
    { refresh: [["accounts"], ["tokens"]], inForm: true },
  );
  const faults = useFaults(make.error);
  if (make.data !== undefined)
    return <MadeToken label={make.data.name} token={make.data.token} onClose={onClose} />;
  return (
    <FormSheet title={t("addService")} verb={t("addService")} act={make} onClose={onClose}>
      <TextInput
        data-autofocus
        required
        label={t("serviceName")}
        description={t("serviceNameHint")}
        value={name}
        error={faults["name"]}
        onChange={({ currentTarget: { value } }) => setName(value)}
      />
      <RolePicker roles={roles} onChange={setRoles} />
    </FormSheet>
  );
}
