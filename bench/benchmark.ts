/** What a benchmark is given, and what it hands back. */
import type { Stage } from "./stage.ts";

/** One row of the table. Every figure is the median of several rounds. */
export interface Line {
  readonly what: string;
  readonly figure: number;
  readonly unit: string;
  /** Lowest and highest round. */
  readonly spread?: readonly [number, number];
  readonly p50Ms?: number;
  readonly p99Ms?: number;
  /** This figure over that of the line it is compared with: more than 1 means larger. */
  readonly ratio?: { readonly value: number; readonly of: string };
  /** What was aimed at, and whether it was reached. */
  readonly target?: { readonly text: string; readonly isMet: boolean };
  /** One-minute load average of the machine when it was measured. */
  readonly load: number;
  readonly note?: string;
}

export interface Settings {
  readonly rounds: number;
  readonly seconds: number;
  /** How long the `soak` runs as a whole. */
  readonly soakSeconds: number;
  /** Concurrent senders the `engine` benchmark goes through. */
  readonly senders: readonly number[];
  /** Measure only Convoke, such as for a profile. */
  readonly isAlone: boolean;
}

/** `say` reports progress and what had to be left out, on standard error. */
export type Benchmark = (
  stage: Stage,
  settings: Settings,
  say: (text: string) => void,
) => Promise<readonly Line[]>;
