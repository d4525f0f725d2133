/** Something that is kept elsewhere, picked by its name: from a list, by typing, or, where nothing can be listed, by its id. */
import { useState } from "react";
import { useTranslations } from "use-intl";
import { Finder } from "./finder.tsx";
import { Line } from "./line.tsx";
import type { ControlProps } from "./marks.tsx";
import { useMarks } from "./marks.tsx";
import type { Named } from "./picks.ts";
import { optionsFor } from "./picks.ts";
import type { IdOf } from "./shape.ts";
import styles from "./form.module.css";

interface Props extends ControlProps {
  readonly of: IdOf;
  readonly roles: readonly string[];
}

export function Id({ of, roles, ...props }: Props) {
  // Deliveries, lists and rules are kept elsewhere too, and are none of the records one can pick.
  const isPicked = of !== "record" || /^(?:record|evidence)Ids?$/.test(props.name);
  const pick = isPicked ? props.picks[of] : undefined;
  // A field that turns into another while one writes in it loses what was written: it waits for its list.
  const isEmpty = pick?.kind === "list" && pick.options.length === 0 && pick.isComing !== true;
  if (pick === undefined || isEmpty) return <Line {...props} />;
  if (pick.kind === "search") return <Finder {...props} of={of} find={pick.find} />;
  return <Listed {...props} options={optionsFor(pick.options, roles)} isOpen={pick.isOpen ?? false} />;
}

/** In a list of what is there: something that is not. No id begins with a space. */
const ELSE = " ";

interface ListedProps extends ControlProps {
  readonly options: readonly Named[];
  readonly isOpen: boolean;
}

function Listed({ options, isOpen, ...props }: ListedProps) {
  const { draft, onChange, isRequired } = props;
  const t = useTranslations("form");
  const { label, anchor, error, aria } = useMarks(props);
  const value = typeof draft === "string" ? draft : "";
  const isListed = value === "" || options.some((one) => one.value === value);
  const [isElse, setElse] = useState(isOpen && !isListed);
  return (
    <div className={styles["field"]}>
      <label htmlFor={anchor}>{label}</label>
      {error}
      <select
        id={anchor}
        className={styles["input"]}
        value={isElse ? ELSE : value}
        aria-required={isRequired}
        onChange={({ target }) => {
          setElse(target.value === ELSE);
          onChange(target.value === ELSE ? "" : target.value);
        }}
        {...aria}
      >
        <option value="">{t("choose")}</option>
        {options.map((one) => (
          <option key={one.value} value={one.value}>
            {one.hint === undefined ? one.label : t("hinted", { label: one.label, hint: one.hint })}
          </option>
        ))}
        {!isListed && !isElse && <option value={value}>{value}</option>}
        {isOpen && <option value={ELSE}>{t("else")}</option>}
      </select>
      {isElse && (
        <input
          type="text"
          className={styles["input"]}
          aria-label={t("elseOf", { label })}
          autoComplete="off"
          value={value}
          onChange={({ target }) => onChange(target.value)}
        />
      )}
    </div>
  );
}
