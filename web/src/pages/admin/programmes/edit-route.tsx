import "@mantine/core/styles/Input.css";
import { NativeSelect, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useLocale, useTranslations } from "use-intl";
import { useChoiceWords } from "../../../form/field-words.ts";
import { staffQuery } from "../../../parts/colleagues.ts";
import { countriesIn } from "../../../parts/countries.ts";
import { languagesIn } from "../../../parts/languages.ts";
import styles from "../admin.module.css";
import { Several } from "../several.tsx";
import { FormSheet } from "../sheet.tsx";
import { Ticks } from "../ticks.tsx";
import type { Rule } from "./queries.ts";
import { useFaults } from "../../../form/use-faults.ts";
import { useTermNames } from "./rule-words.ts";
import { slugOf } from "./slug-of.ts";

const KINDS = [
  "participate",
  "question",
  "idea",
  "formal_request",
  "meeting_proposal",
  "nomination",
  "other",
] as const satisfies NonNullable<Rule["kinds"]>;

interface Props {
  readonly programme: string;
  /** Its place among the rules, by which the server names what is wrong. */
  readonly at: number;
  /** Undefined for a new one. */
  readonly known: Rule | undefined;
  readonly act: {
    readonly isPending: boolean;
    readonly error: Error | null;
    readonly send: (rule: Rule) => void;
  };
  readonly onClose: () => void;
}

/** Who gets it, and what has to be so: nothing chosen is everything. */
export function EditRoute({ programme, at, known, act, onClose }: Props) {
  const t = useTranslations("admin.intakeRules");
  const choiceWords = useChoiceWords();
  const terms = useTermNames(programme);
  const staff = useQuery(staffQuery(programme));
  const officers = (staff.data ?? []).filter(({ roles }) => roles.includes("officer"));
  const [name, setName] = useState(known?.id ?? "");
  const [owner, setOwner] = useState(known?.owner ?? "");
  const [interests, setInterests] = useState<readonly string[]>(known?.interests ?? []);
  const [kinds, setKinds] = useState<readonly (typeof KINDS)[number][]>(known?.kinds ?? []);
  const [countries, setCountries] = useState<readonly string[]>(known?.countries ?? []);
  const [languages, setLanguages] = useState<readonly string[]>(known?.languages ?? []);
  const locale = useLocale();
  const faults = useFaults(act.error);
  const fault = (field: string): string | undefined =>
    Object.entries(faults).find(([path]) => path.startsWith(`routes.${at}.${field}`))?.[1];
  const rule: Rule = {
    id: known?.id ?? slugOf(name).replaceAll("-", "_"),
    owner,
    ...(interests.length === 0 ? {} : { interests: [...interests] }),
    ...(kinds.length === 0 ? {} : { kinds: [...kinds] }),
    ...(countries.length === 0 ? {} : { countries: [...countries] }),
    ...(languages.length === 0 ? {} : { languages: [...languages] }),
  };
  return (
    <FormSheet
      title={t(known === undefined ? "add" : "changeTitle", { name: known?.id ?? "" })}
      verb={t("save")}
      act={{ ...act, mutate: () => act.send(rule) }}
      isDisabled={owner === "" || rule.id === ""}
      onClose={onClose}
    >
      {known === undefined && (
        <TextInput
          data-autofocus
          required
          label={t("name")}
          description={t("nameHint")}
          value={name}
          error={fault("id")}
          onChange={({ currentTarget: { value } }) => setName(value)}
        />
      )}
      <NativeSelect
        required
        label={t("owner")}
        value={owner}
        error={fault("owner")}
        data={[
          { value: "", label: t("choose") },
          ...officers.map((one) => ({ value: one.id, label: one.name })),
        ]}
        onChange={({ currentTarget: { value } }) => setOwner(value)}
      />
      <p className={styles["quiet"]}>{t("conditions")}</p>
      <Ticks
        legend={t("interests")}
        options={[...terms].map(([value, label]) => ({ value, label }))}
        chosen={interests}
        onChange={setInterests}
      />
      <Ticks
        legend={t("kinds")}
        options={KINDS.map((value) => ({ value, label: choiceWords(value) }))}
        chosen={kinds}
        onChange={(next) => setKinds(KINDS.filter((kind) => next.includes(kind)))}
      />
      <Several
        label={t("countries")}
        options={countriesIn(locale).map(({ code, name: label }) => ({ value: code, label }))}
        chosen={countries}
        error={fault("countries")}
        onChange={setCountries}
      />
      <Several
        label={t("languages")}
        options={languagesIn(locale).map(({ code, name: label }) => ({ value: code, label }))}
        chosen={languages}
        error={fault("languages")}
        onChange={setLanguages}
      />
    </FormSheet>
  );
}
