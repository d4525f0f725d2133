import { z } from "zod";
import { id, instant, pageOf } from "./common.ts";

export const waived = z
  .object({
    guard: z.string().meta({ description: "The guard that was set aside, by name.", example: "fourEyes" }),
    reason: z.string().nullable().meta({ description: "In words; null once the person was erased." }),
    by: z.object({ id: z.string(), name: z.string().nullable() }).meta({ description: "Who set it aside." }),
    at: instant,
    event: z.string().meta({ description: "The event it let through.", example: "vetting.approved" }),
    workflow: z.string(),
    instance: id,
    seq: z.number().int().meta({ description: "The journal's row." }),
  })
  .meta({ id: "Waived" });
export const waivedPage = pageOf(waived);
