import { z } from "zod";
import { id } from "./common.ts";
import { inquiryView } from "./inquiry-view.ts";

const mapping = z.record(z.string(), z.union([z.string(), z.array(z.string())]));

const question = z
  .object({
    key: z.string().meta({ description: "The vendor's id of the question." }),
    ref: z.string().nullable().meta({ description: "A name the form's author chose." }),
    label: z.string(),
    type: z.string().meta({ description: "The vendor's word for the kind of question." }),
    field: z.string().nullable().meta({ description: "The field it would fill; null when it is only kept." }),
    by: z
      .enum(["mapping", "type", "ref", "label", "value"])
      .nullable()
      .meta({ description: "What says so; `value` is by what the answers look like." }),
    example: z
      .object({
        shape: z.enum(["empty", "email", "phone", "number", "yes or no", "list", "line", "text"]),
        length: z
          .number()
          .int()
          .meta({ description: "Letters of a line or text, digits of a number, items of a list." }),
        value: inquiryView.shape.answers.element.shape.value
          .optional()
          .meta({ description: "Only for who may read deliveries whole." }),
      })
      .meta({ description: "The newest answer." }),
  })
  .meta({ id: "ProposedQuestion" });

export const proposal = z
  .object({
    source: id,
    deliveries: z.array(id).meta({ description: "What it is made of, the newest first; at most 20." }),
    questions: z.array(question).meta({ description: "In the order of the form." }),
    mapping: mapping.meta({
      description: "Says the same explicitly; ready to be put at `/sources/{id}/mapping`.",
    }),
  })
  .meta({ id: "MappingProposal" });

export const previewSource = z
  .strictObject({
    mapping: mapping.optional().meta({ description: "To try; without it the source's own." }),
    delivery: id.optional().meta({ description: "A delivery of the source." }),
    body: z
      .string()
      .max(1024 * 1024)
      .optional()
      .meta({ description: "In its place, a body as a form would send it." }),
    contentType: z.string().max(200).default("application/json").meta({ description: "Of the body." }),
  })
  .meta({ id: "PreviewSource" });

export const sourcePreview = z
  .object({
    source: id,
    inquiry: inquiryView.nullable().meta({ description: "What is read in it; null when it cannot be read." }),
    problem: z
      .object({
        reason: z.string(),
        pointer: z.string().nullable().meta({ description: "JSON Pointer into the body." }),
      })
      .nullable()
      .meta({ description: "Why it would be held." }),
    unmapped: z
      .array(z.object({ key: z.string(), label: z.string() }))
      .meta({ description: "Questions whose answers are only kept." }),
    person: id.nullable().meta({ description: "Who it is known to come from; null for somebody new." }),
    becomes: z.enum(["opened", "attached", "corrected"]).nullable().meta({
      description:
        "A case would be opened, the live one would hear of it, or the one it came to would hear what is read otherwise. Null: it would be held.",
    }),
    engagement: id.nullable().meta({ description: "The case that would hear of it." }),
  })
  .meta({ id: "SourcePreview" });
