import { z } from "zod";
import { grant, id, instant, newGrant, pageOf, role } from "./common.ts";
import { ownInterests } from "./interests.ts";

export const newAccount = z
  .strictObject({
    name: z.string().trim().min(1).max(200),
    email: z.email().max(320).nullable().default(null),
    kind: z.enum(["staff", "service"]).default("staff"),
    roles: z.array(newGrant).max(100).default([]),
  })
  .meta({ id: "NewAccount" });

const heldRole = grant
  .extend({
    since: instant.nullable().meta({ description: "Null when it was given before that was kept." }),
    by: z
      .string()
      .nullable()
      .meta({ description: "Name of who gave it; null for Convoke itself, or when it was not kept." }),
  })
  .meta({ id: "HeldRole" });

export const account = z
  .object({
    id,
    name: z.string(),
    email: z.string().nullable(),
    kind: z.enum(["staff", "service"]),
    roles: z.array(heldRole),
    createdAt: instant,
    disabledAt: instant
      .nullable()
      .meta({ description: "Since when nobody comes in by it; null while it works." }),
  })
  .meta({ id: "Account" });
export const accountPage = pageOf(account);

export const madeAccount = account
  .extend({ token: z.string().meta({ description: "The account's API token. Shown once." }) })
  .meta({ id: "MadeAccount" });

export const changeRoles = z
  .strictObject({
    grant: z.array(newGrant).max(100).default([]),
    revoke: z.array(grant).max(100).default([]),
  })
  .meta({ id: "ChangeRoles" });

const colleague = z
  .object({ id, name: z.string(), roles: z.array(role) })
  .meta({ id: "Colleague", description: "Somebody who works in the programme." });
export const staffPage = pageOf(colleague);

export const me = z
  .object({
    id: z.string(),
    name: z.string(),
    kind: z.string(),
    roles: z.array(grant),
    interestsAsked: z.array(ownInterests).meta({
      description:
        "Forms about your own interests that wait for your answer; you find all at /api/v1/me/interests.",
    }),
    listenAfter: z.string().meta({
      description:
        "Where the stream stands: who listens after this misses nothing of what comes after this answer.",
    }),
  })
  .meta({ id: "Me" });

/** What rests on an account. Empty before it leaves. */
export const holdings = z
  .object({
    items: z.array(
      z.object({
        kind: z.enum(["engagements", "vetting", "routes"]).meta({
          description:
            "Engagements it owns, engagements it vets, rules that give it what comes in (of a programme or a source).",
        }),
        programme: z.string(),
        count: z.number().int(),
      }),
    ),
    next: z.null(),
  })
  .meta({ id: "Holdings" });
