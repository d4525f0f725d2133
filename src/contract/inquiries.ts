/** What staff enter for others: a call, a letter, a visit; and who proposes whom. */
import { z } from "zod";
import { partialDate } from "../../workflows/fields.ts";
import { country, id, programmeName } from "./common.ts";

const line = (max: number) => z.string().trim().min(1).max(max);
const programme = programmeName.default("default");
const message = z.string().trim().max(20_000).default("").meta({ description: "What was said; sealed." });

const person = z.strictObject({
  name: line(200).nullable().default(null),
  organisation: line(200).nullable().default(null),
  email: z.email().max(320).nullable().default(null),
  phone: line(60).nullable().default(null),
  capacity: line(200).nullable().default(null).meta({ description: "In what position they speak." }),
  country: country.nullable().default(null),
});
const isSomebody = ({ name, email, phone, organisation }: Partial<z.output<typeof person>>): boolean =>
  [name, email, phone, organisation].some((part) => part != null);
const SOMEBODY = "expected a name, an e-mail address, a telephone number or an organisation";

const happenedOn = z.union(
  [partialDate(), z.iso.datetime({ offset: true })],
  "expected a day, a month, a year or an instant, such as 2012-11-23, 2012-11 or 2012",
);

export const newInquiry = z
  .strictObject({
    programme,
    channel: z
      .enum(["phone", "letter", "visit", "email", "event", "note_verbale"])
      .meta({ description: "How it reached you." }),
    happenedOn: happenedOn.optional().meta({
      description:
        "When it was, as far as it is known: 1990 or later, not in the future. When it was entered, the journal says.",
    }),
    person: person
      .extend({ id: id.optional().meta({ description: "Somebody of the programme who is known already." }) })
      .refine((one) => one.id !== undefined || isSomebody(one), SOMEBODY),
    message,
    interests: z.array(line(300)).max(50).default([]),
    kind: z.enum(["participate", "question", "idea", "formal_request", "other"]).default("other"),
    thirdParty: z
      .boolean()
      .default(false)
      .meta({ description: "Somebody else told you, so the person has to be told within a month." }),
    acknowledge: z.boolean().default(false).meta({ description: "Write to them that you have it." }),
  })
  .meta({ id: "NewInquiry" });

const whoProposes = z.strictObject({
  name: line(200).nullable().default(null),
  organisation: line(200).nullable().default(null),
  email: z.email().max(320).nullable().default(null),
});

export const newNomination = z
  .strictObject({
    programme,
    person: person.refine(isSomebody, SOMEBODY),
    message: message.meta({ description: "Why they are proposed; sealed." }),
    interests: z.array(line(300)).max(50).default([]),
    nominator: whoProposes.refine(isSomebody, SOMEBODY).optional().meta({
      description:
        "Who proposes them, where an officer enters it for somebody; else the caller. The nominee is never shown it.",
    }),
    nomineeTold: z.boolean().default(false).meta({ description: "The person knows of it already." }),
    happenedOn: happenedOn.optional(),
  })
  .meta({ id: "NewNomination" });

export const enteredCase = z
  .object({
    outcome: z.enum(["opened", "attached", "repeated", "received"]).meta({
      description:
        "`attached`: the person has a live case, which keeps it. `received` is all that those are told who see no cases.",
    }),
    engagement: id
      .nullable()
      .meta({ description: "The person's case; null for those who may not know of it." }),
    person: id.nullable(),
  })
  .meta({ id: "EnteredCase" });
