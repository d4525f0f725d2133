import "@mantine/core/styles/Input.css";
import { Button, Textarea, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { api, bodyOf } from "../../../api/client.ts";
import styles from "../admin.module.css";
import { FormSheet } from "../sheet.tsx";
import { useAct } from "../use-act.ts";
import { useFaults } from "../../../form/use-faults.ts";
import { useLanguageWords } from "../../../parts/languages.ts";
import type { ProgrammeText } from "./queries.ts";

interface Props {
  readonly id: string;
  readonly language: string;
  /** Undefined for the first in this language. */
  readonly known: ProgrammeText | undefined;
  readonly onClose: () => void;
}

export function EditText({ id, language, known, onClose }: Props) {
  const t = useTranslations("admin.publicPages");
  const nameOf = useLanguageWords();
  const [title, setTitle] = useState(known?.title ?? "");
  const [summary, setSummary] = useState(known?.summary ?? "");
  const [acknowledgement, setAcknowledgement] = useState(known?.acknowledgement ?? "");
  const [benefits, setBenefits] = useState<readonly Pair[]>(
    known?.benefits.map(({ audience, text }) => [audience, text]) ?? [],
  );
  const [faq, setFaq] = useState<readonly Pair[]>(
    known?.faq.map(({ question, answer }) => [question, answer]) ?? [],
  );
  const save = useAct(
    () =>
      bodyOf(
        api.PUT("/api/v1/programmes/{id}/texts/{language}", {
          params: { path: { id, language } },
          body: {
            title,
            summary,
            benefits: benefits.map(([audience, text]) => ({ audience, text })),
            faq: faq.map(([question, answer]) => ({ question, answer })),
            acknowledgement: acknowledgement.trim() === "" ? null : acknowledgement,
          },
        }),
      ),
    { refresh: [["programmes", id]], said: t("textSaved"), onDone: onClose, inForm: true },
  );
  const faults = useFaults(save.error);
  return (
    <FormSheet
      title={t("textsIn", { language: nameOf(language) })}
      verb={t("saveText")}
      act={save}
      isDisabled={title.trim() === "" || summary.trim() === ""}
      onClose={onClose}
    >
      <TextInput
        data-autofocus
        required
        lang={language}
        label={t("pageTitle")}
        value={title}
        error={faults["title"]}
        onChange={({ currentTarget: { value } }) => setTitle(value)}
      />
      <Textarea
        required
        lang={language}
        rows={5}
        label={t("summary")}
        description={t("paragraphs")}
        value={summary}
        error={faults["summary"]}
        onChange={({ currentTarget: { value } }) => setSummary(value)}
      />
      <Textarea
        lang={language}
        rows={3}
        label={t("acknowledgement")}
        description={t("acknowledgementHint")}
        value={acknowledgement}
        error={faults["acknowledgement"]}
        onChange={({ currentTarget: { value } }) => setAcknowledgement(value)}
      />
      <Pairs
        name="benefits"
        fields={["audience", "text"]}
        pairs={benefits}
        {...{ language, faults }}
        onChange={setBenefits}
      />
      <Pairs
        name="faq"
        fields={["question", "answer"]}
        pairs={faq}
        {...{ language, faults }}
        onChange={setFaq}
      />
    </FormSheet>
  );
}

type Pair = readonly [string, string];

interface PairsProps {
  readonly name: "benefits" | "faq";
  /** As the API calls the two. */
  readonly fields: readonly [string, string];
  readonly pairs: readonly Pair[];
  readonly language: string;
  readonly faults: Readonly<Record<string, string>>;
  readonly onChange: (pairs: readonly Pair[]) => void;
}

/** A line and what is said under it, as many as one likes. */
function Pairs({ name, fields: [above, below], pairs, language, faults, onChange }: PairsProps) {
  const t = useTranslations("admin.publicPages");
  return (
    <fieldset className={styles["group"]}>
      <legend>{t(name)}</legend>
      <div className={styles["stack"]}>
        {pairs.map(([line, text], at) => (
          <div key={at} className={styles["stack"]}>
            <TextInput
              lang={language}
              label={t(`${name}Line`, { number: at + 1 })}
              value={line}
              error={faults[`${name}.${at}.${above}`]}
              onChange={({ currentTarget: { value } }) => onChange(pairs.with(at, [value, text]))}
            />
            <Textarea
              lang={language}
              rows={3}
              label={t(`${name}Text`, { number: at + 1 })}
              value={text}
              error={faults[`${name}.${at}.${below}`]}
              onChange={({ currentTarget: { value } }) => onChange(pairs.with(at, [line, value]))}
            />
            <div>
              <Button size="xs" variant="default" onClick={() => onChange(pairs.toSpliced(at, 1))}>
                {t("dropPair", { number: at + 1 })}
              </Button>
            </div>
          </div>
        ))}
        <div>
          <Button size="xs" variant="default" onClick={() => onChange([...pairs, ["", ""]])}>
            {t(`${name}Add`)}
          </Button>
        </div>
      </div>
    </fieldset>
  );
}
