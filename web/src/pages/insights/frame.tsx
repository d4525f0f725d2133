/** What each figure of cases stands in: the one period and filter, a sentence, the picture, and its table. */
import { useQuery } from "@tanstack/react-query";
import { useSearch } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import { Empty } from "../../parts/empty.tsx";
import { Failed } from "../../parts/failed.tsx";
import { useProgramme } from "../../parts/programme.ts";
import { Around } from "./around.tsx";
import { Filters } from "./filters.tsx";
import type { Asked, FigureName } from "./queries.ts";
import { funnelQuery } from "./queries.ts";
import type { TableProps } from "./table.tsx";
import { Table } from "./table.tsx";
import styles from "./insights.module.css";

/** With fewer, a picture says more than is known. */
const PICTURES_FROM = 10;

interface Props {
  readonly figure: FigureName;
  readonly found: {
    readonly data: { readonly from: string; readonly to: string } | undefined;
    readonly error: unknown;
    readonly isPlaceholderData: boolean;
    readonly refetch: () => unknown;
  };
  readonly sentence: string;
  readonly picture: ReactNode;
  readonly table: TableProps;
}

export const useAsked = (): Asked => useSearch({ strict: false });

export function Frame({ figure, found: { data, error, isPlaceholderData, refetch }, ...shown }: Props) {
  const t = useTranslations("insights");
  const asked = useAsked();
  const { slug } = useProgramme();
  const funnel = useQuery(funnelQuery(slug, asked)).data;
  const opened = funnel?.items.reduce((sum, row) => sum + row.opened, 0);
  const name = t(`tab.${figure}`);
  return (
    <Around figure={figure} asked={asked}>
      <Filters asked={asked} period={data} />
      {error !== null && <Failed error={error} onRetry={() => void refetch()} />}
      {data !== undefined && opened !== undefined && (
        <figure className={styles["figure"]} data-old={isPlaceholderData || undefined}>
          {opened < PICTURES_FROM ? (
            <figcaption className={styles["sentence"]}>
              <h2>{name}</h2>
              <Empty title={t("tooLittle", { count: opened, from: PICTURES_FROM })} />
            </figcaption>
          ) : (
            <>
              <figcaption className={styles["sentence"]}>
                <h2>{name}</h2>
                <p>{shown.sentence}</p>
              </figcaption>
              {/* What the sentence and the table say already. */}
              <div className={styles["picture"]} aria-hidden="true">
                {shown.picture}
              </div>
            </>
          )}
          {opened > 0 && <Table {...shown.table} />}
        </figure>
      )}
    </Around>
  );
}
