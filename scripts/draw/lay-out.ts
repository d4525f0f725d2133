/** Boxes and lines of one lane or one small chart, laid out by elk. */
import ELK from "elkjs/lib/elk.bundled.js";
import type { ElkNode } from "elkjs/lib/elk.bundled.js";
import type { Line } from "./sort-edges.ts";

export const BOX = { width: 168, height: 36 } as const;

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface LaidOut {
  readonly width: number;
  readonly height: number;
  readonly boxes: ReadonlyMap<string, Point>;
  readonly lines: readonly (Line & { readonly points: readonly Point[] })[];
}

const elk = new ELK.default();
const layered = {
  "elk.algorithm": "layered",
  "elk.edgeRouting": "ORTHOGONAL",
  "elk.randomSeed": "1",
  "elk.layered.considerModelOrder.strategy": "NODES_AND_EDGES",
  "elk.layered.cycleBreaking.strategy": "MODEL_ORDER",
};

/** One state a row, in the order of the definition. */
const lane = {
  ...layered,
  "elk.direction": "DOWN",
  "elk.layered.layering.strategy": "COFFMAN_GRAHAM",
  "elk.layered.layering.coffmanGraham.layerBound": "1",
  "elk.layered.nodePlacement.strategy": "SIMPLE",
  "elk.spacing.edgeNode": "12",
  "elk.spacing.edgeEdge": "8",
  "elk.layered.spacing.nodeNodeBetweenLayers": "26",
  "elk.layered.spacing.edgeNodeBetweenLayers": "10",
  "elk.layered.spacing.edgeEdgeBetweenLayers": "8",
  "elk.padding": "[top=40,left=12,bottom=12,right=12]",
};

const flat = {
  ...layered,
  "elk.direction": "RIGHT",
  "elk.layered.nodePlacement.strategy": "NETWORK_SIMPLEX",
  "elk.spacing.nodeNode": "20",
  "elk.layered.spacing.nodeNodeBetweenLayers": "32",
  "elk.padding": "[top=12,left=12,bottom=12,right=12]",
};
const wrapped = {
  ...flat,
  "elk.layered.wrapping.strategy": "MULTI_EDGE",
  "elk.aspectRatio": "2.4",
};
const WIDTH_MAX = 1_100;

/** What nothing leads to would rise to the top: an invisible line keeps it below the one before. */
export async function layOutLane(paths: readonly string[], lines: readonly Line[]): Promise<LaidOut> {
  const reached = new Set(lines.flatMap(({ from, to }) => [from, to]));
  const hidden = paths.slice(1).flatMap((to, index) => {
    const from = paths[index] ?? "";
    return reached.has(to) && reached.has(from) ? [] : [{ from, to, events: [] }];
  });
  return await layOut(lane, paths, lines, hidden);
}

export async function layOutFlat(paths: readonly string[], lines: readonly Line[]): Promise<LaidOut> {
  const inOne = await layOut(flat, paths, lines);
  return inOne.width <= WIDTH_MAX ? inOne : await layOut(wrapped, paths, lines);
}

async function layOut(
  layoutOptions: Readonly<Record<string, string>>,
  paths: readonly string[],
  lines: readonly Line[],
  hidden: readonly Line[] = [],
): Promise<LaidOut> {
  const graph: ElkNode = {
    id: "chart",
    layoutOptions,
    children: paths.map((id) => ({ id, ...BOX })),
    edges: [...lines, ...hidden].map(({ from, to }, index) => ({
      id: String(index),
      sources: [from],
      targets: [to],
    })),
  };
  const { width = 0, height = 0, children = [], edges = [] } = await elk.layout(graph);
  return {
    width: Math.round(width),
    height: Math.round(height),
    boxes: new Map(children.map(({ id, x = 0, y = 0 }) => [id, rounded({ x, y })])),
    lines: lines.map((line, index) => {
      const [section] = edges[index]?.sections ?? [];
      if (section === undefined) throw new Error(`${line.from} to ${line.to} was not laid out`);
      const { startPoint, bendPoints = [], endPoint } = section;
      return { ...line, points: [startPoint, ...bendPoints, endPoint].map(rounded) };
    }),
  };
}

const rounded = ({ x, y }: Point): Point => ({ x: Math.round(x), y: Math.round(y) });
