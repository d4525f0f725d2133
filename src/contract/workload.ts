/** How the house's work goes: effects by queue and age, timers, the processes that take work, recurring jobs. */
import { z } from "zod";
import { id, instant } from "./common.ts";

const tally = z
  .object({
    count: z.number().int(),
    isMore: z.boolean().meta({ description: "There are more: counting stops there." }),
  })
  .meta({ id: "Tally" });

const queue = z.object({
  name: z.string().meta({ description: "Such as `mail`." }),
  hints: z.number().int().nullable().meta({
    description: "Hints that wait in the queue; null when it cannot be reached. No work is lost with them.",
  }),
  due: z
    .object({
      underAMinute: z.number().int(),
      underAnHour: z.number().int(),
      underADay: z.number().int(),
      older: z.number().int(),
    })
    .meta({ description: "Effects that could be done now, by how long they have been due." }),
  tried: z
    .number()
    .int()
    .meta({ description: "Of the due ones: failed at least once and will be tried again." }),
  later: z.number().int().meta({ description: "Effects that wait for their time, such as the next try." }),
  oldest: instant.nullable().meta({ description: "Since when the oldest of them has been due." }),
});

export const workload = z
  .object({
    at: instant,
    queues: z.array(queue),
    isMore: z.boolean().meta({ description: "There is more work than was counted: the oldest was." }),
    underWay: z.number().int().meta({ description: "Effects that some process carries out just now." }),
    gaveUp: tally.meta({ description: "Open incidents: work given up, charts parked, signals undelivered." }),
    timers: z.object({
      armed: tally,
      due: tally.meta({ description: "That should have fired; those of parked charts wait with them." }),
      oldestDue: instant.nullable(),
      next: instant.nullable().meta({ description: "When the next one falls due." }),
    }),
    workers: z.array(
      z.object({
        id,
        queues: z.array(z.string()),
        startedAt: instant,
        seenAt: instant,
        isAlive: z.boolean().meta({ description: "It was heard of within the last minute." }),
        holds: z.number().int().meta({ description: "Effects that it carries out just now." }),
      }),
    ),
    jobs: z.array(
      z.object({
        name: z.string(),
        does: z.string(),
        lastAt: instant.nullable(),
        nextAt: instant.nullable(),
      }),
    ),
  })
  .meta({ id: "Workload" });
