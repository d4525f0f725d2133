/** Two people who are one: what merging them would do, what it did, and how it is undone. */
import { z } from "zod";
import { id, instant, pageOf, paging, programmeFilter } from "./common.ts";
import { details } from "./people.ts";

const SIDES = ["survivor", "absorbed"] as const;
export type Side = (typeof SIDES)[number];
export const side = z.enum(SIDES).meta({
  id: "MergeSide",
  description: "`survivor` keeps its id and goes on; `absorbed` becomes part of it.",
});

/** `both`: the two together. `affiliation`: the card follows where they work. */
const TAKEN = [...SIDES, "both", "affiliation"] as const;
export type Taken = (typeof TAKEN)[number];
export const taken = z
  .enum(TAKEN)
  .meta({ id: "MergeTaken", description: "Which side a field is taken from." });

export const PERSON_FIELDS = [
  "name",
  "email",
  "organisation",
  "phone",
  "city",
  "country",
  "languages",
  "level",
  "note",
] as const;
export type PersonField = (typeof PERSON_FIELDS)[number];

/** Lists and notes of both may be kept; of a single value there is one. */
const choices = z
  .strictObject({
    ...Object.fromEntries(PERSON_FIELDS.map((field) => [field, side.optional()])),
    languages: z.enum([...SIDES, "both"]).optional(),
    note: z.enum([...SIDES, "both"]).optional(),
  } as Record<
    PersonField,
    z.ZodOptional<z.ZodEnum<{ survivor: "survivor"; absorbed: "absorbed"; both: "both" }>>
  >)
  .default({})
  .meta({
    id: "MergeChoices",
    description:
      "What is left out is the survivor's, or the other's where the survivor has none; of lists and notes both.",
  });
export type Choices = z.output<typeof choices>;

const pair = {
  absorbed: id.meta({ description: "Id of the person who becomes part of them." }),
  fields: choices,
};
export const planHash = z
  .string()
  .regex(/^[0-9a-f]{64}$/, "expected `planHash` of the preview")
  .meta({ description: "Names the preview that was seen." });

export const previewMerge = z.strictObject(pair).meta({ id: "PreviewMerge" });
export const newMerge = z.strictObject({ ...pair, planHash }).meta({ id: "NewMerge" });

const value = z.union([z.string(), z.array(z.string()), z.null()]);
const becoming = z.object({
  id,
  of: side,
  organisation: id,
  becomes: z.enum(["kept", "moved", "set-aside"]),
  why: z.string().nullable(),
});
const joined = z.object({
  id,
  of: side,
  state: z.string(),
  becomes: z.enum(["goes-on", "joined", "stays"]).meta({
    description:
      "`joined`: rests as merged, with all its words, while the survivor's goes on. `stays`: it was over already.",
  }),
});

export const mergePlan = z
  .object({
    planHash,
    survivor: id,
    absorbed: id,
    fields: z.array(
      z.object({
        field: z.enum(PERSON_FIELDS),
        from: taken,
        survivor: value,
        absorbed: value,
        becomes: value,
      }),
    ),
    person: z.object({
      name: z.string().nullable(),
      email: z.string().nullable(),
      organisation: z.string().nullable(),
      alsoKnown: z.array(z.string()),
      details: details.nullable(),
    }),
    affiliations: z.array(becoming),
    cases: z.array(joined),
    counts: z
      .object({
        deliveries: z.int(),
        mails: z.int(),
        links: z.int(),
        jobChanges: z.int(),
        addresses: z.int(),
      })
      .meta({ description: "What else is the absorbed's and is found under the survivor from then on." }),
    dropped: z
      .array(z.string())
      .meta({ description: "What is not shown any more; kept sealed, and back after an undo." }),
    obstacles: z
      .array(z.string())
      .meta({ description: "What has to be settled first; empty when nothing is." }),
  })
  .meta({
    id: "MergePlan",
    description: "What merging does: the merge makes this plan again and carries it out.",
  });
export type MergePlan = z.output<typeof mergePlan>;

/** What is told of every merge, whatever was merged. */
export const ofEveryMerge = {
  id,
  survivor: id,
  absorbed: id,
  by: z.string(),
  at: instant,
  undoUntil: instant,
  fields: z
    .array(z.object({ field: z.string(), from: taken }))
    .meta({ description: "From which side each field was taken." }),
  undoneBy: z.string().nullable(),
  undoneAt: instant.nullable(),
};
export const merge = z.object({ ...ofEveryMerge, programme: z.string() }).meta({ id: "Merge" });
export const mergePage = pageOf(merge);
export const mergeQuery = z.strictObject({
  programme: programmeFilter,
  person: id.optional().meta({ description: "Id of somebody who took part in it, on either side." }),
  ...paging,
});

/** What has come since a merge; what kinds of things that may be is each one's own. */
export const sinceMerge = {
  id,
  to: side.nullable().meta({ description: "Null: a person has to say." }),
  why: z.string(),
};
const since = z.object({ kind: z.enum(["delivery", "affiliation", "job-change"]), ...sinceMerge });
export const undoPlan = z
  .object({
    planHash,
    since: z.array(since).meta({ description: "What has come since the merge, and whose it is." }),
    corrected: z
      .array(z.string())
      .meta({ description: "Fields corrected since the merge; they stay with the survivor." }),
    obstacles: z.array(z.string()),
  })
  .meta({ id: "UndoPlan" });
export type UndoPlan = z.output<typeof undoPlan>;
export type Since = z.output<typeof since>;

export const undoMerge = z
  .strictObject({
    planHash,
    sort: z
      .array(z.strictObject({ id, to: side }))
      .max(1000)
      .default([])
      .meta({ description: "Whose each is, where the plan says null, or says otherwise." }),
  })
  .meta({ id: "UndoMerge" });
