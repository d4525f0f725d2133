/** Prints a run as a table, ratios first. */
import type { Line } from "./benchmark.ts";
import type { Machine } from "./machine.ts";

export interface Report {
  readonly machine: Machine;
  readonly benchmarks: Readonly<Record<string, readonly Line[]>>;
}

const HEAD = ["", "ratio", "figure", "rounds", "p50 ms", "p99 ms", "target", "load"];

export function tableOf({ machine, benchmarks }: Report): string {
  const { cores, cpu, memoryGiB, node, postgres, load, fdatasyncMicros, date } = machine;
  const parts = [
    `${date} · ${cores} cores (${cpu}), ${memoryGiB} GiB · load ${load.toFixed(1)} · Node ${node} · ` +
      `PostgreSQL ${postgres}, fsync on · fdatasync ${fdatasyncMicros} µs`,
  ];
  for (const [name, lines] of Object.entries(benchmarks)) {
    parts.push(`\n${name}`, ...aligned([HEAD, ...lines.map(cellsOf)]));
    for (const line of lines) if (line.note !== undefined) parts.push(`  ${line.what}: ${line.note}`);
  }
  return parts.join("\n");
}

function cellsOf(line: Line): string[] {
  const { what, ratio, figure, unit, spread, p50Ms, p99Ms, target, load } = line;
  return [
    what,
    ratio === undefined ? "" : `${ratio.value.toFixed(2)}× ${ratio.of}`,
    `${short(figure)} ${unit}`,
    spread === undefined ? "" : `${short(spread[0])}–${short(spread[1])}`,
    p50Ms === undefined ? "" : p50Ms.toFixed(1),
    p99Ms === undefined ? "" : p99Ms.toFixed(1),
    target === undefined ? "" : `${target.text} ${target.isMet ? "met" : "MISSED"}`,
    load.toFixed(1),
  ];
}

function aligned(rows: readonly (readonly string[])[]): string[] {
  const widths = HEAD.map((_, column) => Math.max(...rows.map((row) => (row[column] ?? "").length)));
  return rows.map((row) =>
    `  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("  ")}`.trimEnd(),
  );
}

/** Three digits say all that a noisy machine knows. */
function short(value: number): string {
  return value >= 100 ? Math.round(value).toLocaleString("en") : value.toPrecision(3);
}
