import { z } from "zod";

const value = z.union([z.string(), z.number(), z.boolean(), z.array(z.string()), z.null()]);

const answerView = z
  .object({
    key: z.string().meta({ description: "The vendor's id of the question." }),
    ref: z.string().optional().meta({ description: "A name the form's author chose." }),
    label: z.string(),
    type: z.string(),
    value,
    mappedTo: z.string().nullable().meta({ description: "The field it went to; null when it is only kept." }),
    mappedBy: z
      .enum(["mapping", "type", "ref", "label", "value"])
      .optional()
      .meta({ description: "What said so; absent when it is only kept." }),
  })
  .meta({ id: "Answer" });

/** What a form became. */
export const inquiryView = z
  .object({
    person: z.object({
      name: z.string().nullable(),
      givenName: z.string().optional(),
      familyName: z.string().optional(),
      email: z.string().nullable(),
      phone: z.string().nullable(),
    }),
    organisation: z.string().nullable(),
    organisationKind: z.string().optional(),
    capacity: z.string().nullable(),
    affiliation: z.string(),
    country: z.string().nullable(),
    interests: z.array(z.string()).meta({ description: "As they were written." }),
    commitment: z.string().optional(),
    mode: z.string().optional(),
    nominator: z.string().optional(),
    nominee: z.string().optional(),
    nomineeEmail: z.string().optional(),
    idea: z.string().optional(),
    concerns: z.array(z.string()).optional(),
    formalRequest: z.object({ noteVerbale: z.string().nullable(), level: z.string().nullable() }).optional(),
    language: z.string().optional(),
    kind: z.string(),
    message: z.string().nullable(),
    submittedAt: z.string().nullable(),
    consent: z.boolean().optional(),
    answers: z.array(answerView),
  })
  .meta({ id: "Inquiry" });
