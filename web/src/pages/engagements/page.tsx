/** Find one, or work on many: the list under its filters, by keyboard, and one event for several. */
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { Bulk } from "../../parts/bulk.tsx";
import { countsQuery } from "../../parts/counts.ts";
import { Empty } from "../../parts/empty.tsx";
import { Failed } from "../../parts/failed.tsx";
import { Page } from "../../parts/page.tsx";
import { useMe, useProgramme } from "../../parts/programme.ts";
import { ExportLink } from "./export-link.tsx";
import type { Filter } from "./filter.ts";
import { setIn } from "./filter.ts";
import { ActiveFilters, Filters } from "./filters.tsx";
import { Grid } from "./grid.tsx";
import styles from "./page.module.css";
import { listQuery } from "./queries.ts";

const NONE: ReadonlySet<string> = new Set();

export function EngagementsPage() {
  const t = useTranslations("engagements");
  const me = useMe();
  const { slug } = useProgramme();
  const filter: Filter = useSearch({ from: "/p/$programme/engagements" });
  const navigate = useNavigate({ from: "/p/$programme/engagements" });
  const [selected, setSelected] = useState(NONE);
  const [isActing, setActing] = useState(false);
  const { sort: _sort, ...counted } = filter;
  const list = useInfiniteQuery(listQuery(slug, filter));
  const { data: counts } = useQuery(countsQuery(slug, counted));
  const lines = list.data?.pages.flatMap((page) => page.lines) ?? [];
  const chosen = lines.filter(({ id }) => selected.has(id));

  function change(next: Filter): void {
    setSelected(NONE);
    void navigate({ search: next });
  }
  return (
    <Page
      title={t("title")}
      beside={
        <span className={styles["total"]} aria-live="polite">
          {counts !== undefined && t("total", { count: lines.length, total: counts.total })}
          {counts !== undefined && counts.overdue > 0 && ` · ${t("late", { count: counts.overdue })}`}
          <ExportLink programme={slug} filters={filter} />
        </span>
      }
    >
      <Filters filter={filter} onChange={change} />
      {chosen.length > 0 && (
        <div className={styles["bulk"]}>
          <span aria-live="polite">{t("selected", { count: chosen.length })}</span>
          <button type="button" className={styles["act"]} onClick={() => setActing(true)}>
            {t("actOn")}
          </button>
          <button type="button" className={styles["chip"]} onClick={() => setSelected(NONE)}>
            {t("selectNone")}
          </button>
        </div>
      )}
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
      {isActing && (
        <Bulk
          lines={chosen}
          onClose={() => setActing(false)}
          onDone={(done) => setSelected(new Set([...selected].filter((id) => !done.has(id))))}
        />
      )}
    </Page>
  );
}
