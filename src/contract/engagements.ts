import { z } from "zod";

/** A case that staff open: a call or letter that came in, or a nomination. */
export const newEngagement = z
  .strictObject({
    programme: z.string().min(1).default("default").meta({ description: "Slug or id." }),
    type: z.enum(["inquiry.logged", "nomination.made"]),
    person: z.strictObject({
      name: z.string().trim().min(1).max(200).nullable().default(null),
      organisation: z.string().trim().min(1).max(200).nullable().default(null),
      email: z.email().max(320).nullable().default(null),
    }),
    message: z.string().trim().max(20_000).default("").meta({ description: "What was said; sealed." }),
    data: z
      .record(z.string(), z.unknown())
      .default({})
      .meta({ description: "Further fields of the event, such as `channel` or `profile`." }),
    happenedOn: z.union([z.iso.date(), z.iso.datetime({ offset: true })]).optional(),
  })
  .meta({ id: "NewEngagement" });
