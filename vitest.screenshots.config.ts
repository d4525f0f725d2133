import { defineConfig } from "vitest/config";

/** `npm run screenshots`: a programme of invented people, photographed page by page into docs/screenshots. */
export default defineConfig({
  test: {
    include: ["test/screenshots/console.shots.ts"],
    globalSetup: ["test/setup/global.ts"],
    pool: "forks",
    hookTimeout: 300_000,
    testTimeout: 600_000,
  },
});
