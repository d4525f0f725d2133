/** What each figure stands in: tabs, the one period and filter, a sentence, the picture, its table, and both as CSV. */
import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useSearch } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import { Empty } from "../../parts/empty.tsx";
import { Failed } from "../../parts/failed.tsx";
import { Page } from "../../parts/page.tsx";
import { useProgramme } from "../../parts/programme.ts";
import { Tab, Tabs } from "../../parts/tabs.tsx";
import { Filters } from "./filters.tsx";
import type { Asked, FigureName } from "./queries.ts";
import { exportHref, funnelQuery } from "./queries.ts";
import type { TableProps } from "./table.tsx";
import { Table } from "./table.tsx";
import styles from "./insights.module.css";

const tabs = [
  { name: "funnel", to: "/p/$programme/insights/funnel" },
  { name: "time", to: "/p/$programme/insights/time" },
  { name: "inflow", to: "/p/$programme/insights/inflow" },
  { name: "targets", to: "/p/$programme/insights/targets" },
] as const;

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
    <Page
      title={`${t("title")}: ${name}`}
      heading={t("title")}
      beside={
        <Button component="a" href={exportHref(figure, slug, asked)} download={`${figure}.csv`}>
          {t("export")}
        </Button>
      }
    >
      <Tabs label={t("parts")}>
        {tabs.map(({ name: tab, to }) => (
          <Tab key={tab} to={to} params={{ programme: slug }} search={asked} isCurrent={tab === figure}>
            {t(`tab.${tab}`)}
          </Tab>
        ))}
      </Tabs>
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
    </Page>
  );
}
