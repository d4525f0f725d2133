/** The demo is also a test: whatever does not come out as told ends it. */
import { inspect, isDeepStrictEqual } from "node:util";

export class StepFailed extends Error {
  constructor(step: string, expected: unknown, got: unknown) {
    super(`${step}\n  expected  ${shown(expected)}\n  got       ${shown(got)}`);
    this.name = "StepFailed";
  }
}

/** Throws `StepFailed` unless both are the same, member for member. */
export function expectSame(step: string, got: unknown, expected: unknown): void {
  if (!isDeepStrictEqual(got, expected)) throw new StepFailed(step, expected, got);
}

const shown = (value: unknown): string =>
  typeof value === "string" ? value : inspect(value, { depth: 6, breakLength: 90 });
