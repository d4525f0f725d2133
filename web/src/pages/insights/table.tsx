/** The figures themselves, row by row and column by column as the CSV has them. */
import { useFormatter } from "use-intl";
import styles from "./insights.module.css";

export interface TableProps {
  readonly caption: string;
  readonly columns: readonly string[];
  /** Rows of equal cells; numbers stand to the right. */
  readonly rows: readonly (readonly (string | number | null)[])[];
}

const NONE = "–";

export function Table({ caption, columns, rows }: TableProps) {
  const format = useFormatter();
  const isNumber = (at: number): boolean => rows.some((row) => typeof row[at] === "number");
  return (
    <section
      className={styles["scroll"]}
      aria-label={caption}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls is reached by key
      tabIndex={0}
    >
      <table className={styles["table"]}>
        <caption className="visually-hidden">{caption}</caption>
        <thead>
          <tr>
            {columns.map((words, at) => (
              <th key={words} scope="col" data-number={isNumber(at) || undefined}>
                {words}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, line) => (
            <tr key={line}>
              {row.map((cell, at) => {
                const shown = typeof cell === "number" ? format.number(cell) : (cell ?? NONE);
                return at === 0 ? (
                  <th key={at} scope="row">
                    {shown}
                  </th>
                ) : (
                  <td key={at} data-number={isNumber(at) || undefined}>
                    {shown}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
