/** Shapes that many resources share. */
import { z } from "zod";
import { ROLES } from "../../workflows/workflow.ts";
import { countryCodes } from "./country-codes.ts";

export const id = z.uuid().meta({ description: "A UUID.", example: "0198c0de-0000-7000-8000-000000000001" });
export const instant = z.iso
  .datetime()
  .meta({ description: "An instant, ISO 8601 in UTC.", example: "2012-12-03T09:30:00.000Z" });
export const slug = z
  .string()
  .regex(
    /^[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?$/,
    "expected 1 to 64 of a-z, 0-9 and hyphen, such as partners-in-prevention",
  )
  .meta({ description: "A short name in URLs.", example: "contact" });
export const zone = z
  .string()
  .refine(isZone, "expected an IANA time zone, such as Europe/Rome")
  .meta({ description: "IANA time zone.", example: "America/New_York" });
export const country = z
  .string()
  .refine((text) => countryCodes().has(text), "expected an ISO 3166-1 alpha-2 code, such as IT")
  .meta({ description: "ISO 3166-1 alpha-2.", example: "IT" });
/** A programme that a body or a query names. */
export const programmeName = z.string().min(1).max(100).meta({ description: "Slug or id of a programme." });
/** The same, of a list that is else of all programmes. */
export const programmeFilter = programmeName
  .optional()
  .meta({ description: "Slug or id of a programme; without it, all you have a part in." });
/** What somebody has typed so far. */
export const typed = z
  .string()
  .trim()
  .max(200)
  .default("")
  .meta({ description: "What has been typed: beginnings of words, or three letters of them and more." });
export const role = z.enum(ROLES).meta({ id: "Role", description: "What somebody may do in a programme." });
const where = z.string().nullable().meta({ description: "Slug or id; null means every programme." });
const body = id.optional().meta({
  description:
    "Id of the body, such as a working group, that the role is held in; without it, the whole programme.",
});
export const grant = z.strictObject({ role, programme: where, body }).meta({ id: "Grant" });
/** Nobody is given the roles of the unknown sender and of Convoke itself: internal events never come from outside. */
export const newGrant = z
  .strictObject({
    role: role.exclude(["public", "system"]).meta({ id: "GrantableRole" }),
    programme: where,
    body,
  })
  .meta({ id: "NewGrant" });

/** A page of a list: `next` is the cursor of the page after, null on the last one. */
export const pageOf = <Item extends z.ZodType>(item: Item) =>
  z.object({
    items: z.array(item),
    next: z.string().nullable().meta({ description: "Send it as `cursor` for the next page." }),
  });

export const paging = {
  limit: z.coerce.number().int().min(1).max(200).default(50).meta({ description: "Rows a page." }),
  cursor: z.string().max(200).optional().meta({ description: "`next` of the page before." }),
};

/** RFC 9457. `code` is stable; `errors` name each field by JSON Pointer. */
export const problem = z
  .looseObject({
    type: z.string().meta({ example: "about:blank" }),
    title: z.string(),
    status: z.number().int(),
    detail: z.string(),
    code: z.string().meta({ description: "Stable, for programs.", example: "invalid" }),
    errors: z.array(z.object({ pointer: z.string(), detail: z.string() })).optional(),
  })
  .meta({ id: "Problem", description: "What went wrong, RFC 9457." });

function isZone(text: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: text });
    return true;
  } catch {
    return false;
  }
}
