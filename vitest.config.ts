import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts", "workflows/**/*.test.ts", "web/test/**/*.test.ts"],
    globalSetup: ["test/setup/global.ts"],
    pool: "forks",
    // The house is loaded once a process, not once a file: no file replaces a module or keeps state in one.
    isolate: false,
    // Much of a test is waiting for PostgreSQL, for processes and for time: three files at once keep two cores busy.
    maxWorkers: Math.max(3, availableParallelism()),
    // Real databases and real processes: slow machines need room, a hang must still end.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // What a page comes to show takes as long as the machine is busy.
    expect: { poll: { timeout: 10_000 } },
  },
});
