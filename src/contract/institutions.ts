import { z } from "zod";
import { country, id, instant, pageOf, slug } from "./common.ts";

const name = z.string().trim().min(1).max(200);

export const newInstitution = z
  .strictObject({ slug, name, country: country.nullable().default(null) })
  .meta({ id: "NewInstitution" });

export const changeInstitution = z
  .strictObject({ name, country: country.nullable() })
  .meta({ id: "ChangeInstitution" });

export const institution = z
  .object({
    id,
    slug: z.string(),
    name: z.string(),
    country: z.string().nullable(),
    programmes: z.array(z.string()).meta({ description: "Slugs of its programmes that you have a part in." }),
    createdAt: instant,
  })
  .meta({ id: "Institution" });
export const institutionPage = pageOf(institution);
