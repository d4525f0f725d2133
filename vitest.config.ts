import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts", "workflows/**/*.test.ts"],
    globalSetup: ["test/setup/global.ts"],
    pool: "forks",
    // Real databases and real processes: slow machines need room, a hang must still end.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
