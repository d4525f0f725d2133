/** The flow in five columns: who stands where, and what may be done with them. */
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useRef, useState } from "react";
import { useTranslations } from "use-intl";
import { Page } from "../../parts/page.tsx";
import { useMe, useProgramme } from "../../parts/programme.ts";
import { entryOf, typedIn, useNarrowed } from "../../parts/entry.ts";
import type { FiltersHand } from "../../parts/filters.tsx";
import { setIn } from "../../parts/filter.ts";
import { Filters } from "../../parts/filters.tsx";
import { NONE, Selection, toggled } from "../../parts/selection.tsx";
import { useLineActs } from "../../parts/use-line-acts.tsx";
import { Views } from "../../parts/views.tsx";
import { Column } from "./column.tsx";
import { useDragging, useStill } from "./dragging.tsx";
import type { Filter } from "./filter.ts";
import { boardFilterOf } from "./filter.ts";
import styles from "./page.module.css";
import type { Lane } from "./queries.ts";
import { STAGES } from "./queries.ts";
import { useCards } from "./use-cards.ts";
import { countOf, useColumns } from "./use-columns.ts";
import type { GatheredColumn } from "./use-gathered.ts";
import { useGathered } from "./use-gathered.ts";

/** From this column on a look at a card stands at the left, so that the card is seen. */
const FAR_COLUMN = 3;

export function BoardPage() {
  const t = useTranslations("board");
  const me = useMe();
  const { slug } = useProgramme();
  const filter: Filter = useNarrowed(
    // Before the router has put the address right, it says what the page does not understand as well.
    useSearch({ from: "/p/$programme/board", select: boardFilterOf, structuralSharing: true }),
  );
  const navigate = useNavigate({ from: "/p/$programme/board" });
  const [isRailOpen, setRailOpen] = useState(false);
  const [shown, setShown] = useState(0);
  const [selected, setSelected] = useState(NONE);
  const filters = useRef<FiltersHand>(null);
  const { dragged, said } = useDragging();
  const [hasFocus, setFocus] = useState(false);
  const [own, setOwn] = useState(NONE);
  const gathered = useGathered(useColumns({ programme: slug, filter, isRailOpen }), {
    asked: JSON.stringify([slug, filter]),
    isHeld: hasFocus || dragged !== undefined,
    own,
  });
  const columns = useStill(gathered.columns, dragged !== undefined);
  const [onBoard, rail] = [columns.slice(0, STAGES.length), columns.slice(STAGES.length)];
  const all = countOf(onBoard);

  function change(next: Filter): void {
    setSelected(NONE);
    void navigate(entryOf<Filter>({ ...boardFilterOf({ ...next }), ...typedIn(next) }, filter));
  }
  const select = (id: string, isOn?: boolean): void => setSelected((before) => toggled(before, id, isOn));
  const lanes = [
    ...onBoard.map(({ lines }) => lines),
    ...(isRailOpen ? [rail.flatMap(({ lines }) => lines)] : []),
  ];
  const cards = useCards(lanes, {
    onAct: (line) => acts.press(line),
    onActions: (line, element) => acts.openMenu(line, element),
    onPeek: () => acts.togglePeek(),
    onSelect: select,
    onHold: setFocus,
    onColumn: setShown,
    onRail: () => setRailOpen(!isRailOpen),
    onFilter: () => filters.current?.show(),
  });
  const acts = useLineActs(cards.current?.line, {
    stands: (cards.current?.column ?? 0) < FAR_COLUMN ? "start" : "end",
    onSend: (id) => setOwn((before) => toggled(before, id, true)),
  });
  function reveal(stage: Lane): void {
    const first = gathered.reveal(stage);
    if (first !== undefined) cards.goTo(first.id);
  }
  const column = ({ stage, count, isCounting, states, found, lines }: GatheredColumn, at: number) => (
    <Column
      key={stage}
      stage={stage}
      count={count}
      isCounting={isCounting}
      states={states}
      chosen={filter.state}
      onState={(state) => change(withState(filter, state))}
      query={found}
      lines={lines}
      waiting={gathered.columns.find((one) => one.stage === stage)?.waiting ?? 0}
      onReveal={() => reveal(stage)}
      hand={cards.hand}
      currentId={cards.current?.line.id}
      isShown={at === shown}
      isFiltered={setIn(filter).length > 0}
      dragged={dragged}
      selected={selected}
      meId={me.id}
    />
  );

  return (
    <Page
      title={t("title")}
      beside={
        <div className={styles["beside"]}>
          <span className={styles["total"]} aria-live="polite">
            {all !== undefined && t("total", { count: all.total })}
            {all !== undefined && all.overdue > 0 && (
              <span className={styles["late"]}> · {t("late", { count: all.overdue })}</span>
            )}
          </span>
          <Views filters={filter} onChoose={change} />
        </div>
      }
    >
      <Filters ref={filters} on="board" filter={filter} onChange={change} />
      {acts.above}
      <Selection lines={lanes.flat()} selected={selected} onSelect={setSelected} />
      <fieldset className={styles["tabs"]} aria-label={t("columns")}>
        {onBoard.map(({ stage, count }, at) => (
          <button key={stage} type="button" aria-pressed={at === shown} onClick={() => setShown(at)}>
            <StageName stage={stage} /> <span>{count?.total}</span>
          </button>
        ))}
      </fieldset>
      <div
        className={styles["board"]}
        data-rail={isRailOpen ? "open" : "folded"}
        data-selecting={selected.size > 0 || undefined}
      >
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
      {acts.over}
    </Page>
  );
}

function StageName({ stage }: { readonly stage: Lane }) {
  const t = useTranslations("stage");
  return t(stage === "off_board" ? "closed" : stage);
}

const withState = ({ state: _, ...rest }: Filter, state?: string): Filter =>
  state === undefined ? rest : { ...rest, state };
