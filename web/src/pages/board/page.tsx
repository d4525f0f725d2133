/** The flow in five columns: who stands where, and what may be done with them. */
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { Page } from "../../parts/page.tsx";
import { useMe, useProgramme } from "../../parts/programme.ts";
import { useStateWords } from "../../parts/state-words.ts";
import type { At } from "./actions.tsx";
import { Actions } from "./actions.tsx";
import { Column } from "./column.tsx";
import { useDragging } from "./dragging.tsx";
import styles from "./page.module.css";
import type { Filter, Lane } from "./queries.ts";
import { useCards } from "./use-cards.ts";
import type { ColumnData } from "./use-columns.ts";
import { countOf, useColumns } from "./use-columns.ts";

export function BoardPage() {
  const t = useTranslations("board");
  const me = useMe();
  const { slug } = useProgramme();
  const filter: Filter = useSearch({ from: "/p/$programme/board" });
  const navigate = useNavigate({ from: "/p/$programme/board" });
  const [isRailOpen, setRailOpen] = useState(false);
  const [shown, setShown] = useState(0);
  const [acting, setActing] = useState<At>();
  const { dragged, said } = useDragging();
  const { onBoard, rail } = useColumns({ programme: slug, owner: filter.owner, state: filter.state });
  const all = countOf(onBoard);

  const change = (next: Filter): void => void navigate({ search: next });
  const cards = useCards(
    [...onBoard.map(({ lines }) => lines), ...(isRailOpen ? [rail.flatMap(({ lines }) => lines)] : [])],
    {
      onActions: (line, element) => setActing({ line, element }),
      onColumn: setShown,
      onRail: () => setRailOpen(true),
      onFilter: () => change({ ...filter, ...nextOwner(filter) }),
    },
  );
  const column = ({ stage, count, states, found, lines }: ColumnData, at: number) => (
    <Column
      key={stage}
      stage={stage}
      count={count}
      states={states}
      chosen={filter.state}
      onState={(state) => change(withState(filter, state))}
      query={found}
      lines={lines}
      cards={cards}
      isShown={at === shown}
      dragged={dragged}
      onActions={(line, element) => setActing({ line, element })}
      meId={me.id}
    />
  );

  return (
    <Page
      title={t("title")}
      beside={
        <div className={styles["filters"]}>
          <span className={styles["total"]} aria-live="polite">
            {all !== undefined && t("total", { count: all.total })}
            {all !== undefined && all.overdue > 0 && (
              <span className={styles["late"]}> · {t("late", { count: all.overdue })}</span>
            )}
          </span>
          <button
            type="button"
            className={styles["chip"]}
            aria-pressed={filter.owner === "me"}
            onClick={() => change(nextOwner(filter))}
          >
            {t("mine")}
          </button>
          {filter.state !== undefined && (
            <StateChip state={filter.state} onDrop={() => change(withState(filter))} />
          )}
        </div>
      }
    >
      <fieldset className={styles["tabs"]} aria-label={t("columns")}>
        {onBoard.map(({ stage, count }, at) => (
          <button key={stage} type="button" aria-pressed={at === shown} onClick={() => setShown(at)}>
            <StageName stage={stage} /> <span>{count?.total}</span>
          </button>
        ))}
      </fieldset>
      <div className={styles["board"]} data-rail={isRailOpen ? "open" : "folded"}>
        {onBoard.map(column)}
        <aside className={styles["rail"]} aria-label={t("rail")}>
          <button
            type="button"
            className={styles["railButton"]}
            aria-expanded={isRailOpen}
            onClick={() => setRailOpen(!isRailOpen)}
          >
            {t("rail")} <span className={styles["count"]}>{countOf(rail)?.total}</span>
          </button>
          {isRailOpen && rail.map((one) => column(one, shown))}
        </aside>
      </div>
      <output className={styles["said"]}>{said}</output>
      <Actions at={acting} onClose={() => setActing(undefined)} />
    </Page>
  );
}

function StageName({ stage }: { readonly stage: Lane }) {
  const t = useTranslations("stage");
  return t(stage === "off_board" ? "closed" : stage);
}

function StateChip({ state, onDrop }: { readonly state: string; readonly onDrop: () => void }) {
  const t = useTranslations("board");
  const stateWords = useStateWords();
  return (
    <button type="button" className={styles["chip"]} aria-pressed onClick={onDrop}>
      {stateWords("engagement", state)} <span aria-hidden>×</span>
      <span className="visually-hidden">{t("dropFilter")}</span>
    </button>
  );
}

const nextOwner = ({ owner: now, ...rest }: Filter): Filter =>
  now === "me" ? rest : { ...rest, owner: "me" };
const withState = ({ state: _, ...rest }: Filter, state?: string): Filter =>
  state === undefined ? rest : { ...rest, state };
