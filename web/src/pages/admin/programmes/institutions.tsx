/** Whose programmes share one directory of organisations. */
import { Button, NativeSelect, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useLocale, useTranslations } from "use-intl";
import { inLine } from "../../../i18n/isolate.ts";
import { api, bodyOf } from "../../../api/client.ts";
import { countriesIn, useCountryWords } from "../../../parts/countries.ts";
import framed from "../../../parts/rows.module.css";
import styles from "../admin.module.css";
import { Part } from "../part.tsx";
import { FormSheet } from "../sheet.tsx";
import { useAct } from "../use-act.ts";
import type { Institution } from "./queries.ts";
import { institutionsQuery } from "./queries.ts";
import { useFaults } from "../../../form/use-faults.ts";
import { slugOf } from "./slug-of.ts";

export function Institutions({ mayKeep }: { readonly mayKeep: boolean }) {
  const t = useTranslations("admin.programmes");
  const countryWords = useCountryWords();
  const institutions = useQuery(institutionsQuery);
  const [changing, setChanging] = useState<Institution | "new">();
  return (
    <Part
      title={t("institutions")}
      lead={t("institutionsWhy")}
      query={institutions}
      beside={
        mayKeep && (
          <Button variant="default" onClick={() => setChanging("new")}>
            {t("addInstitution")}
          </Button>
        )
      }
    >
      {(all) => (
        <>
          <ul className={framed["rows"]}>
            {all.map((one) => (
              <li key={one.id} className={styles["row"]}>
                <span className={styles["main"]}>
                  <strong>{one.name}</strong>
                  {one.country !== null && (
                    <span className={styles["quiet"]}>{countryWords(one.country)}</span>
                  )}
                </span>
                <span className={styles["quiet"]}>{inLine(one.programmes, ", ")}</span>
                <span className={styles["acts"]}>
                  {mayKeep && (
                    <Button size="xs" variant="default" onClick={() => setChanging(one)}>
                      {t("change")}
                      <span className="visually-hidden"> {one.name}</span>
                    </Button>
                  )}
                </span>
              </li>
            ))}
          </ul>
          {changing !== undefined && (
            <OneInstitution
              known={changing === "new" ? undefined : changing}
              onClose={() => setChanging(undefined)}
            />
          )}
        </>
      )}
    </Part>
  );
}

interface Props {
  /** Undefined for a new one. */
  readonly known: Institution | undefined;
  readonly onClose: () => void;
}

function OneInstitution({ known, onClose }: Props) {
  const t = useTranslations("admin.programmes");
  const locale = useLocale();
  const [name, setName] = useState(known?.name ?? "");
  const [country, setCountry] = useState(known?.country ?? "");
  const what = { name, country: country === "" ? null : country };
  const save = useAct(
    () =>
      known === undefined
        ? bodyOf(api.POST("/api/v1/institutions", { body: { slug: slugOf(name), ...what } }))
        : bodyOf(api.PUT("/api/v1/institutions/{id}", { params: { path: { id: known.id } }, body: what })),
    { refresh: [["institutions"]], said: t("saved"), onDone: onClose, inForm: true },
  );
  const faults = useFaults(save.error);
  return (
    <FormSheet title={known?.name ?? t("addInstitution")} verb={t("save")} act={save} onClose={onClose}>
      <TextInput
        data-autofocus
        required
        label={t("name")}
        value={name}
        error={faults["name"] ?? faults["slug"]}
        onChange={({ currentTarget: { value } }) => setName(value)}
      />
      <NativeSelect
        label={t("country")}
        value={country}
        data={[
          { value: "", label: t("noCountry") },
          ...countriesIn(locale).map(({ code, name: label }) => ({ value: code, label })),
        ]}
        error={faults["country"]}
        onChange={({ currentTarget: { value } }) => setCountry(value)}
      />
    </FormSheet>
  );
}
