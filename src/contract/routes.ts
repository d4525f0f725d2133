import { z } from "zod";
import { country } from "./common.ts";
import { code } from "./taxonomies.ts";

const INQUIRY_KINDS = [
  "participate",
  "question",
  "idea",
  "formal_request",
  "meeting_proposal",
  "nomination",
  "other",
] as const;

const listOf = <Item extends z.ZodType>(item: Item) => z.array(item).min(1).max(100).optional();

/** BCP 47 would allow more; forms and mails know the two letters. */
const language = z
  .string()
  .regex(/^[a-z]{2}$/, "expected two letters of ISO 639-1, such as pt")
  .meta({ example: "pt" });

const route = z
  .strictObject({
    id: code.meta({
      description: "Its name; the journal says by it which rule gave an inquiry to whom.",
      example: "shipping_in_portuguese",
    }),
    interests: listOf(code).meta({
      description: "Codes of the lists `interests` and `sectors`: one of them.",
    }),
    kinds: listOf(z.enum(INQUIRY_KINDS)).meta({ description: "What they came for: one of these." }),
    countries: listOf(country).meta({ description: "Where they are: one of these." }),
    languages: listOf(language).meta({ description: "In which language they want to work: one of these." }),
    owner: z.string().min(1).max(200).meta({ description: "Id of an account: an officer of the programme." }),
  })
  .meta({
    id: "Route",
    description:
      "Who looks after an inquiry that meets every condition the rule names; without any, every one.",
  });

/** In order: the first that fits and whose owner is there counts. */
export const routes = z
  .array(route)
  .max(200)
  .meta({ description: "Rules in order; the first that fits counts (S-017)." });
export type Route = z.output<typeof route>;

/** How a programme takes inquiries in. */
export const intakeRules = z
  .strictObject({
    languages: z.array(language).min(1).max(20).meta({
      description: "In which order labels of forms are read. The first is the programme's own (S-016).",
    }),
    routes,
  })
  .meta({ id: "IntakeRules" });
