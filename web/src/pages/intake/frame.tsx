/** What every part of intake stands in: the page, its tabs, and room beside the heading. */
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import { Page } from "../../parts/page.tsx";
import { useMe, useProgramme } from "../../parts/programme.ts";
import { Tab, Tabs } from "../../parts/tabs.tsx";
import type { TabName } from "./seen.ts";
import { tabsFor } from "./seen.ts";

const paths = {
  deliveries: "/p/$programme/intake/deliveries",
  sources: "/p/$programme/intake/sources",
  quarantine: "/p/$programme/intake/quarantine",
  duplicates: "/p/$programme/intake/duplicates",
  import: "/p/$programme/intake/import",
  nominate: "/p/$programme/intake/nominate",
} as const satisfies Readonly<Record<TabName, string>>;

interface Props {
  readonly tab: TabName;
  readonly beside?: ReactNode;
  readonly children: ReactNode;
}

export function Frame({ tab, beside, children }: Props) {
  const t = useTranslations("intake");
  const pair = useTranslations("parts");
  const { slug } = useProgramme();
  const me = useMe();
  return (
    <Page
      title={pair("pair", { name: t("title"), value: t(`tab.${tab}`) })}
      heading={t("title")}
      beside={beside}
    >
      <Tabs label={t("parts")}>
        {tabsFor(me, slug).map((name) => (
          <Tab key={name} to={paths[name]} params={{ programme: slug }} search={{}} isCurrent={name === tab}>
            {t(`tab.${name}`)}
          </Tab>
        ))}
      </Tabs>
      {children}
    </Page>
  );
}
