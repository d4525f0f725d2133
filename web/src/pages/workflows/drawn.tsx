/** A chart with how many stand in each state. The state that is pointed at shows where it leads. */
import { Link } from "@tanstack/react-router";
import { useTranslations } from "use-intl";
import type { Drawing } from "../../api/shapes.ts";
import type { Box } from "../../parts/boxes.ts";
import { stateOf } from "../../parts/boxes.ts";
import { useProgramme } from "../../parts/programme.ts";
import { useStateWords, useWorkflowWords } from "../../parts/state-words.ts";
import { Statechart } from "../../parts/statechart.tsx";
import chart from "../../parts/statechart.module.css";
import type { Count, useStandings } from "./standings.ts";
import styles from "./workflows.module.css";

interface Props {
  readonly drawing: Drawing;
  readonly standings: ReturnType<typeof useStandings>;
  readonly size: number;
  readonly chosen: string | undefined;
  readonly onChoose: (path: string) => void;
}

export function Drawn({ drawing, standings: { counts, listed }, size, chosen, onChoose }: Props) {
  const t = useTranslations("workflows");
  const words = useWorkflowWords();
  return (
    <Statechart
      drawing={drawing}
      label={t("drawing", { name: words(drawing.name) })}
      size={size}
      lineOf={({ kind, from }) => (from === chosen ? "chosen" : kind === "within" ? "quiet" : undefined)}
    >
      {(box) => (
        <DrawnBox
          {...{ box, listed, onChoose }}
          workflow={drawing.name}
          count={counts?.get(box.path)}
          isChosen={box.path === chosen}
        />
      )}
    </Statechart>
  );
}

interface BoxProps {
  readonly workflow: string;
  readonly box: Box;
  readonly count: Count | undefined;
  readonly listed: boolean;
  readonly isChosen: boolean;
  readonly onChoose: (path: string) => void;
}

function DrawnBox({ workflow, box, count, listed, isChosen, onChoose }: BoxProps) {
  const t = useTranslations("workflows");
  const stateWords = useStateWords();
  const { slug } = useProgramme();
  const choose = (): void => onChoose(box.path);
  const shared = {
    className: `${chart["box"]} ${styles["box"]}`,
    "data-final": box.isFinal || undefined,
    "data-filled": count === undefined ? undefined : true,
    "data-chosen": isChosen || undefined,
    onFocus: choose,
    onMouseEnter: choose,
  };
  const content = (
    <>
      <span className={styles["name"]}>{stateWords(workflow, stateOf(box.path))}</span>
      {count !== undefined && (
        <span className={styles["count"]}>
          {count.total}
          <span className="visually-hidden"> {t("standHere", { count: count.total })}</span>
        </span>
      )}
      {count !== undefined && count.parked > 0 && (
        <span className={styles["badge"]}>
          {count.parked}
          <span className="visually-hidden"> {t("parkedHere")}</span>
        </span>
      )}
    </>
  );
  if (count !== undefined && listed)
    return (
      <Link
        {...shared}
        to="/p/$programme/engagements"
        params={{ programme: slug }}
        search={whereOf(count)}
        title={t("showThem", { count: count.total })}
      >
        {content}
      </Link>
    );
  if (count !== undefined && count.parked > 0)
    return (
      <Link {...shared} to="/p/$programme/workflows/parked" params={{ programme: slug }}>
        {content}
      </Link>
    );
  return (
    <button type="button" {...shared} aria-pressed={isChosen} onClick={choose}>
      {content}
    </button>
  );
}

/** The list's filter for those who stand there. */
export const whereOf = ({ stage, state }: Count) => ({
  ...(stage === null ? {} : { stage: stage as "inquiry" }),
  state,
});
