/** What both parts of the page stand in; who does not operate charts has one part only, and no tabs. */
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import { Page } from "../../parts/page.tsx";
import { useMe, useProgramme } from "../../parts/programme.ts";
import { Tab, Tabs } from "../../parts/tabs.tsx";
import { parkedQuery } from "./queries.ts";

interface Props {
  readonly tab: "charts" | "parked";
  /** What of it is shown, for the browser's tab. */
  readonly shown: string;
  readonly beside?: ReactNode;
  readonly children: ReactNode;
}

export function Frame({ tab, shown, beside, children }: Props) {
  const t = useTranslations("workflows");
  const pair = useTranslations("parts");
  const { slug } = useProgramme();
  const operates = useOperates();
  const parked = useParkedCount();
  return (
    <Page title={pair("pair", { name: t("title"), value: shown })} heading={t("title")} beside={beside}>
      {operates && (
        <Tabs label={t("parts")}>
          <Tab to="/p/$programme/workflows" params={{ programme: slug }} isCurrent={tab === "charts"}>
            {t("charts")}
          </Tab>
          <Tab to="/p/$programme/workflows/parked" params={{ programme: slug }} isCurrent={tab === "parked"}>
            {t("parked", { count: parked ?? 0 })}
          </Tab>
        </Tabs>
      )}
      {children}
    </Page>
  );
}

/** Whether the caller looks after charts here. */
export function useOperates(): boolean {
  const { roles } = useMe();
  const { slug } = useProgramme();
  return roles.some(
    ({ role, programme }) => role === "admin" && (slug === "all" || programme === null || programme === slug),
  );
}

export function useParkedCount(): number | undefined {
  const { slug } = useProgramme();
  const enabled = useOperates();
  return useQuery({ ...parkedQuery(slug), enabled }).data?.items.length;
}
