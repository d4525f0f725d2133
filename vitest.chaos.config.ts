import { defineConfig } from "vitest/config";

/** `npm run test:chaos`: for as long as one likes, apart from the other tests. See docs/chaos.md. */
export default defineConfig({
  test: {
    include: ["test/chaos/long.chaos.ts"],
    globalSetup: ["test/setup/global.ts"],
    pool: "forks",
    hookTimeout: 120_000,
  },
});
