/** In which languages forms are read and people written to. */
import "@mantine/core/styles/Input.css";
import { Button, NativeSelect } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { api, bodyOf } from "../../../api/client.ts";
import type { Programme } from "../../../api/shapes.ts";
import { IconClose } from "../../../parts/icons.ts";
import styles from "../admin.module.css";
import { Part } from "../part.tsx";
import { useAct } from "../use-act.ts";
import { useLanguageWords } from "../../../parts/languages.ts";
import type { IntakeRules } from "./queries.ts";
import { intakeRulesQuery } from "./queries.ts";

/** What forms are read and answered in; others may stand in a programme already. */
const OFFERED = ["en", "fr", "es", "pt", "it", "de", "nl", "sv", "el"] as const;

export function Languages({ programme: { id } }: { readonly programme: Programme }) {
  const t = useTranslations("admin.programmes");
  const rules = useQuery(intakeRulesQuery(id));
  return (
    <Part title={t("languages")} lead={t("languagesWhy")} query={rules}>
      {(found) => <Shown key={found.languages.join()} id={id} rules={found} />}
    </Part>
  );
}

function Shown({ id, rules }: { readonly id: string; readonly rules: IntakeRules }) {
  const t = useTranslations("admin.programmes");
  const nameOf = useLanguageWords();
  const [languages, setLanguages] = useState<readonly string[]>(rules.languages);
  const [next, setNext] = useState("");
  const left = OFFERED.filter((one) => !languages.includes(one));
  const save = useAct(
    () =>
      bodyOf(
        api.PUT("/api/v1/programmes/{id}/intake", {
          params: { path: { id } },
          body: { languages: [...languages], routes: rules.routes },
        }),
      ),
    { refresh: [["programmes", id]], said: t("saved") },
  );
  return (
    <div className={`${styles["stack"]} ${styles["panel"]}`}>
      <ol className={styles["chips"]}>
        {languages.map((one, index) => (
          <li key={one} className={styles["chip"]}>
            {nameOf(one)}
            {index === 0 ? (
              <span className={styles["small"]}>{t("first")}</span>
            ) : (
              <Button
                size="compact-xs"
                variant="subtle"
                onClick={() => setLanguages([one, ...languages.filter((other) => other !== one)])}
              >
                {t("makeFirst")}
                <span className="visually-hidden">: {nameOf(one)}</span>
              </Button>
            )}
            {languages.length > 1 && (
              <Button
                size="compact-xs"
                variant="subtle"
                aria-label={t("dropLanguage", { language: nameOf(one) })}
                onClick={() => setLanguages(languages.filter((other) => other !== one))}
              >
                <IconClose size={14} aria-hidden />
              </Button>
            )}
          </li>
        ))}
      </ol>
      <div className={styles["inline"]}>
        <NativeSelect
          label={t("language")}
          value={next}
          data={[
            { value: "", label: t("choose") },
            ...left.map((value) => ({ value, label: nameOf(value) })),
          ]}
          onChange={({ currentTarget: { value } }) => setNext(value)}
        />
        <Button
          variant="default"
          disabled={next === ""}
          onClick={() => {
            setLanguages([...languages, next]);
            setNext("");
          }}
        >
          {t("addLanguage")}
        </Button>
        <Button
          disabled={languages.join() === rules.languages.join()}
          loading={save.isPending}
          onClick={() => save.mutate()}
        >
          {t("saveLanguages")}
        </Button>
      </div>
    </div>
  );
}
