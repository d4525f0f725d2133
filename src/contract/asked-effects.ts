/** What a chart asked for beside changing its own state, and what has become of it. */
import { z } from "zod";
import { id, instant, pageOf } from "./common.ts";

const EFFECT_STATES = ["planned", "retrying", "failed", "paused", "kept", "sent", "returned"] as const;

const askedEffect = z
  .object({
    entry: z.number().int().meta({ description: "The journal row that asked for it." }),
    name: z.string().meta({ description: "As the journal row names it.", example: "sendMail:0" }),
    kind: z.enum(["act", "invoke", "signal", "timer"]),
    action: z.string().meta({ description: "What is done; of a timer, which.", example: "sendMail" }),
    state: z.enum(EFFECT_STATES).meta({
      description:
        "`planned`, `retrying` after a failure, `failed` for good until a person tries it again, `paused`; of a mail `kept` where none goes out, `sent`, `returned`.",
    }),
    dueAt: instant.nullable().meta({ description: "When it is done, or tried again." }),
    attempts: z.number().int().meta({ description: "How often it failed." }),
    reason: z
      .string()
      .nullable()
      .meta({ description: "Why it failed last; null also for those who may not read it." }),
    mail: z
      .object({
        id: id.nullable().meta({ description: "Null as long as it has not been written." }),
        template: z.string(),
        audience: z.string().meta({ example: "party" }),
      })
      .nullable(),
  })
  .meta({ id: "AskedEffect" });

/** What the journal names and this leaves out is done, or no longer wanted. */
export const askedEffects = pageOf(askedEffect);
export type AskedEffect = z.output<typeof askedEffect>;
