/** A programme's public page and form: what is published, in which words, and which text people agree to. */
import { z } from "zod";
import { instant, pageOf } from "./common.ts";

const languageCode = z
  .string()
  .regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, "expected a language such as en or pt-BR")
  .meta({ description: "BCP 47.", example: "en" });

const EXPECTED_ORIGIN = "expected an origin such as https://www.example.org, without a path";
const origin = z.string().max(300).refine(isOrigin, EXPECTED_ORIGIN).meta({
  description: "A site whose pages may show the form in a frame, or post to it.",
  example: "https://www.example.org",
});

export const changePublicPages = z
  .strictObject({
    form: z.boolean().meta({ description: "Strangers find the form." }),
    page: z.boolean().meta({ description: "Strangers find the programme's page." }),
    embedOrigins: z.array(origin).max(50).default([]),
  })
  .meta({ id: "ChangePublicPages" });

const published = (what: string) =>
  z.object({
    url: z.string().meta({ description: `Where ${what} is.` }),
    publishedAt: instant.nullable().meta({ description: "Null while strangers find nothing there." }),
  });

export const publicPages = z
  .object({
    form: published("the form"),
    page: published("the page"),
    embedOrigins: z.array(z.string()),
    languages: z.array(z.string()).meta({ description: "The programme's languages that the pages speak." }),
    consentVersion: z.number().int().nullable(),
    missing: z
      .array(z.string())
      .meta({ description: "What the form still needs before it can be published, in words." }),
    hiddenGroups: z.number().int().meta({
      description: "Groups that are not on the pages because they are not marked TLP:CLEAR.",
    }),
  })
  .meta({ id: "PublicPages" });

const consentWords = z
  .record(languageCode, z.string().trim().min(1).max(10_000))
  .refine((all) => Object.keys(all).length > 0, "expected a text in at least one language")
  .meta({
    description: "By language; blank lines part paragraphs.",
    example: { en: "We keep what you write …" },
  });

export const newConsentText = z.strictObject({ texts: consentWords }).meta({ id: "NewConsentText" });
export const consentText = z
  .object({
    version: z.number().int(),
    texts: z.record(z.string(), z.string()),
    publishedAt: instant,
    publishedBy: z.string().meta({ description: "Id of an account." }),
  })
  .meta({ id: "ConsentText" });
export const consentTextPage = pageOf(consentText);

const line = z.string().trim().min(1).max(300);
const words = z.string().trim().min(1).max(10_000);
export const changeProgrammeText = z
  .strictObject({
    title: line,
    summary: words.meta({ description: "What the programme is. Blank lines part paragraphs." }),
    benefits: z
      .array(z.strictObject({ audience: line, text: words }))
      .max(30)
      .default([])
      .meta({ description: "What is in it for whom (S-023)." }),
    faq: z
      .array(z.strictObject({ question: line, answer: words }))
      .max(100)
      .default([]),
    acknowledgement: z.string().trim().min(1).max(2_000).nullable().default(null).meta({
      description:
        "What the letter that confirms a message says first, in this language; null for our own words.",
    }),
  })
  .meta({ id: "ChangeProgrammeText" });
export const programmeText = z
  .object({ language: z.string(), ...changeProgrammeText.shape, updatedAt: instant, updatedBy: z.string() })
  .meta({ id: "ProgrammeText" });
export const programmeTextPage = pageOf(programmeText);

/** As a browser writes it: scheme, host and port, nothing more. Plain http is for trying it out on one's own machine. */
function isOrigin(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { origin: own, protocol, hostname } = new URL(text);
  return own === text && (protocol === "https:" || (protocol === "http:" && hostname === "localhost"));
}
