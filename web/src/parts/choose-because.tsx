import { useTranslations } from "use-intl";
import type { Act, Because } from "./because.ts";
import { BECAUSE } from "./because.ts";
import styles from "./choose-because.module.css";

interface Props {
  readonly act: Act;
  readonly value: Because | undefined;
  /** It was sent without one. */
  readonly isMissing: boolean;
  readonly onChoose: (because: Because) => void;
}

/** Why this helps, of the few reasons that an act may have. */
export function ChooseBecause({ act, value, isMissing, onChoose }: Props) {
  const t = useTranslations("workflows.because");
  return (
    <fieldset className={styles["because"]} aria-describedby={isMissing ? "because-missing" : undefined}>
      <legend>{t("title")}</legend>
      {BECAUSE[act].map((one) => (
        <label key={one}>
          <input
            type="radio"
            name="because"
            value={one}
            checked={value === one}
            onChange={() => onChoose(one)}
          />
          {t(one)}
        </label>
      ))}
      {isMissing && (
        <p id="because-missing" role="alert" className={styles["fault"]}>
          {t("missing")}
        </p>
      )}
    </fieldset>
  );
}
