/** The deadlines of a programme's charts as rules, and what each comes to by its calendar. */
import { z } from "zod";
import { instant } from "./common.ts";

export const programmeTimers = z
  .object({
    from: instant.meta({ description: "The examples begin now." }),
    items: z.array(
      z.object({
        workflow: z.string(),
        timer: z.string().meta({ description: "The timer's id in the chart.", example: "first_response" }),
        unit: z.enum(["workingDays", "days", "months"]),
        count: z.number().int(),
        example: instant.meta({ description: "When it would run out if it began at `from`." }),
      }),
    ),
    next: z.null(),
  })
  .meta({ id: "ProgrammeTimers" });
