/** Finding one's way about a drawing of a chart. Pure. */
import type { Drawing } from "../api/shapes.ts";

export type Box = Drawing["boxes"][number];
export type Edge = Drawing["edges"][number];

/** The box of a state as lists and journals name it. */
export function boxOf(boxes: readonly Box[], stage: string | null, state: string): Box | undefined {
  const paths = [`${stage ?? ""}.${state}`, state];
  return (
    boxes.find(({ path }) => paths.includes(path)) ??
    boxes.find(({ path, holds }) => [path, ...holds].some((one) => one.split(".").at(-1) === state))
  );
}

/** The last part of a path, by which catalogues know the state. */
export const stateOf = (path: string): string => path.split(".").at(-1) ?? path;
