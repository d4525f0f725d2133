/** What every part of intake stands in: the page, its tabs, and room beside the heading. */
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import { Page } from "../../parts/page.tsx";
import { useProgramme } from "../../parts/programme.ts";
import { Tab, Tabs } from "../../parts/tabs.tsx";

const tabs = [
  { name: "deliveries", to: "/p/$programme/intake/deliveries" },
  { name: "sources", to: "/p/$programme/intake/sources" },
  { name: "quarantine", to: "/p/$programme/intake/quarantine" },
  { name: "duplicates", to: "/p/$programme/intake/duplicates" },
  { name: "import", to: "/p/$programme/intake/import" },
] as const;
type Name = (typeof tabs)[number]["name"];

interface Props {
  readonly tab: Name;
  readonly beside?: ReactNode;
  readonly children: ReactNode;
}

export function Frame({ tab, beside, children }: Props) {
  const t = useTranslations("intake");
  const { slug } = useProgramme();
  return (
    <Page title={`${t("title")}: ${t(`tab.${tab}`)}`} heading={t("title")} beside={beside}>
      <Tabs label={t("parts")}>
        {tabs.map(({ name, to }) => (
          <Tab key={name} to={to} params={{ programme: slug }} search={{}} isCurrent={name === tab}>
            {t(`tab.${name}`)}
          </Tab>
        ))}
      </Tabs>
      {children}
    </Page>
  );
}
