/** The paper that the charts were drawn from, where it is beside the checkout. */
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { z } from "zod";

const PAPER = fileURLToPath(new URL("../../../shared/domain/statecharts.json", import.meta.url));

export const hasPaper = existsSync(PAPER);

const paperChart = z.object({
  transitions: z.array(
    z.object({
      frm: z.array(z.string()),
      event: z.string(),
      guard: z.string(),
      actors: z.array(z.string()),
      to: z.string(),
      effects: z.string(),
    }),
  ),
});

/** The rows of one chart, word for word. */
export function paperRows(chart: string) {
  const paper = z.record(z.string(), z.unknown()).parse(JSON.parse(readFileSync(PAPER, "utf8")));
  return paperChart.parse(paper[chart]).transitions;
}
