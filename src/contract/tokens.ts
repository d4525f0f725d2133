import { z } from "zod";
import { id, instant, pageOf, role } from "./common.ts";

const scope = z
  .strictObject({
    readOnly: z.boolean().default(true).meta({ description: "It looks and changes nothing." }),
    roles: z
      .array(role)
      .min(1)
      .max(20)
      .nullable()
      .default(null)
      .meta({ description: "Of the account's roles these; null means all of them." }),
    programmes: z
      .array(z.string().min(1).max(64))
      .min(1)
      .max(100)
      .nullable()
      .default(null)
      .meta({ description: "Slugs or ids; null means all of the account's." }),
  })
  .meta({ id: "TokenScope" });

const TOKEN_DAYS_MAX = 366;

export const newToken = z
  .strictObject({
    label: z.string().trim().min(1, "expected what it is for").max(80),
    expiresInDays: z
      .number()
      .int()
      .min(1, `expected 1 to ${TOKEN_DAYS_MAX} days`)
      .max(TOKEN_DAYS_MAX, `expected 1 to ${TOKEN_DAYS_MAX} days`)
      .default(90),
    scope: scope.prefault({}),
  })
  .meta({ id: "NewToken" });

export const token = z
  .object({
    id,
    label: z.string(),
    scope: scope.nullable().meta({ description: "Null: all that the account may." }),
    createdAt: instant,
    expiresAt: instant.nullable(),
    lastUsedAt: instant.nullable().meta({ description: "To the minute." }),
  })
  .meta({ id: "Token" });
export const tokenPage = pageOf(token);

/** One in the list of all accounts' tokens. */
const heldToken = token
  .extend({
    account: z.object({
      id,
      name: z.string(),
      kind: z.enum(["staff", "service"]),
      disabled: z.boolean().meta({ description: "Nothing of the account lets anybody in." }),
    }),
  })
  .meta({ id: "HeldToken" });
export const heldTokenPage = pageOf(heldToken);

export const madeToken = token
  .extend({ token: z.string().meta({ description: "The token itself. Shown once." }) })
  .meta({ id: "MadeToken" });
