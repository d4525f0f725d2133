import { workflows } from "../../workflows/index.ts";
import { PARKED } from "../../workflows/engagement/v1/project.ts";
import type { Drawing } from "../../src/contract/drawing.ts";
import { describe } from "../../src/machine/describe.ts";
import { loadMachine } from "../../src/machine/load-machine.ts";
import { drawChart } from "./draw-chart.ts";

/** Every chart of the house, oldest version first. */
export async function drawAll(): Promise<Drawing[]> {
  const drawings: Drawing[] = [];
  for (const definition of workflows) {
    const { hash } = loadMachine(definition);
    drawings.push(await drawChart(describe(definition), { hash, parked: PARKED }));
  }
  return drawings;
}
