/** Find one, or work on many: the list under its filters, by keyboard, and one event for several. */
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useRef, useState } from "react";
import { useTranslations } from "use-intl";
import { countsQuery } from "../../parts/counts.ts";
import { useShortcuts } from "../../keyboard/use-shortcuts.ts";
import { entryOf, typedIn, useNarrowed } from "../../parts/entry.ts";
import { Empty } from "../../parts/empty.tsx";
import { Failed } from "../../parts/failed.tsx";
import type { Filter } from "../../parts/filter.ts";
import { filterOf, setIn } from "../../parts/filter.ts";
import type { FiltersHand } from "../../parts/filters.tsx";
import { ActiveFilters, Filters } from "../../parts/filters.tsx";
import { Page } from "../../parts/page.tsx";
import { useMe, useProgramme } from "../../parts/programme.ts";
import { NONE, Selection } from "../../parts/selection.tsx";
import { Views } from "../../parts/views.tsx";
import { ExportLink } from "./export-link.tsx";
import { Grid } from "./grid.tsx";
import styles from "./page.module.css";
import { listQuery } from "./queries.ts";

export function EngagementsPage() {
  const t = useTranslations("engagements");
  const me = useMe();
  const { slug } = useProgramme();
  const filter: Filter = useNarrowed(
    // Before the router has put the address right, it says what the page does not understand as well.
    useSearch({ from: "/p/$programme/engagements", select: filterOf, structuralSharing: true }),
  );
  const navigate = useNavigate({ from: "/p/$programme/engagements" });
  const [selected, setSelected] = useState(NONE);
  const filters = useRef<FiltersHand>(null);
  const { sort: _sort, ...counted } = filter;
  const list = useInfiniteQuery(listQuery(slug, filter));
  const { data: counts } = useQuery(countsQuery(slug, counted));
  const lines = list.data?.pages.flatMap((page) => page.lines) ?? [];

  function change(next: Filter): void {
    setSelected(NONE);
    void navigate(entryOf(next, filter));
  }
  useShortcuts({ listFilter: () => filters.current?.show() });
  return (
    <Page
      title={t("title")}
      beside={
        <span className={styles["total"]} aria-live="polite">
          {counts !== undefined && t("total", { count: lines.length, total: counts.total })}
          {counts !== undefined && counts.overdue > 0 && ` · ${t("late", { count: counts.overdue })}`}
          <span className={styles["beside"]}>
            <Views
              filters={filter}
              onChoose={(next) => change({ ...filterOf({ ...next }), ...typedIn(next) })}
            />
            <ExportLink programme={slug} filter={filter} />
          </span>
        </span>
      }
    >
      <Filters ref={filters} on="list" filter={filter} onChange={change} />
      <Selection lines={lines} selected={selected} onSelect={setSelected} />
      {list.isError && <Failed error={list.error} onRetry={() => void list.refetch()} />}
      {list.data !== undefined && lines.length === 0 ? (
        <Empty title={t("empty")}>
          <p>{t(setIn(filter).length > 0 ? "emptyFiltered" : "emptyWhy")}</p>
          <ActiveFilters filter={filter} onChange={change} />
        </Empty>
      ) : (
        <Grid
          lines={lines}
          isOld={list.isPlaceholderData}
          meId={me.id}
          selected={selected}
          onSelect={setSelected}
          onEnd={() => {
            if (list.hasNextPage && !list.isFetchingNextPage) void list.fetchNextPage();
          }}
        />
      )}
    </Page>
  );
}
