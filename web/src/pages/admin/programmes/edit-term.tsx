import { TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { api, bodyOf } from "../../../api/client.ts";
import { FormSheet } from "../sheet.tsx";
import { useAct } from "../use-act.ts";
import type { Taxonomy, Term } from "./queries.ts";
import { intakeRulesQuery } from "./queries.ts";
import { useFaults } from "../../../form/use-faults.ts";
import { slugOf } from "./slug-of.ts";

interface Props {
  readonly programme: string;
  readonly list: Taxonomy;
  /** Undefined for a new one. */
  readonly known: Term | undefined;
  readonly onClose: () => void;
}

/** What a term is called, in each language of the programme and whatever it has a name in already. */
export function EditTerm({ programme, list, known, onClose }: Props) {
  const t = useTranslations("admin.programmes");
  const { data: rules } = useQuery(intakeRulesQuery(programme));
  const [labels, setLabels] = useState<Readonly<Record<string, string>>>(known?.labels ?? {});
  const [given, setCode] = useState<string>();
  const languages = [...new Set([...(rules?.languages ?? ["en"]), ...Object.keys(known?.labels ?? {})])];
  const code = known?.code ?? given ?? slugOf(labels[languages[0] ?? "en"] ?? "").replaceAll("-", "_");
  const save = useAct(
    () => {
      const said = Object.fromEntries(Object.entries(labels).filter(([, label]) => label.trim() !== ""));
      return known === undefined
        ? bodyOf(
            api.POST("/api/v1/taxonomies/{taxonomy}", {
              params: { path: { taxonomy: list } },
              body: { programme, code, labels: said },
            }),
          )
        : bodyOf(
            api.PUT("/api/v1/taxonomies/{taxonomy}/{code}/labels", {
              params: { path: { taxonomy: list, code } },
              body: { programme, labels: said },
            }),
          );
    },
    { refresh: [["taxonomies"]], said: t("saved"), onDone: onClose, inForm: true },
  );
  const faults = useFaults(save.error);
  return (
    <FormSheet
      title={known === undefined ? t("addTerm") : t("renameTitle", { code })}
      verb={t(known === undefined ? "addTerm" : "save")}
      act={save}
      onClose={onClose}
    >
      {languages.map((tongue, index) => (
        <TextInput
          key={tongue}
          {...(index === 0 ? { "data-autofocus": true, required: true } : {})}
          label={t("label", { language: tongue })}
          value={labels[tongue] ?? ""}
          error={faults[`labels.${tongue}`] ?? (index === 0 ? faults["labels"] : undefined)}
          onChange={({ currentTarget: { value } }) => setLabels({ ...labels, [tongue]: value })}
        />
      ))}
      {known === undefined && (
        <TextInput
          required
          label={t("code")}
          description={t("codeHint")}
          value={code}
          error={faults["code"]}
          onChange={({ currentTarget: { value } }) => setCode(value)}
        />
      )}
    </FormSheet>
  );
}
