/** What a delivery would become: each field as it would be recorded, or why it would be held. */
import { useTranslations } from "use-intl";
import { Failed } from "../../parts/failed.tsx";
import { FIELDS, useFieldWords, useValueWords } from "./field-words.ts";
import type { Field, Value } from "./field-words.ts";
import styles from "./intake.module.css";
import type { Preview } from "./queries.ts";
import { Reason } from "./reason-words.tsx";

interface Props {
  readonly preview: Preview | undefined;
  readonly error: unknown;
}

export function PreviewPanel({ preview, error }: Props) {
  const t = useTranslations("intake.mapping");
  const fieldWords = useFieldWords();
  const valueWords = useValueWords();
  return (
    <section className={styles["panel"]} aria-labelledby="preview" aria-live="polite">
      <h3 id="preview">{t("becomes")}</h3>
      {error !== null && <Failed error={error} />}
      {preview !== undefined && (
        <>
          <p className={styles[preview.becomes === null ? "notice" : "good"]}>
            {t(`outcome.${preview.becomes ?? "held"}`)}{" "}
            {preview.problem && <Reason said={preview.problem.reason} />}
          </p>
          {preview.inquiry === null ? (
            <p>{t("nothingRead")}</p>
          ) : (
            <dl className={styles["facts"]}>
              {recorded(preview.inquiry).flatMap(([field, value]) => {
                const text = valueWords(value, field);
                return text === null
                  ? []
                  : [<dt key={`${field} label`}>{fieldWords(field)}</dt>, <dd key={field}>{text}</dd>];
              })}
            </dl>
          )}
        </>
      )}
    </section>
  );
}

function recorded(inquiry: NonNullable<Preview["inquiry"]>): readonly [Field, Value][] {
  const { person, formalRequest } = inquiry;
  const all: Readonly<Record<string, unknown>> = {
    ...inquiry,
    ...person,
    noteVerbale: formalRequest?.noteVerbale,
    requestLevel: formalRequest?.level,
  };
  return FIELDS.map((field) => [field, all[field] as Value]);
}
