/** What becomes of each row, and of one that is not entered what was expected. */
import { NativeSelect } from "@mantine/core";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { Failed } from "../../parts/failed.tsx";
import type { Import } from "../../parts/list-query.ts";
import type { Forecast } from "./import-queries.ts";
import { importRowsQuery } from "./import-queries.ts";
import framed from "../../parts/rows.module.css";
import { Status } from "../../parts/status.tsx";
import { Reason } from "./reason-words.tsx";
import { ROW_TONES } from "./tones.ts";
import styles from "./intake.module.css";

const FORECASTS = ["error", "new", "known", "attach", "duplicate"] as const;

export function ImportRows({ list }: { readonly list: Import }) {
  const t = useTranslations("intake.import");
  const all = useTranslations("intake");
  const expectedWords = useExpectedWords();
  const [only, setOnly] = useState<Forecast>();
  const { data, error, refetch } = useQuery({
    ...importRowsQuery(
      list.id,
      only,
      `${list.status} ${list.progress.waiting} ${JSON.stringify(list.mapping)}`,
    ),
    placeholderData: keepPreviousData,
  });
  return (
    <section aria-labelledby="rows">
      <h2 id="rows" style={{ marginBottom: 8 }}>
        {t("byRow")}
      </h2>
      <div className={styles["filters"]}>
        <NativeSelect
          label={all("deliveries.filter")}
          size="xs"
          value={only ?? ""}
          data={[
            { value: "", label: all("deliveries.all") },
            ...FORECASTS.map((value) => ({
              value,
              label: `${t(`forecast.${value}`)} (${list.forecast[value]})`,
            })),
          ]}
          onChange={({ currentTarget: { value } }) => setOnly(value === "" ? undefined : (value as Forecast))}
        />
      </div>
      {error !== null && <Failed error={error} onRetry={() => void refetch()} />}
      <ul className={framed["rows"]}>
        {data?.items.map(({ row, forecast, sameAs, errors, outcome, reason, engagement, undone }) => (
          <li key={row} className={`${styles["row"]} ${styles["delivery"]}`}>
            <span>{t("row", { row })}</span>
            <span className={styles["main"]}>
              <Status tone={ROW_TONES[forecast]}>{t(`forecast.${forecast}`)}</Status>
              {sameAs !== null && <span className={styles["quiet"]}>{t("sameAs", { row: sameAs })}</span>}
            </span>
            <span className={styles["quiet"]}>
              {[
                ...errors.map(({ column, ...error }) =>
                  column === null
                    ? expectedWords(error)
                    : t("inColumn", { column, expected: expectedWords(error) }),
                ),
                outcome === null ? null : t(`outcome.${outcome}`),
                undone === null ? null : t(`undone.${undone}`),
              ]
                .filter((said) => said !== null)
                .join(" · ")}
              {reason !== null && (
                <>
                  {" "}
                  (<Reason said={reason} />)
                </>
              )}
            </span>
            <span className={styles["acts"]}>
              {engagement !== null && (
                <Link to="/engagements/$id" params={{ id: engagement }}>
                  {all("openEngagement")}
                </Link>
              )}
            </span>
          </li>
        ))}
      </ul>
      {data?.next != null && (
        <p className={styles["quiet"]}>{t("firstRows", { count: data.items.length })}</p>
      )}
    </section>
  );
}

/** What a cell should have had; the server's words where the catalogue has none yet. */
function useExpectedWords(): (error: { readonly code: string; readonly expected: string }) => string {
  const t = useTranslations("intake.import.expected");
  type Known = Parameters<typeof t>[0];
  return ({ code, expected }) => (t.has(code as Known) ? t(code as Known) : expected);
}
