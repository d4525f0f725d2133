/** A chart as a drawing: lanes side by side, shelves below, lines where they help. The same definition, the same drawing. */
import type { Drawing } from "../../src/contract/drawing.ts";
import type { ChartDescription } from "../../src/machine/describe.ts";
import type { LaidOut } from "./lay-out.ts";
import { BOX, layOutFlat, layOutLane } from "./lay-out.ts";
import { CHANNEL, route } from "./route.ts";
import { BEFORE_ALL, sortEdges } from "./sort-edges.ts";

const GUTTER = 20;
const SHELF = { columns: { parked: 2, closed: 4 }, gap: 10, top: 40, padding: 12 } as const;
type ShelfId = keyof typeof SHELF.columns;

type State = ChartDescription["states"][number];
type Box = Drawing["boxes"][number];
type Lane = Drawing["lanes"][number];

/** `parked` are the top states that stand still and may go on; the other single ones have ended. */
export async function drawChart(
  chart: ChartDescription,
  { hash, parked }: { readonly hash: string; readonly parked: readonly string[] },
): Promise<Drawing> {
  const tops = chart.states.filter(({ path }) => path !== BEFORE_ALL);
  const lanes = tops.filter(({ states }) => states.length > 0);
  const boxed = tops.flatMap((top) => (top.states.length > 0 ? top.states : [top]));
  const boxOf = (path: string) =>
    boxed.find((box) => path === box.path || path.startsWith(`${box.path}.`))?.path;
  const entryOf = (path: string): string => {
    const initial = lanes.find((lane) => lane.path === path)?.initial;
    if (initial == null) throw new Error(`${path} is no state that can be entered`);
    return initial;
  };
  const edges = sortEdges(chart, boxOf, entryOf);
  const { name, version } = chart;
  const rest = { inPlace: edges.inPlace, anywhere: edges.anywhere, opens: edges.opens };
  const drawn =
    lanes.length === 0
      ? await drawFlat(boxed, edges.drawn)
      : await drawLanes({ lanes, tops, parked, lines: edges.drawn });
  return { name, version, hash, ...drawn, ...asLists(rest) };
}

type Drawn = Pick<Drawing, "width" | "height" | "lanes" | "boxes" | "edges">;
type Lines = Awaited<ReturnType<typeof sortEdges>>["drawn"];

async function drawFlat(states: readonly State[], lines: Lines): Promise<Drawn> {
  const paths = states.map(({ path }) => path);
  const { width, height, boxes, lines: laid } = await layOutFlat(paths, lines);
  return {
    width,
    height,
    lanes: [],
    boxes: states.map((state) => boxAt(state, null, boxes)),
    edges: laid.map(({ from, to, events, points }) => ({
      from,
      to,
      events: [...events],
      kind: "within",
      points: [...points],
    })),
  };
}

interface Parts {
  readonly lanes: readonly State[];
  readonly tops: readonly State[];
  readonly parked: readonly string[];
  readonly lines: Lines;
}

