import { describe, expect, it } from "vitest";
import { readWorkerSettings } from "../bin/worker-settings.ts";

describe("convoke worker", () => {
  it("takes all queues unless it is told otherwise", () => {
    expect(readWorkerSettings([])).toEqual({
      queues: ["intake", "mail", "signals", "effects"],
      concurrency: 8,
    });
  });

  it("takes the queues and the concurrency it is told", () => {
    const settings = readWorkerSettings(["--queues", "mail, intake", "--concurrency=16"]);
    expect(settings).toEqual({ queues: ["intake", "mail"], concurrency: 16 });
  });

  it.each([
    [
      ["--queues", "post"],
      '--queues: expected some of intake, mail, signals, effects, separated by commas, but got "post"',
    ],
    [["--queues", ""], "--queues: expected"],
    [["--concurrency", "0"], '--concurrency: expected a whole number from 1 to 256, but got "0"'],
    [["--concurrency", "many"], 'got "many"'],
    [["--speed", "9"], "Expected: convoke worker [--queues"],
  ])("refuses %j", (args, expected) => {
    expect(() => readWorkerSettings(args)).toThrow(expect.objectContaining({ code: "setting" }));
    expect(() => readWorkerSettings(args)).toThrow(expected);
  });
});
