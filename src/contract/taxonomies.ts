/** The lists of a programme: terms have a code that never changes and labels that may. */
import { z } from "zod";
import { instant, pageOf, programmeName } from "./common.ts";

const TAXONOMIES = [
  "sectors",
  "interests",
  "organisation_kinds",
  "site_kinds",
  "domains",
  "instruments",
  "roles",
] as const;
export type Taxonomy = (typeof TAXONOMIES)[number];
export const taxonomy = z.enum(TAXONOMIES).meta({ id: "Taxonomy", description: "Which list." });

export const code = z
  .string()
  .regex(/^[a-z0-9][a-z0-9_.-]{0,63}$/, "expected a code of a-z, 0-9, _, . and -, such as insurance")
  .meta({ description: "What is stored wherever the term is used. It never changes.", example: "insurance" });

/** What a term is called, by language: `{ en: "Shipping", pt: "Transporte marítimo" }`. */
const labels = z
  .record(
    z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, "expected a language such as en or pt-BR"),
    z.string().trim().min(1).max(200),
  )
  .refine((all) => Object.keys(all).length > 0, "expected a label in at least one language")
  .meta({ description: "By language (BCP 47).", example: { en: "Insurance", pt: "Seguros" } });
export type Labels = Readonly<Record<string, string>>;

const programme = programmeName.default("default");

export const newTerm = z.strictObject({ programme, code, labels }).meta({ id: "NewTerm" });
export const renameTerm = z.strictObject({ programme, labels }).meta({ id: "RenameTerm" });
export const retireTerm = z
  .strictObject({
    programme,
    replacedBy: code
      .nullable()
      .default(null)
      .meta({ description: "The term to use from now on; whoever uses the old one is told." }),
  })
  .meta({ id: "RetireTerm" });
export const restoreTerm = z.strictObject({ programme }).meta({ id: "RestoreTerm" });

export const term = z
  .object({
    taxonomy,
    code: z.string(),
    labels: z.record(z.string(), z.string()),
    retiredAt: instant.nullable().meta({ description: "From then on refused for anything new." }),
    replacedBy: z.string().nullable(),
    formerly: z
      .array(z.object({ labels: z.record(z.string(), z.string()), until: instant, changedBy: z.string() }))
      .meta({ description: "What it was called before, the latest first." }),
  })
  .meta({ id: "Term" });
export const termPage = pageOf(term);
