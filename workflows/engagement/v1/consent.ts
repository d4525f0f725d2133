/** Which of the programme's texts somebody agreed to, and when. The words stand with the programme, by version. */
import { z } from "zod";
import { isoInstant } from "../../fields.ts";

export const consentSchema = z.strictObject({
  version: z.number().int().positive().describe("Version of the programme's text to consent to."),
  language: z
    .string()
    .regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, "expected a language such as en or pt-BR")
    .describe("In which language it was read."),
  at: isoInstant().describe("When the form that says so came in."),
});
export type Consent = z.infer<typeof consentSchema>;
