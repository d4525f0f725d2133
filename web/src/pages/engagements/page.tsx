/** Find one, or work on many: the list under its filters, by keyboard, and one event for several. */
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { Bulk } from "../../parts/bulk.tsx";
import { Empty } from "../../parts/empty.tsx";
import { Failed } from "../../parts/failed.tsx";
import { Page } from "../../parts/page.tsx";
import { useMe, useProgramme } from "../../parts/programme.ts";
import { useStateWords } from "../../parts/state-words.ts";
import { ExportLink } from "./export-link.tsx";
import { Grid } from "./grid.tsx";
import { OrganisationChip } from "./organisation-chip.tsx";
import styles from "./page.module.css";
import type { Filter } from "./queries.ts";
import { countsQuery, listQuery, STAGES } from "./queries.ts";

const NONE: ReadonlySet<string> = new Set();

export function EngagementsPage() {
  const t = useTranslations("engagements");
  const stageWords = useTranslations("stage");
  const stateWords = useStateWords();
  const me = useMe();
  const { slug } = useProgramme();
  const filter: Filter = useSearch({ from: "/p/$programme/engagements" });
  const navigate = useNavigate({ from: "/p/$programme/engagements" });
  const [selected, setSelected] = useState(NONE);
  const [isActing, setActing] = useState(false);
  const { owner, ...where } = filter;
  const asked = { ...where, programme: slug, ...(owner === "me" ? { owner: me.id } : {}) };
  const list = useInfiniteQuery(listQuery(asked));
  const { data: counts } = useQuery(countsQuery(asked));
  const lines = list.data?.pages.flatMap((page) => page.lines) ?? [];
  const chosen = lines.filter(({ id }) => selected.has(id));

  function change(next: Filter): void {
    setSelected(NONE);
    void navigate({ search: next });
  }
  const { stage: _stage, ...withoutStage } = filter;
  const { state: _state, ...withoutState } = filter;
  const { owner: _owner, ...withoutOwner } = filter;
  const { organisation, ...withoutOrganisation } = filter;

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
      <div className={styles["filters"]}>
        <button
          type="button"
          className={styles["chip"]}
          aria-pressed={owner === "me"}
          onClick={() => change(owner === "me" ? withoutOwner : { ...filter, owner: "me" })}
        >
          {t("mine")}
        </button>
        {STAGES.map((stage) => (
          <button
            key={stage}
            type="button"
            className={styles["chip"]}
            aria-pressed={filter.stage === stage}
            onClick={() => change(filter.stage === stage ? withoutStage : { ...withoutState, stage })}
          >
            {stageWords(stage === "off_board" ? "closed" : stage)}
          </button>
        ))}
        {organisation !== undefined && (
          <OrganisationChip id={organisation} onDrop={() => change(withoutOrganisation)} />
        )}
        {filter.state !== undefined && (
          <button type="button" className={styles["chip"]} aria-pressed onClick={() => change(withoutState)}>
            {stateWords("engagement", filter.state)} <span aria-hidden>×</span>
            <span className="visually-hidden">{t("drop")}</span>
          </button>
        )}
      </div>
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
          <p>{t(Object.keys(filter).length > 0 ? "emptyFiltered" : "emptyWhy")}</p>
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
