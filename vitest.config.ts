import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts", "workflows/**/*.test.ts"],
    globalSetup: ["test/setup/global.ts"],
    pool: "forks",
    // Much of a test is waiting for PostgreSQL and for processes; by default a machine of two cores would run one file at a time.
    maxWorkers: "100%",
    // Real databases and real processes: slow machines need room, a hang must still end.
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
