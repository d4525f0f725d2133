import { z } from "zod";
import { id, instant, pageOf, slug } from "./common.ts";

const zone = z
  .string()
  .refine(isZone, "expected an IANA time zone, such as Europe/Rome")
  .meta({ description: "IANA time zone.", example: "America/New_York" });

const calendar = {
  zone: zone.default("UTC"),
  week: z
    .array(z.number().int().min(1).max(7))
    .min(1)
    .max(7)
    .default([1, 2, 3, 4, 5])
    .meta({ description: "Working weekdays, 1 is Monday." }),
  holidays: z.array(z.iso.date()).max(2_000).default([]).meta({ description: "Days off." }),
};

export const newProgramme = z
  .strictObject({ slug, name: z.string().trim().min(1).max(200), ...calendar })
  .meta({ id: "NewProgramme" });

export const programme = z
  .object({
    id,
    slug: z.string(),
    name: z.string(),
    zone: z.string(),
    week: z.array(z.number()),
    holidays: z.array(z.string()),
    createdAt: instant,
  })
  .meta({ id: "Programme" });
export const programmePage = pageOf(programme);

function isZone(text: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: text });
    return true;
  } catch {
    return false;
  }
}
