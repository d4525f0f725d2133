import { z } from "zod";
import { id, instant, pageOf, programmeName, slug } from "./common.ts";

const STATES = ["planned", "active", "closed"] as const;
export type ProjectState = (typeof STATES)[number];
export const projectState = z.enum(STATES).meta({ description: "Where it stands." });

const partialDate = z
  .string()
  .refine(isPartialDate, "expected as much of a date as is known: 2013, 2013-06 or 2013-06-15")
  .meta({ description: "As much of the date as is known.", example: "2013-06" });

const words = {
  name: z.string().trim().min(1).max(200),
  aim: z.string().trim().min(1).max(2_000).nullable().default(null).meta({ description: "Not personal." }),
  state: projectState.default("planned"),
  startsOn: partialDate.nullable().default(null),
  endsOn: partialDate.nullable().default(null),
};

export const newProject = z
  .strictObject({ programme: programmeName.default("default"), slug, ...words })
  .meta({ id: "NewProject" });
/** The whole of it: what a change leaves out would otherwise be lost in silence. */
export const changeProject = z
  .strictObject({
    name: words.name,
    aim: words.aim.unwrap(),
    state: projectState,
    startsOn: partialDate.nullable(),
    endsOn: partialDate.nullable(),
  })
  .meta({ id: "ChangeProject" });

export const project = z
  .object({
    id,
    programme: z.string().meta({ description: "The programme's slug." }),
    slug: z.string(),
    name: z.string(),
    aim: z.string().nullable(),
    state: projectState,
    startsOn: z.string().nullable(),
    endsOn: z.string().nullable(),
    createdAt: instant,
  })
  .meta({ id: "Project" });
export const projectPage = pageOf(project);

function isPartialDate(text: string): boolean {
  if (!/^\d{4}(-\d{2}(-\d{2})?)?$/.test(text)) return false;
  const whole = `${text}-01-01`.slice(0, 10);
  return z.iso.date().safeParse(whole).success;
}
