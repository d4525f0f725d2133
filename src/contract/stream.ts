/** What the stream tells of a change: ids and states, and nobody's name. */
import { z } from "zod";
import { id, instant } from "./common.ts";

const standing = z.object({ stage: z.string().nullable(), state: z.string() });

export const streamQuery = z.strictObject({
  after: z.string().max(40).optional().meta({
    description: "The id of the last message that was seen; a Last-Event-ID header goes before it.",
  }),
});

export const streamChange = z
  .object({
    id: id.meta({ description: "The chart that changed." }),
    workflow: z.string(),
    programmeId: id,
    revision: z.number().int().meta({ description: "What does not raise it has been seen before." }),
    status: z.enum(["active", "done", "parked"]),
    from: standing.nullable().meta({ description: "Null when it was opened, or where you may not know it." }),
    to: standing,
    cause: z
      .object({
        event: z.string(),
        actor: z.string().meta({ description: "Id of an account, or `system` or `public`." }),
        at: instant,
      })
      .nullable()
      .meta({ description: "Null for who sees less than the whole." }),
  })
  .meta({ id: "Change" });

/** To who could know it until then: nothing of where it went, or why. */
export const streamGone = z.object({ id });
