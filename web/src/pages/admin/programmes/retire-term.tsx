import { NativeSelect } from "@mantine/core";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { api, bodyOf } from "../../../api/client.ts";
import { useSettings } from "../../../theme/settings.ts";
import styles from "../admin.module.css";
import { FormSheet } from "../sheet.tsx";
import { useAct } from "../use-act.ts";
import type { Term } from "./queries.ts";

interface Props {
  readonly programme: string;
  readonly term: Term;
  readonly others: readonly Term[];
  readonly onClose: () => void;
}

/** Nothing new goes under it; what was filed there stays, can be read and found. */
export function RetireTerm({ programme, term, others, onClose }: Props) {
  const t = useTranslations("admin.programmes");
  const { language } = useSettings();
  const [instead, setInstead] = useState("");
  const { taxonomy, code, labels } = term;
  const nameOf = (one: Term): string => one.labels[language] ?? one.labels["en"] ?? one.code;
  const retire = useAct(
    () =>
      bodyOf(
        api.POST("/api/v1/taxonomies/{taxonomy}/{code}/retire", {
          params: { path: { taxonomy, code } },
          body: { programme, replacedBy: instead === "" ? null : instead },
        }),
      ),
    { refresh: [["taxonomies"]], said: t("retiredNow"), onDone: onClose, inForm: true },
  );
  return (
    <FormSheet
      title={t("retireTitle", { term: labels[language] ?? code })}
      verb={t("retire")}
      act={retire}
      onClose={onClose}
    >
      <p className={styles["quiet"]}>{t("retireWhy")}</p>
      <NativeSelect
        label={t("instead")}
        value={instead}
        data={[
          { value: "", label: t("nothingInstead") },
          ...others
            .filter((one) => one.code !== code && one.retiredAt === null)
            .map((one) => ({ value: one.code, label: nameOf(one) })),
        ]}
        onChange={({ currentTarget: { value } }) => setInstead(value)}
      />
    </FormSheet>
  );
}

export function useRestore(programme: string) {
  const t = useTranslations("admin.programmes");
  return useAct(
    ({ taxonomy, code }: Term) =>
      bodyOf(
        api.POST("/api/v1/taxonomies/{taxonomy}/{code}/restore", {
          params: { path: { taxonomy, code } },
          body: { programme },
        }),
      ),
    { refresh: [["taxonomies"]], said: t("restoredNow") },
  );
}
