/** The statechart with this engagement in it: a list of lanes and boxes to everybody, with lines for those who see. */
import { useState } from "react";
import { useTranslations } from "use-intl";
import type { Drawing } from "../../api/shapes.ts";
import { useShortcuts } from "../../keyboard/use-shortcuts.ts";
import { stateOf } from "../../parts/boxes.ts";
import { IconAccount, IconLock } from "../../parts/icons.ts";
import { useEventWords, useStateWords } from "../../parts/state-words.ts";
import { Statechart } from "../../parts/statechart.tsx";
import chart from "../../parts/statechart.module.css";
import { ChartText } from "./chart-text.tsx";
import type { Standing } from "./standing.ts";
import styles from "./chart.module.css";

interface Props {
  readonly workflow: string;
  readonly drawing: Drawing;
  readonly standings: ReadonlyMap<string, Standing>;
  readonly through: readonly string[];
  /** Nothing can be pressed while one looks at the past. */
  readonly onChoose: ((event: string) => void) | undefined;
  readonly events: { readonly may: readonly string[]; readonly blocked: readonly string[] };
}

const MARKS = {
  current: "●",
  visited: "✓",
  possible: "→",
  blocked: <IconLock size={14} stroke={1.75} />,
  others: <IconAccount size={14} stroke={1.75} />,
  quiet: "",
} as const;
const NARROW = "(max-width: 899px)";

export function Chart({ workflow, drawing, standings, through, onChoose, events }: Props) {
  const t = useTranslations("engagement");
  const [asText, setAsText] = useState(() => matchMedia(NARROW).matches);
  const toggle = (): void => setAsText((before) => !before);
  useShortcuts({ chartAsText: toggle });
  return (
    <section aria-labelledby="chart" className={styles["chart"]}>
      <div className={styles["head"]}>
        <h2 id="chart">{t("chart")}</h2>
        <button type="button" className={styles["toggle"]} onClick={toggle}>
          {t(asText ? "asDrawing" : "asText")}
        </button>
      </div>
      <div className={asText ? undefined : `${styles["read"]} visually-hidden`}>
        <ChartText {...{ workflow, drawing, standings, through, events }} />
      </div>
      {!asText && <Drawn {...{ workflow, drawing, standings, onChoose }} />}
    </section>
  );
}

function Drawn({
  workflow,
  drawing,
  standings,
  onChoose,
}: Pick<Props, "workflow" | "drawing" | "standings" | "onChoose">) {
  const t = useTranslations("engagement");
  const here = drawing.boxes.find(({ path }) => standings.get(path)?.look === "current");
  return (
    <div className={styles["drawn"]}>
      <Statechart
        drawing={drawing}
        label={t("asDrawing")}
        lineOf={({ kind, from, to }) => {
          if (from !== here?.path) return kind === "within" ? "quiet" : undefined;
          const { look, event } = standings.get(to) ?? {};
          return kind === "within" || event !== undefined ? (look ?? "quiet") : undefined;
        }}
      >
        {(box) => (
          <DrawnBox
            {...{ workflow, onChoose }}
            path={box.path}
            isFinal={box.isFinal}
            standing={standings.get(box.path)}
          />
        )}
      </Statechart>
      <ul className={styles["legend"]}>
        {(["current", "visited", "possible", "blocked", "others", "quiet"] as const).map((look) => (
          <li key={look} data-look={look}>
            <span aria-hidden="true">{MARKS[look]}</span> {t(`legend.${look}`)}
          </li>
        ))}
      </ul>
    </div>
  );
}

interface BoxProps extends Pick<Props, "workflow" | "onChoose"> {
  readonly path: string;
  readonly isFinal: boolean;
  readonly standing: Standing | undefined;
}

function DrawnBox({ workflow, path, isFinal, standing, onChoose }: BoxProps) {
  const t = useTranslations("engagement");
  const stateWords = useStateWords();
  const eventWords = useEventWords();
  const { look = "quiet", times = 0, event } = standing ?? {};
  const shared = {
    className: `${chart["box"]} ${styles["box"]}`,
    "data-look": look,
    "data-final": isFinal || undefined,
  };
  const content = (
    <>
      <span aria-hidden="true">{MARKS[look]}</span>
      <span>{stateWords(workflow, stateOf(path))}</span>
      <span className="visually-hidden">
        , {t(`legend.${look}`)}
        {event !== undefined && `: ${eventWords(workflow, event, "do")}`}
      </span>
      {times > 1 && (
        <span className={styles["times"]} title={t("times", { count: times })}>
          ×{times}
        </span>
      )}
    </>
  );
  return event !== undefined && onChoose !== undefined ? (
    <button
      type="button"
      {...shared}
      title={eventWords(workflow, event, "do")}
      onClick={() => onChoose(event)}
    >
      {content}
    </button>
  ) : (
    <div {...shared} aria-current={look === "current" ? "step" : undefined}>
      {content}
    </div>
  );
}
