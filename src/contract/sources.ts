import { z } from "zod";
import { id, instant, pageOf, slug } from "./common.ts";
import { inquiryView } from "./inquiry-view.ts";
import { routes } from "./routes.ts";

const secret = z
  .string()
  .min(16, "expected at least 16 characters")
  .max(500)
  .meta({ description: "What the vendor signs with." });
const mapping = z.record(z.string(), z.union([z.string(), z.array(z.string())])).meta({
  description: "For each of our fields the question that fills it, by ref, key or label.",
  example: { email: "work_email" },
});

const name = z.string().trim().min(1).max(200).meta({ description: "What people call it." });

export const newSource = z
  .strictObject({
    programme: z.string().min(1).default("default").meta({ description: "Slug or id." }),
    slug,
    name: name.optional(),
    vendor: z.string().meta({ example: "typeform" }),
    secret: secret.optional().meta({ description: "Without one the source gets a token." }),
    mapping: mapping.optional(),
    open: z.boolean().optional().meta({
      description: "Take deliveries without signature or token. Only for forms that can carry neither.",
    }),
  })
  .meta({ id: "NewSource" });

export const source = z
  .object({
    id,
    programme: z.string(),
    slug: z.string(),
    name: z.string(),
    vendor: z.string(),
    paused: z
      .boolean()
      .meta({ description: "What it delivers is kept, and read when somebody has it retried." }),
    auth: z.enum(["signature", "token", "open"]),
    url: z.string().meta({ description: "Where to post." }),
    mapping,
    routes,
    revision: z.number().int().meta({ description: "How often it was written; the ETag." }),
    createdAt: instant,
  })
  .meta({ id: "Source" });
export const sourcePage = pageOf(source);

export const madeSource = z
  .object({
    id,
    slug: z.string(),
    url: z.string().meta({ description: "Where to post, with what an unsigned vendor needs to be let in." }),
    token: z
      .string()
      .optional()
      .meta({ description: "Also good as the header X-Convoke-Token. Shown once." }),
  })
  .meta({ id: "MadeSource" });

export const changeMapping = z.strictObject({ mapping }).meta({ id: "ChangeMapping" });

/** The whole of it: what a change leaves out would otherwise be lost in silence. */
export const changeSource = z
  .strictObject({
    name: name.nullable().meta({ description: "Null: it goes by its slug." }),
    paused: z.boolean(),
    mapping,
    routes,
  })
  .meta({ id: "ChangeSource" });

export const retriedHeld = z
  .object({
    retried: z.number().int().meta({ description: "How many are read again; 500 at most." }),
  })
  .meta({ id: "RetriedDeliveries" });

export const rotateSource = z.strictObject({ secret: secret.optional() }).meta({
  id: "RotateSource",
  description: "The new secret of a signed source; nothing for one with a token.",
});

export const taken = z
  .object({
    delivery: id,
    status: z.enum(["accepted", "duplicate", "held", "partial"]),
  })
  .meta({ id: "TakenDelivery" });

export const delivery = z
  .object({
    id,
    source: id,
    status: z.enum(["received", "accepted", "duplicate", "held", "partial", "refused"]),
    reason: z.string().nullable(),
    sizeBytes: z.number().int(),
    sha256: z.string(),
    engagement: id.nullable(),
    event: z
      .string()
      .nullable()
      .meta({ description: "What the engagement heard, such as `inquiry.submitted` or `message.attached`." }),
    times: z.number().int().meta({ description: "How often it arrived, itself included." }),
    lastAt: instant.nullable().meta({ description: "When a copy of it arrived last." }),
    score: z
      .number()
      .int()
      .nullable()
      .meta({ description: "How suspicious it looked, from 0; null where nobody judged it." }),
    signals: z.array(z.string()).meta({ description: "Codes of what made it look so, such as `honeypot`." }),
    receivedAt: instant,
    handledAt: instant.nullable(),
  })
  .meta({ id: "Delivery" });
export const deliveryDetail = delivery
  .extend({
    body: z.string().nullable().meta({ description: "As it came; null where nothing of it was kept." }),
    contentType: z.string().nullable(),
    reading: z
      .object({
        kept: z
          .boolean()
          .meta({ description: "True: what its engagement was told. False: as it would be read now." }),
        problem: z.string().nullable().meta({ description: "Why it cannot be read." }),
        inquiry: inquiryView.nullable(),
      })
      .nullable()
      .meta({ description: "What is read in it; null where nothing of it was kept." }),
    replays: z
      .array(
        z.object({
          id,
          by: z.string().meta({ description: "Id of the account." }),
          at: instant,
          outcome: z
            .enum(["opened", "attached", "unchanged", "held"])
            .nullable()
            .meta({ description: "Null while it is under way." }),
          reason: z.string().nullable(),
          settledAt: instant.nullable(),
        }),
      )
      .meta({ description: "Each time somebody had it read again." }),
  })
  .meta({ id: "DeliveryDetail" });
export const deliveryPage = pageOf(delivery);
