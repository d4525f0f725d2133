/** What staff note on an engagement, each with how far it may travel and who reads it. */
import { z } from "zod";
import { id, instant, pageOf, paging, role } from "./common.ts";
import { marking } from "./markings.ts";

export const newNote = z
  .strictObject({
    text: z
      .string()
      .trim()
      .min(1, "expected what you note")
      .max(10_000)
      .meta({ description: "Sealed under the key of whom the engagement is about." }),
    marking: marking
      .optional()
      .meta({ description: "Left out, the strictest of what it was derived from: its engagement." }),
    reason: z.string().trim().min(1, "expected a reason").max(2_000).optional().meta({
      description: "Why it may travel further than its engagement; that is the engagement's owner's to say.",
    }),
    named: z.array(id).max(50).default([]).meta({
      description: "Accounts that read it whatever its marking; TLP:RED is for you and them alone.",
    }),
  })
  .meta({ id: "NewNote" });

export const noteQuery = z.strictObject(paging);

export const note = z
  .object({
    id,
    engagement: id,
    text: z.string().nullable().meta({ description: "Null once whom it is about was erased." }),
    marking,
    by: z.object({ id: z.string(), name: z.string().nullable() }),
    at: instant,
    readBy: z.object({
      roles: z.array(role).meta({ description: "Who reads it by their role." }),
      people: z.array(z.object({ id: z.string(), name: z.string().nullable() })).meta({
        description: "Who reads it by name: whoever wrote or marked it, and whom they named.",
      }),
    }),
  })
  .meta({ id: "Note" });

export const notePage = pageOf(note)
  .extend({
    default: marking.meta({ description: "What a note bears when its writer says nothing." }),
    choices: z.array(
      z.object({
        marking,
        roles: z.array(role).meta({ description: "Who would read it by their role." }),
        mayLower: z
          .array(z.string())
          .meta({ description: "Not yours to choose: who may say that a note travels so far, in words." }),
      }),
    ),
  })
  .meta({ id: "NotePage", description: "Of the notes those you may read, the newest first." });
