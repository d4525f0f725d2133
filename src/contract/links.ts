import { z } from "zod";
import { id, instant, pageOf, role } from "./common.ts";

const LINK_DAYS_MAX = 90;

/** By purpose for the party of an engagement, or for events by name for somebody with a role. */
export const newLink = z
  .union([
    z
      .strictObject({
        instance: id,
        purpose: z.string().min(1).max(64).meta({ description: "Such as withdraw, or write-to-us." }),
      })
      .meta({ id: "NewPartyLink", description: "For the party of an engagement." }),
    z
      .strictObject({
        instance: id,
        account: id.meta({ description: "Who acts by it. They need no way to sign in." }),
        role: role.extract(["lead", "chair", "member", "addressee"]),
        acts: z
          .array(
            z.strictObject({
              event: z.string().min(1).max(100),
              label: z.string().trim().min(1).max(80),
              preset: z.record(z.string(), z.json()).default({}),
            }),
          )
          .min(1)
          .max(5),
        expiresInDays: z.number().int().min(1).max(LINK_DAYS_MAX).default(14),
      })
      .meta({ id: "NewRoleLink", description: "For somebody with a role, such as a lead." }),
  ])
  .meta({ id: "NewLink" });

export const link = z
  .object({
    id,
    instance: id,
    purpose: z.string(),
    role,
    events: z.array(z.string()),
    party: id.nullable(),
    account: id.nullable(),
    inMail: z.boolean().meta({ description: "A letter carries it; else it was issued by hand." }),
    createdAt: instant,
    expiresAt: instant,
    usedAt: instant.nullable(),
    usedFor: z.string().nullable().meta({ description: "The event it sent." }),
    revokedAt: instant.nullable(),
  })
  .meta({ id: "ActionLink" });
export const linkPage = pageOf(link);

export const madeLink = link
  .extend({ url: z.string().meta({ description: "The link itself. Shown once." }) })
  .meta({ id: "MadeActionLink" });
