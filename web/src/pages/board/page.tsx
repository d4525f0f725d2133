/** The flow in five columns: who stands where, and what may be done with them. */
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslations } from "use-intl";
import type { Line } from "../../parts/line.ts";
import { Page } from "../../parts/page.tsx";
import { useMe, useProgramme } from "../../parts/programme.ts";
import { useStateWords } from "../../parts/state-words.ts";
import type { At } from "./actions.tsx";
import { Actions } from "./actions.tsx";
import { Column } from "./column.tsx";
import { useDragging } from "./dragging.tsx";
import styles from "./page.module.css";
import type { Filter, Lane } from "./queries.ts";
import { linesOf } from "./queries.ts";
import { useCards } from "./use-cards.ts";
import type { ColumnData } from "./use-columns.ts";
import { useColumns } from "./use-columns.ts";

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
  const owner = filter.owner === "me" ? me.id : undefined;
  const { onBoard, rail } = useColumns({ programme: slug, owner, state: filter.state });
  const total = onBoard.reduce((sum, { lines }) => sum + lines.length, 0);
  const isMore = onBoard.some(({ found }) => found.hasNextPage);
  const railTotal = rail.reduce((sum, { all }) => sum + linesOf(all.data).length, 0);

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
  const column = ({ stage, all, found, lines }: ColumnData, at: number) => (
    <Column
      key={stage}
      stage={stage}
      states={statesOf(linesOf(all.data))}
      isMore={all.hasNextPage}
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
            {t("total", { count: total, more: isMore ? "+" : "" })}
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
        {onBoard.map(({ stage, lines }, at) => (
          <button key={stage} type="button" aria-pressed={at === shown} onClick={() => setShown(at)}>
            <StageName stage={stage} /> <span>{lines.length}</span>
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
            {t("rail")} <span className={styles["count"]}>{railTotal}</span>
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

function statesOf(lines: readonly Line[]): readonly (readonly [string, number])[] {
  const counts = new Map<string, number>();
  for (const { state } of lines) counts.set(state, (counts.get(state) ?? 0) + 1);
  return [...counts];
}
