/** Controls of one line, or of a few words. */
import { useTranslations } from "use-intl";
import { useChoiceWords } from "./field-words.ts";
import type { ControlProps } from "./marks.tsx";
import { useMarks } from "./marks.tsx";
import styles from "./form.module.css";

export function Line(props: ControlProps) {
  const { shape, draft, onChange, isRequired } = props;
  const t = useTranslations("form");
  const choiceWords = useChoiceWords();
  const { label, anchor, error, aria } = useMarks(props);
  const shared = {
    id: anchor,
    className: styles["input"],
    value: typeof draft === "string" ? draft : "",
    onChange: (event: { readonly target: { readonly value: string } }) => onChange(event.target.value),
    "aria-required": isRequired,
    ...aria,
  };
  const options =
    shape.kind === "one"
      ? shape.values.map((value) => ({ value, label: choiceWords(value, props.name) }))
      : undefined;
  return (
    <div className={styles["field"]}>
      <label htmlFor={anchor}>{label}</label>
      {shape.kind === "id" && <p className={styles["hint"]}>{t(`id.${shape.of}`)}</p>}
      {error}
      {options !== undefined ? (
        <select {...shared}>
          <option value="">{t("choose")}</option>
          {options.map((one) => (
            <option key={one.value} value={one.value}>
              {one.label}
            </option>
          ))}
        </select>
      ) : shape.kind === "words" ? (
        <textarea {...shared} rows={4} maxLength={shape.max} />
      ) : shape.kind === "number" ? (
        <input {...shared} type="number" min={shape.min} max={shape.max} step={shape.isWhole ? 1 : "any"} />
      ) : shape.kind === "date" ? (
        <input {...shared} type="date" />
      ) : shape.kind === "instant" ? (
        <input {...shared} type="datetime-local" />
      ) : (
        <input
          {...shared}
          type="text"
          autoComplete="off"
          maxLength={shape.kind === "line" ? shape.max : undefined}
        />
      )}
    </div>
  );
}
