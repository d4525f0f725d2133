import type { UseInfiniteQueryResult } from "@tanstack/react-query";
import { useTranslations } from "use-intl";
import type { EngagementCounts } from "../../api/shapes.ts";
import { Arrivals } from "../../parts/arrivals.tsx";
import { Failed } from "../../parts/failed.tsx";
import type { Line } from "../../parts/line.ts";
import { useStateWords } from "../../parts/state-words.ts";
import { Card } from "./card.tsx";
import type { Dragged } from "./dragging.tsx";
import styles from "./page.module.css";
import type { Lane } from "./queries.ts";
import type { CardsHand } from "./use-cards.ts";
import type { Sum } from "./use-columns.ts";
import { Zones } from "./zones.tsx";

interface Props {
  readonly stage: Lane;
  /** Of the whole column, whether shown or not; undefined until it is counted. */
  readonly count: Sum | undefined;
  readonly isCounting: boolean;
  readonly states: EngagementCounts["byState"];
  readonly chosen: string | undefined;
  readonly onState: (state?: string) => void;
  readonly query: UseInfiniteQueryResult;
  readonly lines: readonly Line[];
  /** How many have come and are not among them. */
  readonly waiting: number;
  readonly onReveal: () => void;
  readonly hand: CardsHand;
  /** The card that keys act on, here or in another column. */
  readonly currentId: string | undefined;
  /** The one that a narrow screen shows. */
  readonly isShown: boolean;
  /** Then nobody who is here may only not fit. */
  readonly isFiltered: boolean;
  readonly dragged: Dragged | undefined;
  readonly selected: ReadonlySet<string>;
  readonly meId: string;
}

export function Column(props: Props) {
  const { stage, count, isCounting, states, chosen, onState, query, lines, isShown, isFiltered, dragged } =
    props;
  const { waiting, onReveal, hand, currentId, selected, meId } = props;
  const t = useTranslations("board");
  const named = useTranslations("stage");
  const stateWords = useStateWords();
  const lane = stage === "off_board" ? "closed" : stage;
  const known = states.flatMap(({ state, total }) => (state === null ? [] : [{ state, total }]));
  const toggle = (state: string): void => onState(chosen === state ? undefined : state);
  return (
    <section
      className={styles["column"]}
      data-stage={lane}
      data-shown={isShown || undefined}
      aria-labelledby={`column-${stage}`}
    >
      <header className={styles["columnHead"]}>
        <h2 id={`column-${stage}`}>
          {named(lane)} <span className={styles["count"]}>{count?.total}</span>
          {count !== undefined && count.overdue > 0 && (
            <span className={styles["late"]}> · {t("late", { count: count.overdue })}</span>
          )}
        </h2>
        <div className={styles["barRow"]}>
          <div className={styles["bar"]} aria-hidden>
            {known.map(({ state, total }) => (
              <button
                key={state}
                type="button"
                tabIndex={-1}
                title={stateWords("engagement", state)}
                aria-label={stateWords("engagement", state)}
                data-chosen={chosen === undefined || chosen === state || undefined}
                style={{ flexGrow: total }}
                onClick={() => toggle(state)}
              />
            ))}
          </div>
          <Arrivals count={waiting} onReveal={onReveal} />
        </div>
        <div className={styles["states"]}>
          {known.map(({ state, total }) => (
            <button
              key={state}
              type="button"
              className={styles["state"]}
              aria-pressed={chosen === state}
              onClick={() => toggle(state)}
            >
              {stateWords("engagement", state)} <span>{total}</span>
            </button>
          ))}
        </div>
      </header>
      {query.isError && <Failed error={query.error} onRetry={() => void query.refetch()} />}
      {isCounting || query.isPending ? (
        <div key={`${isCounting}`} className={styles["waiting"]} aria-hidden />
      ) : lines.length === 0 && !query.isError ? (
        <p className={styles["empty"]}>{t(isFiltered ? "emptyFiltered" : `empty.${stage}`)}</p>
      ) : (
        <ul className={styles["cards"]} data-old={query.isPlaceholderData || undefined}>
          {lines.map((line) => (
            <Card
              key={line.id}
              line={line}
              hand={hand}
              meId={meId}
              isCurrent={line.id === currentId}
              isSelected={selected.has(line.id)}
            />
          ))}
        </ul>
      )}
      {query.hasNextPage && !isCounting && (
        <button
          type="button"
          className={styles["more"]}
          disabled={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        >
          {t("more", { count: lines.length })}
        </button>
      )}
      {dragged !== undefined && <Zones stage={stage} dragged={dragged} />}
    </section>
  );
}
