/** What happened, and, for those who may, the dossier: each a tab with an address of its own. */
import { useTranslations } from "use-intl";
import type { JournalEntry } from "../../api/shapes.ts";
import { Tab, Tabs } from "../../parts/tabs.tsx";
import { Dossier } from "./dossier.tsx";
import type { Reading } from "./entry.tsx";
import type { Kind } from "./kinds.ts";
import { engagementRoute } from "./route.ts";
import { Timeline } from "./timeline.tsx";

interface Props {
  readonly id: string;
  readonly hasDossier: boolean;
  /** Oldest first. */
  readonly entries: readonly JournalEntry[];
  readonly reading: Reading;
  readonly kinds: readonly Kind[];
  readonly onShow: (kinds: readonly Kind[]) => void;
}

export function Story({ id, hasDossier, entries, reading, kinds, onShow }: Props) {
  const t = useTranslations("engagement.tab");
  const tab = engagementRoute.useSearch({ select: (search) => search.tab });
  const isDossier = tab === "dossier" && hasDossier;
  return (
    <>
      {hasDossier && (
        <Tabs label={t("parts")}>
          {([undefined, "dossier"] as const).map((tab) => (
            <Tab
              key={tab ?? "timeline"}
              to="/e/$id"
              params={{ id }}
              search={({ tab: _, ...before }) => (tab === undefined ? before : { ...before, tab })}
              resetScroll={false}
              preload={false}
              isCurrent={isDossier === (tab === "dossier")}
            >
              {t(tab ?? "timeline")}
            </Tab>
          ))}
        </Tabs>
      )}
      {isDossier ? (
        <Dossier id={id} workflow={reading.workflow} names={reading.names} />
      ) : (
        <Timeline id={id} entries={entries} reading={reading} kinds={kinds} onShow={onShow} />
      )}
    </>
  );
}
