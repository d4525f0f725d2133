/** Controls that are ticked: yes or no, one of a few, several of many. */
import { useId } from "react";
import type { Draft } from "./draft.ts";
import { useChoiceWords, useFieldWords } from "./field-words.ts";
import type { ControlProps } from "./marks.tsx";
import { Together, useMarks } from "./marks.tsx";
import styles from "./form.module.css";

export function Check(props: ControlProps) {
  const { draft, onChange } = props;
  const words = useFieldWords();
  const { anchor, error, aria } = useMarks(props);
  return (
    <div className={styles["field"]}>
      {error}
      <label className={styles["tick"]}>
        <input
          type="checkbox"
          id={anchor}
          checked={draft === true}
          onChange={(event) => onChange(event.target.checked)}
          {...aria}
        />
        {words(props.name)}
      </label>
    </div>
  );
}

export function Radios(props: ControlProps & { readonly values: readonly string[] }) {
  const { values, draft, onChange } = props;
  const choiceWords = useChoiceWords();
  const group = useId();
  return (
    <Together of={props}>
      {values.map((value) => (
        <label key={value} className={styles["tick"]}>
          <input type="radio" name={group} checked={draft === value} onChange={() => onChange(value)} />
          {choiceWords(value, props.name)}
        </label>
      ))}
    </Together>
  );
}

interface SeveralProps extends ControlProps {
  readonly options: readonly { readonly value: string; readonly label: string }[];
}

export function Several({ options, ...props }: SeveralProps) {
  const { draft, onChange } = props;
  const chosen = Array.isArray(draft) ? (draft as readonly Draft[]) : [];
  return (
    <Together of={props}>
      {options.map(({ value, label }) => (
        <label key={value} className={styles["tick"]}>
          <input
            type="checkbox"
            checked={chosen.includes(value)}
            onChange={({ target }) =>
              onChange(target.checked ? [...chosen, value] : chosen.filter((one) => one !== value))
            }
          />
          {label}
        </label>
      ))}
    </Together>
  );
}
