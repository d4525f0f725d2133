/** Which institution the programme belongs to, and which programme it is part of. */
import "@mantine/core/styles/Input.css";
import { Button, NativeSelect } from "@mantine/core";
import { useQuery, useSuspenseQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { api, bodyOf } from "../../../api/client.ts";
import type { Programme } from "../../../api/shapes.ts";
import { programmesQuery } from "../../../api/session.ts";
import styles from "../admin.module.css";
import { Part } from "../part.tsx";
import { useAct } from "../use-act.ts";
import { institutionsQuery } from "./queries.ts";

export function Place({ programme }: { readonly programme: Programme }) {
  const t = useTranslations("admin.programmes");
  const institutions = useQuery(institutionsQuery);
  const { data: programmes } = useSuspenseQuery(programmesQuery);
  const [institution, setInstitution] = useState(programme.institution);
  const [parent, setParent] = useState(programme.parent ?? "");
  const save = useAct(
    () =>
      bodyOf(
        api.PUT("/api/v1/programmes/{id}/place", {
          params: { path: { id: programme.id } },
          body: { institution, parent: parent === "" ? null : parent },
        }),
      ),
    { refresh: [["programmes"], ["institutions"]], said: t("saved") },
  );
  const above = programmes.filter((one) => one.institution === institution && one.id !== programme.id);
  return (
    <Part title={t("place")} lead={t("placeWhy")} query={institutions}>
      {(all) => (
        <div className={`${styles["inline"]} ${styles["panel"]}`}>
          <NativeSelect
            label={t("institution")}
            value={institution}
            data={all.map((one) => ({ value: one.slug, label: one.name }))}
            onChange={({ currentTarget: { value } }) => {
              setInstitution(value);
              setParent("");
            }}
          />
          <NativeSelect
            label={t("parent")}
            value={parent}
            data={[
              { value: "", label: t("noParent") },
              ...above.map((one) => ({ value: one.slug, label: one.name })),
            ]}
            onChange={({ currentTarget: { value } }) => setParent(value)}
          />
          <Button
            disabled={institution === programme.institution && parent === (programme.parent ?? "")}
            loading={save.isPending}
            onClick={() => save.mutate()}
          >
            {t("savePlace")}
          </Button>
        </div>
      )}
    </Part>
  );
}
