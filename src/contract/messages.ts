/** Mail that came in: what it says, and the queue of what belongs to no case yet. */
import { z } from "zod";
import { id, instant, pageOf } from "./common.ts";

const suggestion = z.object({
  engagement: id,
  because: z.enum(["sender", "thread"]).meta({
    description:
      "The sender's address is the party's, or it answers a letter of the case. Neither proves anything.",
  }),
});

export const message = z
  .object({
    id,
    status: z.string().meta({ description: "`held` waits to be filed." }),
    reason: z.string().nullable(),
    receivedAt: instant,
    sizeBytes: z.number().int(),
    engagement: id.nullable(),
    from: z
      .object({ name: z.string().nullable(), email: z.string() })
      .nullable()
      .meta({ description: "As the message says. Anybody can write that." }),
    sender: z.enum(["known", "other"]).nullable().meta({
      description: "Whether that is the address of the party whose case has it; null while none has it.",
    }),
    subject: z.string(),
    suggestions: z.array(suggestion),
  })
  .meta({ id: "Message" });
export const messagePage = pageOf(message);

export const messageDetail = message
  .extend({
    text: z.string().meta({ description: "Without what it quotes." }),
    wholeText: z.string(),
    checks: z.record(z.string(), z.string()).meta({
      description:
        "What the mail host that you trust found, such as spf and dkim; empty where you trust none.",
    }),
    attachments: z.array(
      z.object({
        name: z.string(),
        type: z.string(),
        sizeBytes: z.number().int(),
        dangerous: z.boolean().meta({ description: "A program or script." }),
      }),
    ),
  })
  .meta({ id: "MessageDetail" });

export const keptMessage = z
  .object({ delivery: id, status: z.enum(["accepted", "duplicate"]) })
  .meta({ id: "KeptMessage" });
export const fileMessage = z.strictObject({ engagement: id }).meta({ id: "FileMessage" });
export const discardMessage = z
  .strictObject({ reason: z.enum(["spam", "not_for_us", "already_known", "other"]) })
  .meta({ id: "DiscardMessage" });
export const filedMessage = z.object({ engagement: id.nullable() }).meta({ id: "FiledMessage" });
export const replyTo = z
  .object({ address: z.string().nullable().meta({ description: "Null where no mail comes in." }) })
  .meta({ id: "ReplyAddress" });
