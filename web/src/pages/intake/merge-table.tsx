/** Two records side by side and what they would become together, field by field; one is picked where both say something. */
import { useTranslations } from "use-intl";
import { useValueWords } from "./field-words.ts";
import styles from "./intake.module.css";

type Value = string | readonly string[] | null;
export type Side = "survivor" | "absorbed" | "both";

interface PlannedField {
  readonly field: string;
  readonly from: string;
  readonly survivor: Value;
  readonly absorbed: Value;
  readonly becomes: Value;
}

interface Props {
  readonly fields: readonly PlannedField[];
  readonly nameOf: (field: string) => string;
  /** What was picked shows at once; the result follows from the server. */
  readonly choices: Readonly<Record<string, Side>>;
  readonly onPick: (field: string, side: Side) => void;
  /** Lists of which both sides may be kept together. */
  readonly joined?: readonly string[];
  /** What follows from the others, and is not picked. */
  readonly derived?: readonly string[];
}

export function MergeTable({ fields, nameOf, choices, onPick, joined = [], derived = [] }: Props) {
  const t = useTranslations("intake.duplicates");
  const valueWords = useValueWords();
  const shown = fields.filter(
    ({ survivor, absorbed }) => valueWords(survivor) !== null || valueWords(absorbed) !== null,
  );
  const radio = (field: string, side: Side, from: string) => (
    <input
      type="radio"
      name={field}
      checked={(choices[field] ?? from) === side}
      onChange={() => onPick(field, side)}
    />
  );
  return (
    <div className={styles["scroll"]}>
      <table className={styles["table"]}>
        <thead>
          <tr>
            <th scope="col">{t("fieldHead")}</th>
            <th scope="col">{t("keeps")}</th>
            <th scope="col">{t("joins")}</th>
            <th scope="col">{t("result")}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map(({ field, from, becomes, ...sides }) => (
            <tr key={field}>
              <th scope="row">{nameOf(field)}</th>
              {(["survivor", "absorbed"] as const).map((side) => {
                const text = valueWords(sides[side], field);
                return (
                  <td key={side} data-label={t(side === "survivor" ? "keeps" : "joins")}>
                    {text === null ? (
                      <span className={styles["quiet"]}>{t("none")}</span>
                    ) : derived.includes(field) ? (
                      text
                    ) : (
                      <label className={styles["pick"]}>
                        {radio(field, side, from)} {text}
                      </label>
                    )}
                  </td>
                );
              })}
              <td data-label={t("result")}>
                <strong>{valueWords(becomes, field) ?? t("none")}</strong>
                {joined.includes(field) && (
                  <label className={styles["pick"]}>
                    {radio(field, "both", from)} {t("both")}
                  </label>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
