/**
 * Lines between lanes: out of the box's side into the gutter beside its lane, along the channel above the shelves, up the
 * gutter beside the target's lane, into its left side. One state stands in a row, so that nothing is in the way.
 */
import type { Drawing } from "../../src/contract/drawing.ts";
import type { Point } from "./lay-out.ts";

type Box = Drawing["boxes"][number];
type Lane = Drawing["lanes"][number];

/** Five lines are shown from one state at most, and lie so far apart. */
const APART = 6;
const TRACKS = 5;
/** Half of the gutter to the left of a lane, and of the gap to the left of a box on a shelf. */
const BESIDE_LANE = 10;
const BESIDE_BOX = 5;

interface Ends {
  readonly from: Box;
  readonly to: Box;
  /** Of all that lead out of `from`, in order. */
  readonly index: number;
}

/** `channelY` is the upper edge of the channel. */
export function route({ from, to, index }: Ends, laneOf: (box: Box) => Lane, channelY: number): Point[] {
  const track = index % TRACKS;
  const aside = (track - (TRACKS - 1) / 2) * APART;
  const [source, target] = [laneOf(from), laneOf(to)];
  const goesRight = source.kind === "lane" && (target.kind === "shelf" || target.x > source.x);
  const exitX = goesRight ? from.x + from.width : from.x;
  const exitY = from.y + from.height / 2 + aside;
  const entryY = to.y + to.height / 2;
  const spread = aside / 3;
  const out = sideOf(from, source, goesRight) + spread;
  const into = sideOf(to, target, false) + spread;
  const along = channelY + APART + track * APART;
  const start = [
    { x: exitX, y: exitY },
    { x: out, y: exitY },
  ];
  const end = [
    { x: into, y: entryY },
    { x: to.x, y: entryY },
  ];
  if (out === into) return [...start, ...end];
  return [...start, { x: out, y: along }, { x: into, y: along }, ...end];
}

function sideOf(box: Box, lane: Lane, isRight: boolean): number {
  if (lane.kind === "shelf") return box.x - BESIDE_BOX;
  return isRight ? lane.x + lane.width + BESIDE_LANE : lane.x - BESIDE_LANE;
}

/** Room for all tracks of the channel, with some around. */
export const CHANNEL = (TRACKS + 1) * APART;
