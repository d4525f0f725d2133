/**
 * Markings say how far a record may travel: Traffic Light Protocol 2.0 of FIRST (https://www.first.org/tlp/), its labels
 * to the letter (S-035).
 */
import { z } from "zod";
import { id, instant } from "./common.ts";

/** From the widest audience to the narrowest. The index is the rank. */
export const MARKINGS = ["TLP:CLEAR", "TLP:GREEN", "TLP:AMBER", "TLP:AMBER+STRICT", "TLP:RED"] as const;
export type Marking = (typeof MARKINGS)[number];

const rankOf = (marking: Marking): number => MARKINGS.indexOf(marking);
export const isStricter = (one: Marking, than: Marking): boolean => rankOf(one) > rankOf(than);

/** The narrowest of them; without any, everybody may know. */
export const strictest = (markings: readonly Marking[]): Marking =>
  markings.reduce((most, marking) => (isStricter(marking, most) ? marking : most), "TLP:CLEAR");

const expected = `expected one of ${MARKINGS.toReversed().join(", ")}`;

/** The marking of exactly this label; for anything else the sentence that says what was expected, and what was meant. */
export function parseMarking(text: string): { readonly marking: Marking } | { readonly problem: string } {
  const exact = MARKINGS.find((label) => label === text);
  if (exact !== undefined) return { marking: exact };
  const meant = meantBy(text);
  return { problem: meant === undefined ? expected : `${expected}; ${meant}` };
}

/** What somebody who writes this probably means. WHITE is TLP 1.0's word for what 2.0 calls CLEAR. */
function meantBy(text: string): string | undefined {
  const letters = text.toUpperCase().replaceAll(/[^A-Z]/g, "");
  const colour = letters.startsWith("TLP") ? letters.slice(3) : letters;
  if (colour === "WHITE") return "TLP:WHITE is called TLP:CLEAR since TLP 2.0";
  const label = MARKINGS.find((marking) => marking.slice(4).replaceAll(/[^A-Z]/g, "") === colour);
  return label === undefined ? undefined : `${text} is written ${label}`;
}

export const marking = z
  .enum(MARKINGS, {
    error: ({ input }) => {
      const parsed = typeof input === "string" ? parseMarking(input) : { problem: expected };
      return "problem" in parsed ? parsed.problem : undefined;
    },
  })
  .meta({ id: "Marking", description: "TLP 2.0 label.", example: "TLP:AMBER" });

/** What carries a marking. Everything else inherits one: a mail has its case's. */
export const MARKED_KINDS = [
  "engagement",
  "working_group",
  "meeting",
  "recommendation",
  "interests",
  "contribution",
  "vetting",
  "note",
] as const;
export type MarkedKind = (typeof MARKED_KINDS)[number];

/** A default for each kind named; the others stay. */
export const changeDefaults = z
  .partialRecord(z.enum(MARKED_KINDS), marking)
  .refine((kinds) => Object.keys(kinds).length > 0, "expected at least one kind of record")
  .meta({ id: "ChangeDefaultMarkings", example: { engagement: "TLP:AMBER+STRICT" } });

export const defaultMarkings = z
  .object({
    items: z.array(
      z.object({
        kind: z.enum(MARKED_KINDS),
        marking: marking.meta({ description: "What one that is made now bears until somebody marks it." }),
        isSet: z.boolean().meta({ description: "The programme has set it; else it is Convoke's." }),
        atLeast: marking.meta({ description: "No default is wider than this." }),
      }),
    ),
    next: z.null(),
  })
  .meta({ id: "DefaultMarkings" });

const recordReference = z.strictObject({ kind: z.enum(MARKED_KINDS), id });

export const changeMarking = z
  .strictObject({
    marking,
    reason: z
      .string()
      .trim()
      .min(1, "expected a reason")
      .max(2_000)
      .optional()
      .meta({ description: "Why; needed to lower it. Kept sealed." }),
    named: z
      .array(id)
      .max(200)
      .optional()
      .meta({ description: "Accounts and parties who take part in the record; TLP:RED is for them alone." }),
    sources: z
      .array(recordReference)
      .max(200)
      .optional()
      .meta({ description: "Further records it was derived from. None is ever taken away." }),
  })
  .meta({ id: "ChangeMarking" });

const markingSource = z
  .object({
    kind: z.enum(MARKED_KINDS),
    id,
    marking: marking.meta({ description: "What it asks of this record." }),
    released: z.boolean().meta({ description: "Its owner lowered what it asks of this record." }),
  })
  .meta({ id: "MarkingSource" });

export const recordMarking = z
  .object({
    kind: z.enum(MARKED_KINDS),
    id,
    marking: marking.meta({ description: "The strictest of its own and its sources'." }),
    own: marking,
    isDefault: z.boolean().meta({ description: "Nobody has set it: it is its kind's." }),
    named: z.array(id),
    sources: z.array(markingSource),
    mayLower: z.array(z.string()).meta({ description: "Who may lower it, source by source, in words." }),
    history: z.array(
      z.object({
        at: instant,
        by: z.string().meta({ description: "Account id." }),
        from: marking,
        to: marking,
        source: z.string().nullable().meta({ description: "The source that was released for it." }),
        reason: z.string().nullable().meta({ description: "Null when none was given, or it was erased." }),
      }),
    ),
  })
  .meta({ id: "RecordMarking" });
