/** The geometry of every chart: what is drawn can be read. */
import { beforeAll, describe, expect, it } from "vitest";
import { drawAll } from "../../scripts/draw/draw-all.ts";
import type { Drawing } from "../../src/contract/drawing.ts";
import { drawing } from "../../src/contract/drawing.ts";
import { hashDefinition } from "../../src/machine/hash-definition.ts";
import committed from "../../workflows/drawings.json" with { type: "json" };
import { workflows } from "../../workflows/index.ts";
import { state as english } from "../../web/src/catalogues/en/state.ts";
import { state as french } from "../../web/src/catalogues/fr/state.ts";

const drawings = committed as readonly Drawing[];
type Box = Drawing["boxes"][number];
type Point = Drawing["edges"][number]["points"][number];
type Area = Pick<Box, "x" | "y" | "width" | "height">;

const overlap = (a: Area, b: Area): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
const isWithin = (a: Area, b: Area): boolean =>
  a.x >= b.x && a.y >= b.y && a.x + a.width <= b.x + b.width && a.y + a.height <= b.y + b.height;

/** A line as thin rectangles, one each part, without the ends that touch its boxes. */
const partsOf = (points: readonly Point[]): Area[] =>
  points.slice(1).map((to, index) => {
    const from = points[index] ?? to;
    return {
      x: Math.min(from.x, to.x),
      y: Math.min(from.y, to.y),
      width: Math.abs(from.x - to.x),
      height: Math.abs(from.y - to.y),
    };
  });
/** Overlap of an area without width or height. */
const crosses = (part: Area, box: Box): boolean =>
  part.x < box.x + box.width &&
  box.x < part.x + part.width &&
  part.y < box.y + box.height &&
  box.y < part.y + part.height;
const touches = ({ x, y }: Point, box: Box): boolean =>
  x >= box.x && x <= box.x + box.width && y >= box.y && y <= box.y + box.height;

let again: readonly Drawing[];
beforeAll(async () => {
  again = await drawAll();
});

it("there is one drawing of each version of each chart, as its definition has it: `npm run draw` makes them", () => {
  expect(drawings.map(({ name, version, hash }) => [name, version, hash])).toEqual(
    workflows.map((one) => [one.name, one.version, hashDefinition(one)]),
  );
  // The same definition is the same drawing, whoever lays it out and when.
  expect(again).toEqual(drawings);
  for (const one of drawings) expect(drawing.parse(one)).toEqual(one);
});

describe.each(drawings.map((one) => [`${one.name} ${one.version}`, one] as const))(
  "the drawing of %s",
  (_, one) => {
    const { boxes, lanes, edges } = one;

    it("has a box for each state, in which every state stands that it holds, and none over another", () => {
      const shown = boxes.flatMap(({ path, holds }) => [path, ...holds]);
      expect(new Set(shown).size).toBe(shown.length);
      const over = boxes.flatMap((a, index) => boxes.slice(index + 1).filter((b) => overlap(a, b)));
      expect(over).toEqual([]);
    });

    it("has boxes of one size, within the picture and within their lanes, which do not overlap", () => {
      expect(new Set(boxes.map(({ width, height }) => `${width}×${height}`))).toEqual(new Set(["168×36"]));
      const whole = { x: 0, y: 0, width: one.width, height: one.height };
      for (const area of [...boxes, ...lanes]) expect(isWithin(area, whole), JSON.stringify(area)).toBe(true);
      for (const box of boxes) {
        const lane = lanes.find(({ id }) => id === box.lane);
        if (box.lane !== null) expect(lane !== undefined && isWithin(box, lane), box.path).toBe(true);
      }
      expect(lanes.flatMap((a, index) => lanes.slice(index + 1).filter((b) => overlap(a, b)))).toEqual([]);
    });

    it("has lines that are upright or level, begin and end at their boxes, and run over none", () => {
      const wrong: string[] = [];
      for (const { from, to, points } of edges) {
        const [source, target] = [from, to].map((path) => boxes.find((box) => box.path === path));
        const [first, last] = [points[0], points.at(-1)];
        if (!source || !target || !first || !last) throw new Error(`${from} to ${to} hangs in the air`);
        if (!touches(first, source) || !touches(last, target)) wrong.push(`${from} to ${to} ends elsewhere`);
        const parts = partsOf(points);
        if (parts.some(({ width, height }) => width > 0 && height > 0))
          wrong.push(`${from} to ${to} is slanted`);
        for (const box of boxes)
          if (parts.some((part) => crosses(part, box))) wrong.push(`${from} to ${to} runs over ${box.path}`);
      }
      expect(wrong).toEqual([]);
    });

    it("leaves no way out: each transition is drawn, in place, from anywhere, or an opening", () => {
      const said = [...edges, ...one.inPlace, ...one.anywhere, ...one.opens].flatMap(({ events }) => events);
      const definition = workflows.find(({ name, version }) => name === one.name && version === one.version);
      const unsaid = Object.keys(definition?.events ?? {}).filter((type) => !said.includes(type));
      expect(unsaid).toEqual([]);
    });
  },
);

/** In ems of Inter at weight 600, rounded up: what is narrower on the screen than here fits all the more. */
const WIDTHS: readonly (readonly [RegExp, number])[] = [
  [/[ijlI.,’'|]/, 0.32],
  [/[ftr -]/, 0.42],
  [/[mwMW]/, 0.95],
  [/[A-ZÀ-Þ]/, 0.75],
];
const OTHER = 0.64;
const FONT_PX = 13;
/** Between the label and the box's borders. */
const PADDING_PX = 8;

const labelWidth = (label: string): number =>
  Array.from(label.normalize("NFC")).reduce(
    (sum, letter) => sum + (WIDTHS.find(([some]) => some.test(letter))?.[1] ?? OTHER) * FONT_PX,
    0,
  );

it("no label is wider than its box, in English or French, and none is missing", () => {
  const wide: string[] = [];
  for (const { name, boxes } of drawings) {
    for (const { path, width } of boxes) {
      const key = path.split(".").at(-1) ?? path;
      for (const catalogue of [english, french] as readonly Record<string, Record<string, string>>[]) {
        const label = catalogue[name]?.[key];
        if (label === undefined) wide.push(`${name}.${key} has no label`);
        else if (labelWidth(label) > width - 2 * PADDING_PX) wide.push(`${label}: ${labelWidth(label)}`);
      }
    }
  }
  expect(wide).toEqual([]);
});

it("the largest chart fits a wide screen: five lanes beside each other, and shelves below", () => {
  const engagement = drawings.find(({ name }) => name === "engagement");
  expect(engagement?.width).toBeLessThanOrEqual(1_200);
  expect(engagement?.lanes.map(({ id }) => id)).toEqual([
    "inquiry",
    "vetting",
    "assignment",
    "meeting",
    "recommendation",
    "parked",
    "closed",
  ]);
});
