/** What every part of administration stands in: the page, the tabs that one may see, and room beside the heading. */
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import { Page } from "../../parts/page.tsx";
import { useMe } from "../../parts/programme.ts";
import { Tab, Tabs } from "../../parts/tabs.tsx";
import type { Tab as Name } from "./may.ts";
import { tabsFor } from "./may.ts";

interface Props {
  readonly tab: Name;
  readonly beside?: ReactNode;
  readonly children: ReactNode;
}

export function Frame({ tab, beside, children }: Props) {
  const t = useTranslations("admin");
  const pair = useTranslations("parts");
  const me = useMe();
  return (
    <Page
      title={pair("pair", { name: t("title"), value: t(`tab.${tab}`) })}
      heading={t("title")}
      beside={beside}
    >
      <Tabs label={t("parts")}>
        {tabsFor(me).map((name) => (
          <Tab key={name} to={`/admin/${name}`} isCurrent={name === tab}>
            {t(`tab.${name}`)}
          </Tab>
        ))}
      </Tabs>
      {children}
    </Page>
  );
}
