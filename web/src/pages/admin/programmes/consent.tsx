/** What people agree to when they send the form: the version that counts, those before it, and the next one. */
import "@mantine/core/styles/Input.css";
import { Button, Textarea } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { api, bodyOf } from "../../../api/client.ts";
import type { Programme } from "../../../api/shapes.ts";
import { Empty } from "../../../parts/empty.tsx";
import { useFaults } from "../../../form/use-faults.ts";
import { useWhen } from "../../../parts/when.ts";
import { Status } from "../../../parts/status.tsx";
import styles from "../admin.module.css";
import { Part } from "../part.tsx";
import { FormSheet } from "../sheet.tsx";
import { useAct } from "../use-act.ts";
import { useLanguageWords } from "../../../parts/languages.ts";
import type { ConsentText } from "./queries.ts";
import { consentTextsQuery } from "./queries.ts";

interface Props {
  readonly programme: Programme;
  /** Those that the pages speak. */
  readonly languages: readonly string[];
}

export function Consent({ programme: { id }, languages }: Props) {
  const t = useTranslations("admin.publicPages");
  const nameOf = useLanguageWords();
  const when = useWhen();
  const texts = useQuery(consentTextsQuery(id));
  const [isWriting, setWriting] = useState(false);
  return (
    <Part
      title={t("consent")}
      lead={t("consentWhy")}
      query={texts}
      beside={
        <Button variant="default" onClick={() => setWriting(true)}>
          {t("nextVersion")}
        </Button>
      }
    >
      {(versions) => (
        <>
          {versions.length === 0 && (
            <Empty title={t("noConsent")}>
              <p>{t("noConsentWhy")}</p>
            </Empty>
          )}
          <div className={styles["stack"]}>
            {versions.map(({ version, texts: words, publishedAt }, index) => (
              <details key={version} open={index === 0} className={styles["panel"]}>
                <summary>
                  {t("version", { version, when: when(publishedAt) })}{" "}
                  {index === 0 && <Status tone="good">{t("counts")}</Status>}
                </summary>
                <dl className={styles["said"]}>
                  {Object.entries(words).map(([language, text]) => (
                    <div key={language}>
                      <dt>{nameOf(language)}</dt>
                      <dd lang={language}>{text}</dd>
                    </div>
                  ))}
                </dl>
              </details>
            ))}
          </div>
          {isWriting && (
            <NextVersion
              id={id}
              before={versions[0]}
              languages={languages}
              onClose={() => setWriting(false)}
            />
          )}
        </>
      )}
    </Part>
  );
}

interface NextProps {
  readonly id: string;
  readonly before: ConsentText | undefined;
  readonly languages: readonly string[];
  readonly onClose: () => void;
}

function NextVersion({ id, before, languages, onClose }: NextProps) {
  const t = useTranslations("admin.publicPages");
  const nameOf = useLanguageWords();
  const [texts, setTexts] = useState<Readonly<Record<string, string>>>(before?.texts ?? {});
  const said = Object.fromEntries(Object.entries(texts).filter(([, text]) => text.trim() !== ""));
  const save = useAct(
    () =>
      bodyOf(
        api.POST("/api/v1/programmes/{id}/consent-texts", {
          params: { path: { id } },
          body: { texts: said },
        }),
      ),
    { refresh: [["programmes", id]], said: t("versionSaved"), onDone: onClose, inForm: true },
  );
  const faults = useFaults(save.error);
  return (
    <FormSheet
      title={t("nextVersion")}
      verb={t("publish")}
      act={save}
      isDisabled={Object.keys(said).length === 0}
      onClose={onClose}
    >
      <p className={styles["quiet"]}>{t("nextWhy")}</p>
      {languages.map((language, index) => (
        <Textarea
          key={language}
          {...(index === 0 ? { "data-autofocus": true } : {})}
          lang={language}
          label={t("textIn", { language: nameOf(language) })}
          autosize={false}
          rows={6}
          value={texts[language] ?? ""}
          error={faults[`texts.${language}`] ?? (index === 0 ? faults["texts"] : undefined)}
          onChange={({ currentTarget: { value } }) => setTexts({ ...texts, [language]: value })}
        />
      ))}
    </FormSheet>
  );
}
