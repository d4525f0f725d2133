/** A statechart as it was laid out: lanes, boxes in reading order, and those of its lines that are asked for. */
import type { ReactNode } from "react";
import { useId } from "react";
import { useTranslations } from "use-intl";
import type { Drawing } from "../api/shapes.ts";
import type { messages } from "../catalogues/en/index.ts";
import type { Box, Edge } from "./boxes.ts";
import styles from "./statechart.module.css";

type Stage = keyof typeof messages.stage;

interface Props {
  readonly drawing: Drawing;
  /** What the frame is called, which scrolls where the chart is wider than the page. */
  readonly label: string;
  /** How a line looks; undefined leaves it out. */
  readonly lineOf: (edge: Edge) => string | undefined;
  /** 1 is as it was laid out. */
  readonly size?: number;
  /** What stands in a box, which fills it. */
  readonly children: (box: Box) => ReactNode;
}

export function Statechart({ drawing, label, lineOf, size = 1, children }: Props) {
  const arrow = useId();
  const { width, height, lanes, boxes, edges } = drawing;
  return (
    <section
      className={styles["frame"]}
      aria-label={label}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls is reached by key
      tabIndex={0}
    >
      <div className={styles["canvas"]} style={{ width, height, zoom: size }}>
        {lanes.map((lane) => (
          <div
            key={lane.id}
            className={styles["lane"]}
            data-stage={lane.id}
            style={{ left: lane.x, top: lane.y, width: lane.width, height: lane.height }}
          >
            <LaneName id={lane.id} />
          </div>
        ))}
        <svg className={styles["lines"]} width={width} height={height} aria-hidden="true">
          <marker
            id={arrow}
            className={styles["arrow"]}
            viewBox="0 0 8 8"
            refX="7"
            refY="4"
            markerWidth="8"
            markerHeight="8"
            markerUnits="userSpaceOnUse"
            orient="auto"
          >
            <path d="M1 1 7 4 1 7Z" />
          </marker>
          {edges.map((edge) => {
            const look = lineOf(edge);
            if (look === undefined) return null;
            return (
              <polyline
                key={`${edge.from} ${edge.to}`}
                points={edge.points.map(({ x, y }) => `${x},${y}`).join(" ")}
                markerEnd={`url(#${arrow})`}
                data-look={look}
              />
            );
          })}
        </svg>
        <ul className={styles["boxes"]}>
          {boxes.map((box) => (
            <li
              key={box.path}
              data-stage={box.lane ?? undefined}
              style={{ left: box.x, top: box.y, width: box.width, height: box.height }}
            >
              {children(box)}
            </li>
          ))}
        </ul>
      </div>
    </section>
  );
}

function LaneName({ id }: { readonly id: string }) {
  const t = useTranslations("stage");
  return <h3>{t.has(id as Stage) ? t(id as Stage) : id}</h3>;
}
