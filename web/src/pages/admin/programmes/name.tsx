import "@mantine/core/styles/Input.css";
import { Button, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { api, bodyOf } from "../../../api/client.ts";
import type { Programme } from "../../../api/shapes.ts";
import styles from "../admin.module.css";
import { useFaults } from "../../../form/use-faults.ts";
import { useAct } from "../use-act.ts";

/** What the programme is called; its short name stays. */
export function Name({ programme: { id, name: before } }: { readonly programme: Programme }) {
  const t = useTranslations("admin.programmes");
  const [name, setName] = useState(before);
  const save = useAct(
    () => bodyOf(api.PUT("/api/v1/programmes/{id}/name", { params: { path: { id } }, body: { name } })),
    { refresh: [["programmes"]], said: t("saved"), inForm: true },
  );
  const faults = useFaults(save.error);
  return (
    <form
      className={`${styles["inline"]} ${styles["part"]}`}
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <TextInput
        label={t("name")}
        value={name}
        error={faults["name"]}
        onChange={({ currentTarget: { value } }) => setName(value)}
      />
      <Button
        type="submit"
        variant="default"
        disabled={name.trim() === "" || name === before}
        loading={save.isPending}
      >
        {t("saveName")}
      </Button>
    </form>
  );
}
