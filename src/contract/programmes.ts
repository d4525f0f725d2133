import { z } from "zod";
import { id, instant, pageOf, programmeName, slug, zone } from "./common.ts";

const week = z
  .array(z.number().int().min(1).max(7))
  .min(1)
  .max(7)
  .meta({ description: "Working weekdays, 1 is Monday." });
const holidays = z.array(z.iso.date()).max(2_000).meta({ description: "Days off." });

/** The whole calendar: what a change leaves out would otherwise be lost in silence. */
export const newCalendar = z.strictObject({ zone, week, holidays }).meta({ id: "NewCalendar" });

const calendar = {
  zone: zone.default("UTC"),
  week: week.default([1, 2, 3, 4, 5]),
  holidays: holidays.default([]),
};

const institution = programmeName.meta({ description: "Slug or id of the institution it belongs to." });
const parent = programmeName
  .nullable()
  .meta({ description: "Slug or id of the programme it is part of, within the same institution." });

export const newProgramme = z
  .strictObject({
    slug,
    name: z.string().trim().min(1).max(200),
    ...calendar,
    institution: institution.default("default"),
    parent: parent.default(null),
  })
  .meta({ id: "NewProgramme" });

export const renameProgramme = z
  .strictObject({ name: z.string().trim().min(1).max(200) })
  .meta({ id: "RenameProgramme" });

export const placeProgramme = z.strictObject({ institution, parent }).meta({ id: "PlaceProgramme" });

export const programme = z
  .object({
    id,
    slug: z.string(),
    name: z.string(),
    zone: z.string(),
    week: z.array(z.number()),
    holidays: z.array(z.string()),
    institution: z.string().meta({ description: "The institution's slug." }),
    parent: z.string().nullable().meta({ description: "The slug of the programme it is part of." }),
    createdAt: instant,
  })
  .meta({ id: "Programme" });
export const changedProgramme = programme
  .extend({
    timersCounted: z.boolean().meta({
      description:
        "Every running working-day timer stands by the new calendar; if false, the rest follows in minutes.",
    }),
  })
  .meta({ id: "ChangedProgramme" });
export const programmePage = pageOf(programme);
