import { beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { buildCommand } from "../process/convoke.ts";
import { runChaos } from "./run-chaos.ts";

const settings = z
  .object({
    CONVOKE_CHAOS_SEED: z.coerce
      .number()
      .int()
      .default(Date.now() % 1_000_000),
    CONVOKE_CHAOS_SECONDS: z.coerce.number().int().positive().default(60),
    CONVOKE_CHAOS_RUNS: z.coerce.number().int().positive().default(1),
    CONVOKE_CHAOS_QUEUE: z.enum(["postgres", "redis", "both"]).default("both"),
  })
  .parse(process.env);

const seconds = settings.CONVOKE_CHAOS_SECONDS;
const queues =
  settings.CONVOKE_CHAOS_QUEUE === "both" ? (["postgres", "redis"] as const) : [settings.CONVOKE_CHAOS_QUEUE];
const seeds = Array.from({ length: settings.CONVOKE_CHAOS_RUNS }, (_, n) => settings.CONVOKE_CHAOS_SEED + n);

beforeAll(buildCommand);

describe.each(queues)("chaos with the queue in %s", (queue) => {
  it.each(seeds)(
    "loses nothing, doubles nothing and is never early, with seed %i",
    { timeout: (seconds + 720) * 1_000 },
    async (seed) => {
      const { problems, counts, breaks, settledMs, log } = await runChaos({ seed, seconds, queue });
      const replay = `CONVOKE_CHAOS_SEED=${seed} CONVOKE_CHAOS_SECONDS=${seconds} CONVOKE_CHAOS_QUEUE=${queue}`;
      const statuses = Object.fromEntries(log.statuses);
      console.log(`${replay} npm run test:chaos`);
      console.log(
        JSON.stringify({ seed, seconds, queue, breaks: breaks.length, settledMs, ...counts, statuses }),
      );
      expect(problems, replay).toEqual([]);
    },
  );
});