async function drawLanes({ lanes, tops, parked, lines }: Parts): Promise<Drawn> {
  const drawn: Drawn & { lanes: Lane[]; boxes: Box[]; edges: Drawing["edges"] } = {
    width: 0,
    height: 0,
    lanes: [],
    boxes: [],
    edges: [],
  };
  let x = GUTTER;
  let bottom = 0;
  for (const { path: id, states } of lanes) {
    const inside = new Set(states.map(({ path }) => path));
    const own = lines.filter(({ from, to }) => inside.has(from) && inside.has(to));
    const laid = await layOutLane([...inside], own);
    drawn.lanes.push({ id, kind: "lane", x, y: 0, width: laid.width, height: laid.height });
    drawn.boxes.push(...states.map((state) => moved(boxAt(state, id, laid.boxes), x)));
    drawn.edges.push(
      ...laid.lines.map(({ from, to, events, points }) => ({
        from,
        to,
        events: [...events],
        kind: "within" as const,
        points: points.map((point) => ({ x: point.x + x, y: point.y })),
      })),
    );
    x += laid.width + GUTTER;
    bottom = Math.max(bottom, laid.height);
  }
  // Lanes of one height read as columns.
  drawn.lanes = drawn.lanes.map((lane) => ({ ...lane, height: bottom }));
  const singles = tops.filter(({ states }) => states.length === 0);
  const shelfY = bottom + CHANNEL;
  const still = singles.filter(({ path }) => parked.includes(path));
  const left = shelve("parked", still, { x: GUTTER, y: shelfY });
  const ended = singles.filter(({ path }) => !parked.includes(path));
  const right = shelve("closed", ended, { x: left.lane.x + left.lane.width + GUTTER, y: shelfY });
  for (const shelf of [left, right]) {
    drawn.lanes.push(shelf.lane);
    drawn.boxes.push(...shelf.boxes);
  }
  drawn.edges.push(...routes(drawn, lines, bottom));
  const rightEnd = right.lane.x + right.lane.width + GUTTER;
  const lowEnd = Math.max(left.lane.y + left.lane.height, right.lane.y + right.lane.height);
  return { ...drawn, width: Math.max(x, rightEnd), height: lowEnd };
}

function routes(drawn: Drawn, lines: Lines, channelY: number): Drawing["edges"] {
  const boxes = new Map(drawn.boxes.map((box) => [box.path, box]));
  const laneOf = (box: Box): Lane => {
    const lane = drawn.lanes.find(({ id }) => id === box.lane);
    if (lane === undefined) throw new Error(`${box.path} stands nowhere`);
    return lane;
  };
  const indexes = new Map<string, number>();
  return lines.flatMap(({ from, to, events }) => {
    const [source, target] = [boxes.get(from), boxes.get(to)];
    if (source === undefined || target === undefined) throw new Error(`${from} or ${to} has no box`);
    if (source.lane === target.lane && laneOf(source).kind === "lane") return [];
    const index = indexes.get(from) ?? 0;
    indexes.set(from, index + 1);
    const points = route({ from: source, to: target, index }, laneOf, channelY);
    return [{ from, to, events: [...events], kind: "between" as const, points }];
  });
}

function shelve(
  id: ShelfId,
  states: readonly State[],
  { x, y }: { readonly x: number; readonly y: number },
): { readonly lane: Lane; readonly boxes: readonly Box[] } {
  const { gap, top, padding } = SHELF;
  const columns = SHELF.columns[id];
  const rows = Math.ceil(states.length / columns);
  const boxes = states.map((state, index) => ({
    ...bare(state, id),
    x: x + padding + (index % columns) * (BOX.width + gap),
    y: y + top + Math.floor(index / columns) * (BOX.height + gap),
  }));
  const width = 2 * padding + columns * BOX.width + (columns - 1) * gap;
  const height = top + padding + rows * BOX.height + Math.max(0, rows - 1) * gap;
  return { lane: { id, kind: "shelf", x, y, width, height }, boxes };
}

function boxAt(state: State, lane: string | null, places: LaidOut["boxes"]): Box {
  const at = places.get(state.path);
  if (at === undefined) throw new Error(`${state.path} was not laid out`);
  return { ...bare(state, lane), ...at };
}

const bare = (state: State, lane: string | null) => ({
  path: state.path,
  lane,
  isFinal: state.type === "final",
  holds: within(state),
  ...BOX,
});

const within = ({ states }: State): string[] => states.flatMap((state) => [state.path, ...within(state)]);

const moved = (box: Box, byX: number): Box => ({ ...box, x: box.x + byX });

const asLists = ({
  inPlace,
  anywhere,
  opens,
}: Pick<ReturnType<typeof sortEdges>, "inPlace" | "anywhere" | "opens">) => ({
  inPlace: [...inPlace],
  anywhere: [...anywhere],
  opens: [...opens],
});
