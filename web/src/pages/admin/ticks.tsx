/** Any of a few, each a box to tick. */
import styles from "./admin.module.css";

interface TicksProps<T extends string> {
  readonly legend: string;
  readonly options: readonly { readonly value: T; readonly label: string }[];
  readonly chosen: readonly T[];
  readonly onChange: (chosen: readonly T[]) => void;
}

export function Ticks<T extends string>({ legend, options, chosen, onChange }: TicksProps<T>) {
  if (options.length === 0) return null;
  return (
    <fieldset className={styles["group"]}>
      <legend>{legend}</legend>
      <div className={styles["ticks"]}>
        {options.map(({ value, label }) => (
          <label key={value} className={styles["tick"]}>
            <input
              type="checkbox"
              checked={chosen.includes(value)}
              onChange={({ currentTarget: { checked } }) =>
                onChange(checked ? [...chosen, value] : chosen.filter((one) => one !== value))
              }
            />
            {label}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
