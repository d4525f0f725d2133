/** What every figure stands in: the page, tabs of what one may see, and the figures as CSV. */
import { Button } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import { Page } from "../../parts/page.tsx";
import { useMe, useProgramme } from "../../parts/programme.ts";
import { Tab, Tabs } from "../../parts/tabs.tsx";
import type { Asked, FigureName } from "./queries.ts";
import { exportHref } from "./queries.ts";
import { figuresFor } from "./seen.ts";

interface Props {
  readonly figure: FigureName;
  readonly asked: Asked;
  readonly children: ReactNode;
}

export function Around({ figure, asked, children }: Props) {
  const t = useTranslations("insights");
  const pair = useTranslations("parts");
  const { slug } = useProgramme();
  const figures = figuresFor(useMe(), slug);
  return (
    <Page
      title={pair("pair", { name: t("title"), value: t(`tab.${figure}`) })}
      heading={t("title")}
      beside={
        <Button component="a" href={exportHref(figure, slug, asked)} download={`${figure}.csv`}>
          {t("export")}
        </Button>
      }
    >
      {figures.length > 1 && (
        <Tabs label={t("parts")}>
          {figures.map((name) => (
            <Tab
              key={name}
              to={`/p/$programme/insights/${name}`}
              params={{ programme: slug }}
              search={asked}
              isCurrent={name === figure}
            >
              {t(`tab.${name}`)}
            </Tab>
          ))}
        </Tabs>
      )}
      {children}
    </Page>
  );
}
