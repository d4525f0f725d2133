/** People of a programme: the card, what is sealed beyond it, where they work, and what a new job asks. */
import { z } from "zod";
import { country, id, instant, pageOf, programmeName } from "./common.ts";
import { marking } from "./markings.ts";

const CAPACITIES = ["representative", "expert", "official", "observer"] as const;
export type Capacity = (typeof CAPACITIES)[number];
const capacity = z.enum(CAPACITIES).meta({
  id: "Capacity",
  description:
    "As what they take part: for the organisation, as an expert in their own right, for a public authority, or to listen.",
});

const ANSWERS = ["follows", "stays", "ends"] as const;
export type Answer = (typeof ANSWERS)[number];
const answer = z.enum(ANSWERS).meta({
  id: "SeatAnswer",
  description:
    "`follows`: the person keeps it in the new job. `stays`: it is the old organisation's, who names somebody else. `ends`.",
});

const PLACES = ["case", "seat", "offer", "waiting", "contributor"] as const;
export type PlaceKind = (typeof PLACES)[number];

const line = (max: number) => z.string().trim().min(1).max(max);
const programme = programmeName.default("default");

export const details = z
  .strictObject({
    phone: line(60).nullable().default(null),
    city: line(200).nullable().default(null),
    country: country.nullable().default(null),
    languages: z
      .array(z.string().regex(/^[a-z]{2,3}$/, "expected a language such as en"))
      .max(20)
      .default([]),
    level: z
      .enum(["technical", "political", "both"])
      .nullable()
      .default(null)
      .meta({ description: "The level of contact (S-040)." }),
    note: line(5_000).nullable().default(null),
  })
  .meta({ id: "PersonDetails", description: "Sealed under the person's own key." });
export type PersonDetails = z.output<typeof details>;

export const newPerson = z
  .strictObject({
    programme,
    name: line(200).nullable().default(null),
    email: z.email().max(320).nullable().default(null),
    organisation: line(200).nullable().default(null).meta({
      description: "As it was said. An affiliation with an organisation of the directory takes its place.",
    }),
    details: details.optional(),
  })
  .refine(({ name, email }) => name !== null || email !== null, {
    path: ["name"],
    message: "expected a name or an e-mail address",
  })
  .meta({ id: "NewPerson" });

/** What is left out stays. */
export const changePerson = z
  .strictObject({
    name: line(200).nullable().optional(),
    email: z.email().max(320).nullable().optional(),
    organisation: line(200).nullable().optional(),
    details: details.optional(),
  })
  .meta({ id: "ChangePerson" });

const card = {
  id,
  programme: z.string().meta({ description: "The programme's slug." }),
  name: z.string().nullable(),
  email: z.string().nullable(),
  organisation: z.string().nullable().meta({ description: "Where they work now, or what they said." }),
};

/** A person is as confidential as their last case. */
const inherited = marking.nullable().meta({ description: "That of their last case; null without one." });

export const personRow = z
  .object({
    ...card,
    marking: inherited,
    organisationId: id.nullable().meta({ description: "Null when nobody has matched what they said." }),
    capacity: capacity.nullable(),
  })
  .meta({ id: "PersonRow" });
export const peoplePage = pageOf(personRow);

const day = z.iso.date().meta({ description: "A day, today at the latest.", example: "2013-02-01" });
const beginning = {
  organisation: id.meta({ description: "Id of an organisation of the directory." }),
  capacity,
  title: line(200)
    .nullable()
    .default(null)
    .meta({ description: "The job title; sealed under the person's key." }),
};

export const beginAffiliation = z
  .strictObject({
    ...beginning,
    since: day.nullable().default(null),
    until: day.nullable().default(null).meta({ description: "For one that is over: its last day." }),
  })
  .meta({ id: "BeginAffiliation" });
export const endAffiliation = z.strictObject({ until: day }).meta({ id: "EndAffiliation" });

export const affiliation = z
  .object({
    id,
    person: id,
    organisation: z.object({ id, name: z.string() }),
    capacity,
    title: z.string().nullable().meta({ description: "Null also for those who may not read it." }),
    since: z.string().nullable(),
    until: z.string().nullable(),
  })
  .meta({ id: "Affiliation" });

const answerTo = z.strictObject({
  place: z.enum(PLACES),
  group: id.nullable().default(null).meta({ description: "The working group; null for the case." }),
  answer,
});

export const newJobChange = z
  .strictObject({
    leaves: id
      .nullable()
      .optional()
      .meta({ description: "The affiliation that ends; left out, the current one; null for none." }),
    begins: z
      .strictObject(beginning)
      .nullable()
      .meta({ description: "The new job; null for somebody who has none yet." }),
    on: day.meta({ description: "The first day of the new job, or the first without the old one." }),
    answers: z.array(answerTo).max(100).default([]).meta({ description: "What is known already." }),
  })
  .meta({ id: "NewJobChange" });

export const answerSeats = z
  .strictObject({ answers: z.array(answerTo).min(1).max(100) })
  .meta({ id: "AnswerSeats" });

export const jobChange = z
  .object({
    id,
    programme: z.string(),
    person: id,
    left: id.nullable().meta({ description: "Id of the affiliation that ended." }),
    begun: id.nullable().meta({ description: "Id of the affiliation that began." }),
    on: z.string(),
    questions: z
      .array(
        z.object({
          place: z.enum(PLACES),
          engagement: id,
          group: id.nullable(),
          answer: answer.nullable(),
          answeredAt: instant.nullable(),
          answeredBy: z.string().nullable(),
        }),
      )
      .meta({ description: "Does the seat follow? One for each place they held." }),
    createdAt: instant,
    createdBy: z.string(),
  })
  .meta({ id: "JobChange" });
export const jobChangePage = pageOf(jobChange);

export const personDetail = z
  .object({
    ...card,
    alsoKnown: z.array(z.string()).meta({
      description: "Names and addresses from before a merge; search finds the person by them.",
    }),
    marking: inherited,
    details: details
      .nullable()
      .meta({ description: "Null when there are none, and for those who may not read them." }),
    affiliations: z.array(affiliation),
    suggestions: z.array(z.object({ id, name: z.string() })).meta({
      description: "Organisations of the directory that what they said may mean; empty once it is matched.",
    }),
    createdAt: instant,
  })
  .meta({ id: "PersonDetail" });
