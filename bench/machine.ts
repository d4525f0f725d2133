/** What the figures were taken on. */
import { closeSync, fdatasyncSync, openSync, rmSync, writeSync } from "node:fs";
import { availableParallelism, cpus, totalmem } from "node:os";
import { join } from "node:path";
import { loadNow, median } from "./measure.ts";

export interface Machine {
  readonly date: string;
  readonly cores: number;
  readonly cpu: string;
  readonly memoryGiB: number;
  readonly load: number;
  readonly node: string;
  readonly postgres: string;
  /** Median of writing 8 KiB durably where the databases of the run lie. */
  readonly fdatasyncMicros: number;
}

export function describeMachine(root: string, postgres: string): Machine {
  return {
    date: new Date().toISOString().slice(0, 10),
    cores: availableParallelism(),
    cpu: cpus()[0]?.model.trim() ?? "unknown",
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    load: loadNow(),
    node: process.versions.node,
    postgres,
    fdatasyncMicros: Math.round(fdatasyncMicros(join(root, "data", `fdatasync-${process.pid}`))),
  };
}

function fdatasyncMicros(path: string): number {
  const file = openSync(path, "w");
  const page = Buffer.alloc(8_192, 1);
  try {
    const took = Array.from({ length: 200 }, () => {
      writeSync(file, page);
      const at = performance.now();
      fdatasyncSync(file);
      return (performance.now() - at) * 1_000;
    });
    return median(took);
  } finally {
    closeSync(file);
    rmSync(path);
  }
}
